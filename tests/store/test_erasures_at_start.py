"""Who was erased stays erased at the next start, whatever way older rows came back; on PostgreSQL too."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, select
from structlog.testing import capture_logs
from typer.testing import CliRunner

from bot.cli import app
from bot.runtime.config import ConfigError, load
from bot.store.engine import Database, DatabaseBusy
from bot.store.erased import forget, forget_within
from bot.store.erasures import log_of
from bot.store.held import count
from bot.store.people import change_known
from bot.store.ready import make_ready
from bot.store.tables import metadata
from tests.kit import a_world
from tests.kit_rows import plant
from tests.kit_storage import NOON, on_postgresql
from tests.process.test_several_bots import in_one_moment
from tests.runtime.test_config import TOKENS
from tests.stories.steps import begins
from tests.stories.test_mydata import erases, left_of

pytestmark = pytest.mark.storage

DAY = timedelta(days=1)
LONG_AGO = NOON - 3000 * DAY
Dump = dict[str, list[dict[str, Any]]]


@pytest.fixture
def kept(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """A database with two people in it, whose erasures are written down."""
    made = Database(database_url, erasures=tmp_path / "erasures")
    with made.writing() as connection:
        for user in ("U1", "U2"):
            plant(connection, "T1", user, f"said by {user}")
    yield made
    made.close()


def dumped(database: Database) -> Dump:
    """Return all rows, as a dump has them."""
    with database.reading() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in metadata.sorted_tables
        }


def comes_back(database: Database, dump: Dump) -> None:
    """Put the rows of a dump in the place of those that are there."""
    with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        for table in metadata.sorted_tables:
            if dump[table.name]:
                connection.execute(insert(table), dump[table.name])


def who(database: Database) -> set[str]:
    with database.reading() as connection:
        return {user for user in ("U1", "U2") if count(connection, "T1", user)}


def test_a_dump_that_comes_back_brings_back_nobody(kept: Database) -> None:
    before = dumped(kept)
    forget(kept, "T1", "U1", NOON + DAY)
    comes_back(kept, before)
    assert who(kept) == {"U1", "U2"}

    make_ready(kept, NOON + 2 * DAY)

    assert who(kept) == {"U2"}
    after = dumped(kept)
    make_ready(kept, NOON + 3 * DAY)
    assert dumped(kept) == after, "once is enough"


def test_all_that_were_erased_since_are_gone_and_who_was_erased_before_changes_nothing(kept: Database) -> None:
    forget(kept, "T1", "U1", NOON + DAY)
    before = dumped(kept)
    forget(kept, "T1", "U2", NOON + 2 * DAY)
    comes_back(kept, before)

    make_ready(kept, NOON + 3 * DAY)
    assert who(kept) == set()


def test_who_was_only_named_by_others_in_it_is_gone_too(kept: Database) -> None:
    """Somebody was let read a summary before they ever wrote to the bot, and erased everything later."""
    with kept.writing() as connection:
        plant(connection, "T1", "U3", "said by U3")
        connection.execute(metadata.tables["people"].delete().where(metadata.tables["people"].c.user_id == "U3"))
        assert "viewers" in count(connection, "T1", "U3")
    before = dumped(kept)
    forget(kept, "T1", "U3", NOON + DAY)
    comes_back(kept, before)

    make_ready(kept, NOON + 2 * DAY)
    with kept.reading() as connection:
        assert count(connection, "T1", "U3") == {}


def test_who_came_back_since_is_kept_even_by_a_clock_that_was_set_back(kept: Database) -> None:
    forget(kept, "T1", "U1", NOON + DAY)
    with kept.writing() as connection:
        plant(connection, "T1", "U1", "said anew")  # as of noon, a day before that erasure

    make_ready(kept, NOON + 2 * DAY)
    assert who(kept) == {"U1", "U2"}


def test_who_was_here_after_an_erasure_that_came_to_nothing_is_kept(
    kept: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.store.erased.erase", breaks)
    with pytest.raises(KeyboardInterrupt):
        forget(kept, "T1", "U1", NOON + DAY)
    monkeypatch.undo()
    with kept.writing() as connection:
        change_known(connection, "T1", "U1", last_contact_at=NOON + 3 * DAY)

    make_ready(kept, NOON + 4 * DAY)
    assert who(kept) == {"U1", "U2"}


@on_postgresql
def test_several_that_erase_at_once_are_all_written_down(kept: Database) -> None:
    many = [f"U{number}" for number in range(10, 26)]
    with kept.writing() as connection:
        for user in many:
            plant(connection, "T1", user, f"said by {user}")
    before = dumped(kept)
    in_one_moment([partial(forget, kept, "T1", user, NOON + DAY) for user in many])
    assert kept.erasures is not None
    assert len(kept.erasures.read_text().splitlines()) == len(many)
    comes_back(kept, before)

    make_ready(kept, NOON + 2 * DAY)
    with kept.reading() as connection:
        assert not any(count(connection, "T1", user) for user in many)


@on_postgresql
def test_on_postgresql_nothing_is_written_down_where_nothing_is_set(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        plant(connection, "T1", "U1", "said")
    forget(database, "T1", "U1", NOON + DAY)

    assert log_of(database) is None
    make_ready(database, NOON + 2 * DAY)


def test_that_the_log_is_gone_is_said_at_each_start_until_there_is_one(kept: Database) -> None:
    log = log_of(kept)
    assert log is not None
    with kept.writing() as connection:
        connection.execute(metadata.tables["workspaces"].update().values(erasure=None))

    def warned() -> list[MutableMapping[str, Any]]:
        with capture_logs() as logged:
            make_ready(kept, NOON + DAY)
        return [line for line in logged if line["event"] == "database.erasures_gone"]

    assert warned() == [], "there never was one"
    forget(kept, "T1", "U1", NOON)
    assert warned() == []

    log.unlink()
    assert [warned(), warned()] == [[{"event": "database.erasures_gone", "log_level": "warning", "file": log.name}]] * 2
    log.touch()
    assert warned() == [], "somebody has seen to it"


def test_the_bot_serves_nobody_before_that(database_url: str, tmp_path: Path) -> None:
    with a_world(tmp_path, database=database_url, erasures=tmp_path / "erasures") as world:
        ana = world.who("ana")
        begins(ana)
        before = dumped(world.bot.services.database)
        erases(ana)
        world.stops()
        with closing(Database(database_url)) as database:
            comes_back(database, before)
        world.starts()

        assert left_of(world, ana) == {}
        begins(ana)
        world.restarts()
        assert left_of(world, ana)["checks"] == 1, "who is new here stays"


def test_commands_write_it_down_too(kept: Database, database_url: str) -> None:
    with kept.writing() as connection:  # they go by the machine's clock, whatever it says
        change_known(connection, "T1", "U1", created_at=LONG_AGO, last_contact_at=LONG_AGO)
    before, env = dumped(kept), {"CAREERCHECK_ERASURES": str(kept.erasures)}
    ran = CliRunner().invoke(app, ["person", "erase", "T1", "U1", "--yes", "--database", database_url], env=env)
    assert ran.exit_code == 0, ran.output
    assert "dump" not in ran.output
    comes_back(kept, before)

    ran = CliRunner().invoke(app, ["migrate", "--database", database_url], env=env)
    assert ran.exit_code == 0, ran.output
    assert who(kept) == {"U2"}


@pytest.mark.parametrize(("workspace", "user"), [("T1", "U3"), ("T2", "U1")])
def test_whom_nobody_knows_is_not_erased_and_nothing_is_noted(
    kept: Database, database_url: str, workspace: str, user: str
) -> None:
    """An id that was mistyped must not pass for somebody who was erased."""
    env = {"CAREERCHECK_ERASURES": str(kept.erasures)}
    ran = CliRunner().invoke(app, ["person", "erase", workspace, user, "--database", database_url], env=env)

    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"Nothing is kept about {user} in {workspace}, so nobody was erased.")
    assert who(kept) == {"U1", "U2"}
    assert kept.erasures is not None
    assert not kept.erasures.exists()


def test_it_is_set_as_a_file_in_a_folder_that_is_there(tmp_path: Path) -> None:
    assert load(TOKENS).erasures is None
    assert load({**TOKENS, "CAREERCHECK_ERASURES": str(tmp_path / "erasures")}).erasures == tmp_path / "erasures"
    for wrong in (tmp_path, tmp_path / "nowhere" / "erasures"):
        with pytest.raises(ConfigError, match=r"^CAREERCHECK_ERASURES must be a file in a folder that is there$"):
            load({**TOKENS, "CAREERCHECK_ERASURES": str(wrong)})


@pytest.mark.parametrize("fails", ["within", "at its commit"])
@pytest.mark.parametrize("others", ["", f"{NOON.isoformat()} ab cd\n"], ids=["alone", "not the last"])
def test_an_erasure_that_came_to_nothing_erases_nobody_at_the_next_start(
    kept: Database, fails: str, others: str
) -> None:
    """They hear that nothing was changed, and go on."""
    log = log_of(kept)
    assert log is not None

    def breaks(connection: Connection) -> None:
        raise DatabaseBusy("no room")

    with pytest.raises(DatabaseBusy), kept.writing() as connection:
        forget_within(connection, kept, "T1", "U1", NOON)
        log.write_text(log.read_text() + others)
        if fails == "within":
            raise DatabaseBusy("no room")
        event.listen(connection, "commit", breaks)
    assert log.read_text() == others

    make_ready(kept, NOON + timedelta(hours=1))

    assert "U1" in who(kept)


@on_postgresql
def test_beside_a_server_it_is_its_folders_owner_and_then_its_own_who_keeps_it(
    kept: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no file of the database that says who the bot is."""
    log = log_of(kept)
    asked: list[Path] = []
    assert log is not None
    monkeypatch.setattr("bot.store.files.give", lambda _, like: asked.append(like))
    forget(kept, "T1", "U1", NOON + DAY)
    forget(kept, "T1", "U2", NOON + DAY)
    assert asked == [log.parent, log]
