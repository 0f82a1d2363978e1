"""What doctor says of the log of erasures, without which nobody can be erased."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.engine import Database
from bot.store.erased import forget
from bot.store.erasures import log_of
from tests.doctor.house import House, bad, said
from tests.kit_rows import plant
from tests.kit_storage import NOON, on_postgresql


@pytest.fixture
def log(running: House) -> Path:
    """The log of a house where somebody was erased."""
    running.world.stops()
    with closing(Database(running.environ["CAREERCHECK_DATABASE"])) as database:
        with database.writing() as connection:
            plant(connection, "T1", "U1", "said")
        forget(database, "T1", "U1", NOON)
        found = log_of(database)
    assert found is not None
    return found


def test_a_log_that_can_be_read(running: House, log: Path) -> None:
    report = running.told()

    assert "erasures" not in bad(report)
    assert said(report, "erasures") == f"{log} can be read; it remembers 1."


def test_a_house_where_nobody_was_erased_yet(running: House) -> None:
    assert said(running.told(), "erasures").endswith("bot.db.erased can be read; it remembers 0.")


def test_a_house_that_is_yet_to_be_built(house: House) -> None:
    assert "erasures" not in house.told()


def test_a_line_that_is_none(running: House, log: Path) -> None:
    log.write_text(f"{log.read_text()}what is this\n")

    wrong = bad(running.told())["erasures"]
    assert wrong.startswith(
        f"Line 2 of the log of erasures {log} is none that careercheck wrote: nobody can be erased."
    )
    assert "take it out and leave the others" in wrong
    assert "what is this" not in wrong


def test_a_log_in_another_place(running: House, log: Path, tmp_path: Path) -> None:
    other = tmp_path / "erasures"
    other.write_text("what is this\n")

    assert f"Line 1 of the log of erasures {other}" in bad(running.told(CAREERCHECK_ERASURES=str(other)))["erasures"]


def test_a_log_that_belongs_to_somebody_else(running: House, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs doctor as the superuser can read it all the same; the bot cannot."""
    real = Path.stat

    def of_another(path: Path, **how: bool) -> os.stat_result:
        found = list(real(path, **how))
        return os.stat_result([*found[:4], found[4] + 1, *found[5:]]) if path == log else real(path, **how)

    monkeypatch.setattr(Path, "stat", of_another)

    assert bad(running.told())["erasures"] == (
        f"{log} belongs to somebody else than the database: chown --reference={running.file} {log}"
    )


def test_a_log_that_is_gone(running: House, log: Path) -> None:
    kept = log.read_bytes()
    log.unlink()
    assert bad(running.told())["erasures"].startswith(f"There was a log of erasures {log}, and it is gone:")

    log.write_bytes(kept)
    assert "erasures" not in bad(running.told())


@on_postgresql
def test_a_server_without_a_log(house: House, database_url: str) -> None:
    report = house.told(CAREERCHECK_DATABASE=database_url)

    assert "erasures" not in bad(report)
    assert "after a pg_restore, erase again" in said(report, "erasures")
