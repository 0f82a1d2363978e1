"""Who was erased stays erased, whatever backup is restored; who came back later is not touched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.runtime.clock import SystemClock
from bot.store import erased
from bot.store.backup import KEPT, back_up
from bot.store.engine import Database, DatabaseBusy, Patience
from bot.store.erased import forget
from bot.store.erasures import log_of
from bot.store.ready import make_ready
from bot.store.refused import Refused
from bot.store.restore import restore
from tests.kit_storage import NOON
from tests.store.kept import a_database, comes, names, who, zones

DAY = timedelta(days=1)


@pytest.fixture
def database(file: Path, saved: Path) -> Iterator[Database]:
    """A database with two people in it, backed up a day after they came."""
    made = a_database(file)
    comes(made, "U2")
    back_up(made, saved, NOON + DAY)
    yield made
    made.close()


def test_a_backup_does_not_bring_back_who_was_erased(database: Database, file: Path, saved: Path) -> None:
    forget(database, "T1", "U2", NOON + 2 * DAY)
    database.close()
    assert b"words of U2" in saved.read_bytes()

    assert restore(database, saved, NOON + 3 * DAY).erased == 1

    assert who(file) == {"U1"}
    assert b"words of U2" not in file.read_bytes()
    assert zones(file) == {"Europe/Vienna"}


def test_what_had_not_vanished_from_slack_yet_does_so_after_a_restore(database: Database, saved: Path) -> None:
    forget(database, "T1", "U2", NOON + 2 * DAY)
    database.close()
    restore(database, saved, NOON + 2 * DAY)

    with database.reading() as connection:
        places = set(connection.exec_driver_sql("SELECT place FROM deletions").scalars())
    assert {"DU2", "FU2", "U2"} <= places


def test_nor_does_it_where_the_database_is_in_ruins(database: Database, file: Path, saved: Path) -> None:
    forget(database, "T1", "U2", NOON + 2 * DAY)
    database.close()
    file.write_bytes(b"ruins" * 1000)

    restore(database, saved, NOON + 3 * DAY)

    assert who(file) == {"U1"}


def test_where_there_is_no_log_the_report_says_who_may_be_back(file: Path) -> None:
    """The disk was lost, and the file beside the database with it."""
    saved, log, url = file.with_name("saved.db"), file.with_name("bot.db.erased"), f"sqlite:///{file}"
    with closing(a_database(file)) as made:
        comes(made, "U1", since=NOON - 3000 * DAY)
        back_up(made, saved, SystemClock().now())
        forget(made, "T1", "U1", SystemClock().now())
        assert log_of(made) == log
    file.unlink()
    kept = log.read_bytes()
    log.unlink()

    ran = CliRunner().invoke(app, ["restore", str(saved), "--database", url])

    assert ran.exit_code == 0, ran.output
    assert f"There is no log of erasures {log}: whoever was erased since the backup is back." in ran.output
    assert who(file) == {"U1"}

    log.write_bytes(kept)
    ran = CliRunner().invoke(app, ["restore", str(saved), "--database", url])
    assert "no log of erasures" not in ran.output
    assert who(file) == set()


def test_nor_by_the_commands(file: Path) -> None:
    """They go by the machine's clock, whatever it says."""
    with closing(a_database(file)) as made:
        comes(made, "U1", since=NOON - 3000 * DAY)
    url = ["--database", f"sqlite:///{file}"]
    for command in (
        ["backup", str(file.with_name("saved.db"))],
        ["person", "erase", "T1", "U1", "--yes"],
        ["restore", str(file.with_name("saved.db"))],
    ):
        ran = CliRunner().invoke(app, [*command, *url])
        assert ran.exit_code == 0, ran.output

    assert "Erased again, because they had been erased since: 1." in ran.output
    assert who(file) == set()


def test_who_came_back_and_agreed_again_is_not_erased_by_the_old_entry(
    database: Database, file: Path, saved: Path
) -> None:
    forget(database, "T1", "U2", NOON + 2 * DAY)
    comes(database, "U2", since=NOON + 3 * DAY)
    back_up(database, saved, NOON + 4 * DAY, force=True)
    database.close()

    assert restore(database, saved, NOON + 5 * DAY).erased == 0

    assert who(file) == {"U1", "U2"}


def test_a_person_of_the_same_id_elsewhere_is_somebody_else(database: Database, file: Path, saved: Path) -> None:
    forget(database, "T2", "U2", NOON + 2 * DAY)
    database.close()

    assert restore(database, saved, NOON + 3 * DAY).erased == 0

    assert who(file) == {"U1", "U2"}


def test_the_log_names_nobody_and_is_for_its_owner_alone(database: Database) -> None:
    for _ in range(2):
        forget(database, "TACME", "U2ANA", NOON + 2 * DAY)

    log = log_of(database)
    first, second = log.read_text().splitlines()
    assert log.stat().st_mode & 0o777 == 0o600
    assert "U2ANA" not in first
    assert "TACME" not in first
    assert first.split()[0] == "2026-11-25T12:00:00+00:00"
    assert first.split()[2] != second.split()[2], "the same person is not the same text"


@pytest.mark.parametrize("by", ["another erasure", "a start"])
def test_an_entry_goes_when_no_backup_may_be_left_that_needs_it(database: Database, by: str) -> None:
    def at(moment: timedelta) -> int:
        if by == "a start":
            make_ready(database, NOON + moment)
        else:
            forget(database, "T1", "U3", NOON + moment)
        return sum(line.startswith("2026-11-23") for line in log_of(database).read_text().splitlines())

    forget(database, "T1", "U1", NOON)
    assert at(KEPT) == 1
    assert at(KEPT + 2 * DAY) == 0


def test_a_log_that_cannot_be_read_is_said_and_nothing_is_restored(database: Database, file: Path, saved: Path) -> None:
    log_of(database).write_text("what is this\n")
    database.close()
    before = file.read_bytes()

    with pytest.raises(Refused, match=r"Line 1 of the log of erasures .*bot\.db\.erased is none"):
        restore(database, saved, NOON + 3 * DAY)

    assert file.read_bytes() == before


def test_nobody_is_erased_without_a_note_of_it(database: Database, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file.parent / "bot.db.erased").mkdir()

    with pytest.raises((Refused, DatabaseBusy)):
        forget(database, "T1", "U2", NOON)

    assert who(file) == {"U1", "U2"}


def test_a_kill_between_note_and_erasure_leaves_a_note(
    database: Database, file: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(erased, "erase", killed)
    with pytest.raises(KeyboardInterrupt):
        forget(database, "T1", "U2", NOON + 2 * DAY)
    monkeypatch.undo()
    database.close()

    restore(database, saved, NOON + 3 * DAY)

    assert who(file) == {"U1"}
    assert not [name for name in names(file.parent) if "part" in name]


def test_nobody_else_writes_the_log_meanwhile(database: Database, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The transaction is what keeps two erasures, in whatever processes, from losing each other's note."""
    monkeypatch.setattr(Patience.WORKER, "_value_", 0.05)
    with closing(Database(f"sqlite:///{file}")) as other, database.writing(), pytest.raises(DatabaseBusy):
        forget(other, "T1", "U2", NOON)
    assert not log_of(database).exists()
