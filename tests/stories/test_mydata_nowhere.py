"""What somebody wrote is nowhere any more once they are erased: in no row, file, log, metric or restored backup."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.runtime import logs
from bot.runtime.config import Address
from bot.store import imports, portable
from bot.store.backup import back_up
from bot.store.restore import restore
from bot.store.tables import metadata
from tests.kit import Somebody, World, a_world
from tests.kit_ports import free_port
from tests.kit_storage import on_sqlite
from tests.stories.steps import begins, finishes_pillar
from tests.stories.teaming import makes

CANARY = "zq7canary"
PLANTED = {"notes", "steps", "evidence", "exports", "paths", "teams", "imports"}


def writes_everywhere(world: World, who: Somebody) -> None:
    """Write the canary wherever a person can write, and have an export of it all on its way out and in."""
    begins(who, "/careercheck technical")
    noted = who.writes(f"a note about {CANARY}")
    who.edits(noted, f"a note about {CANARY}, and more of {CANARY}")
    finishes_pillar(who, "technical")
    who.clicks("Pick a next step")
    who.submits(which="own", own=f"Ask {CANARY} about it", by="2026-12-01")
    who.runs(f"/careercheck brag add {CANARY} shipped")
    who.runs("/careercheck path")
    who.clicks("Tell my present role")
    who.submits(role="Engineer", title=f"{CANARY} engineer", start="March 2018")
    makes(who, f"Team {CANARY}")
    who.writes(f"{CANARY} in my own words?", thread=False)
    who.runs(f"/careercheck advice {CANARY}")
    who.runs(f"/careercheck {CANARY}")
    who.runs(f"/careercheck brag add {CANARY} " + "x" * 4000)
    is_offered_their_own(world, who)
    who.runs("/careercheck mydata")
    who.clicks("Export")


def is_offered_their_own(world: World, who: Somebody) -> None:
    (workspace,) = world.rows("SELECT workspace FROM workspaces")[0]
    with world.bot.services.database.reading() as connection:
        export = portable.of_person(connection, workspace, who.id, world.clock.now())
    with world.bot.services.database.writing() as connection:  # who has all this is not asked; who began since was
        imports.offer(connection, workspace, who.id, id="I1", body=export.written(), now=world.clock.now())


def erases(world: World, who: Somebody) -> None:
    who.clicks("Erase everything")
    who.submits()
    world.passes(minutes=1)
    world.bot.ticker.run("purge")


def holding(world: World) -> set[str]:
    """Return the tables that hold the canary."""
    rows = {name: world.rows(f"SELECT * FROM {name}") for name in metadata.tables}
    return {name for name, found in rows.items() if CANARY in str(found).lower()}


def found_in(folder: Path, *but: Path) -> list[str]:
    """Return the files that hold the canary."""
    files = [file for file in folder.iterdir() if file.is_file() and file not in but]
    assert files
    return [file.name for file in files if CANARY.encode() in file.read_bytes().lower()]


@pytest.mark.storage
def test_no_row_holds_a_word(world: World, ana: Somebody) -> None:
    writes_everywhere(world, ana)
    assert holding(world) == PLANTED, "or nothing was planted"

    erases(world, ana)

    assert holding(world) == set()


def test_a_row_is_looked_at_whole(world: World, ana: Somebody) -> None:
    """Printed as the database's library does it, the middle of a long text is left out."""
    begins(ana)
    ana.runs("/careercheck brag add " + "x" * 1500 + CANARY + "x" * 1400)

    assert "evidence" in holding(world)


def test_no_file_holds_a_word_nor_does_a_backup_that_is_restored(tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    with a_world(tmp_path) as world:
        ana = world.who("ana")
        writes_everywhere(world, ana)
        back_up(world.bot.services.database, saved, world.clock.now())
        assert "saved.db" in found_in(tmp_path, world.record)

        erases(world, ana)
        assert found_in(tmp_path, world.record, saved) == [], "the files as they are while it is open"

        world.stops()
        assert found_in(tmp_path, world.record, saved) == []
        assert restore(world.bot.services.database, saved, world.clock.now() + timedelta(days=1)).erased == 1
        world.bot.services.database.close()
        assert found_in(tmp_path, world.record, saved, *tmp_path.glob("bot.db.before-*")) == []


@on_sqlite
def test_no_line_of_the_log_holds_a_word(capfd: pytest.CaptureFixture[str], world: World, ana: Somebody) -> None:
    logs.configure("DEBUG")
    writes_everywhere(world, ana)
    world.slack.faults.refuse("chat.postMessage", "invalid_blocks")
    ana.clicks("Export")
    erases(world, ana)
    world.stops()

    heard = capfd.readouterr()
    assert "router" in heard.out + heard.err or "outbox" in heard.out + heard.err
    assert CANARY not in (heard.out + heard.err).lower()


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[World]:
    """A workspace whose bot tells its numbers."""
    with a_world(tmp_path, metrics=Address("127.0.0.1", free_port())) as made:
        yield made


def test_no_number_is_told_with_a_word(counted: World) -> None:
    ana = counted.who("ana")
    writes_everywhere(counted, ana)
    assert counted.settings.metrics is not None
    address = f"http://127.0.0.1:{counted.settings.metrics.port}"
    for when in ("before", "after"):
        with urllib.request.urlopen(f"{address}/metrics", timeout=10) as page:
            told = page.read().decode()
        assert "outbox" in told
        assert CANARY not in told.lower(), when
        assert ana.id not in told
        if when == "before":
            erases(counted, ana)


@on_sqlite
def test_no_error_that_is_answered_holds_a_word(
    capfd: pytest.CaptureFixture[str], world: World, ana: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The feature breaks with what was written in its hands."""
    begins(ana)
    logs.configure("DEBUG")

    def breaks(*_: object, **__: object) -> None:
        raise ValueError(f"broken by {CANARY}")

    monkeypatch.setattr("bot.features.brag.saving.evidence.add", breaks)
    seen = len(ana.messages())
    world.slack.act.command(ana.id, f"/careercheck brag add {CANARY}", None)
    world.settles()

    answered = str(ana.messages()[seen:])
    assert "Something went wrong on my side" in answered
    assert CANARY not in answered.lower()
    world.stops()
    heard = capfd.readouterr()
    assert "ValueError" in heard.out + heard.err
    assert CANARY not in (heard.out + heard.err).lower()


@on_sqlite
def test_no_message_carries_a_word_where_others_could_read_it(world: World, ana: Somebody) -> None:
    """Message metadata is open to every app of the workspace."""
    writes_everywhere(world, ana)
    erases(world, ana)

    posted = [call.args for call in world.slack.calls if call.method == "chat.postMessage"]
    assert posted
    assert CANARY not in str([args.get("metadata") for args in posted]).lower()
    assert CANARY not in str([args for args in posted if args["channel"] != posted[0]["channel"]]).lower()
