"""What doctor says of the database."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import NamedTuple

import pytest
from sqlalchemy import text

from bot.doctor import Level
from bot.store import migrate
from bot.store.engine import Database
from tests.doctor.house import OK, PROBLEM, WARNING, House, bad, said


def test_a_database_in_a_folder_that_is_not_there(house: House) -> None:
    assert "There is no folder" in bad(house.told(CAREERCHECK_DATABASE="sqlite:////nowhere/bot.db"))["database"]


def test_a_database_url_that_is_none(house: House) -> None:
    report = house.told(CAREERCHECK_DATABASE="mysql://ana:zq7canary@host/db")

    assert list(bad(report)) == ["database"]
    assert "zq7canary" not in str(report)


def test_a_database_whose_url_cannot_be_read(running: House) -> None:
    report = running.told(CAREERCHECK_DATABASE="", CAREERCHECK_DATABASE_FILE="/nowhere/url")

    assert list(bad(report)) == ["settings", "database"]
    assert "migrations" not in report


def test_a_database_that_is_damaged(house: House) -> None:
    house.file.write_bytes(b"this is no database at all" * 400)
    report = house.told()

    assert list(bad(report)) == ["database"]
    assert "careercheck restore FILE" in said(report, "database")


def test_a_database_with_a_damaged_page(running: House) -> None:
    running.world.stops()
    size = running.file.stat().st_size
    with running.file.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096 * 4)
    report = running.told()

    assert "damaged" in bad(report)["database"] or "do not fit together" in bad(report)["database"]


def test_a_database_that_somebody_else_holds(running: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.engine.Patience.WORKER._value_", 0.1)
    with closing(Database(running.environ["CAREERCHECK_DATABASE"])) as other, other.writing():
        report = running.told()

    assert "cannot be opened or written" in bad(report)["database"]


def test_a_database_that_others_may_read(running: House) -> None:
    running.file.chmod(0o644)
    report = running.told()

    assert running.level("database") is WARNING
    assert "bot.db: chmod 600" in bad(report)["database"]


def standing_now() -> str:
    """The schema that tests run on."""
    return sorted(path.name for path in migrate.migrations_folder().glob("versions/0*"))[-1].partition("_")[0]


class Usage(NamedTuple):
    """What `shutil.disk_usage` returns."""

    total: int
    used: int
    free: int


@pytest.mark.parametrize(("megabytes", "level"), [(5000, OK), (900, WARNING), (100, PROBLEM)])
def test_the_room_that_is_left(house: House, monkeypatch: pytest.MonkeyPatch, megabytes: int, level: Level) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, megabytes * 10**6))

    assert house.level("disk") is level


def test_a_database_of_somebody_else(house: House) -> None:
    with closing(sqlite3.connect(house.file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE bookmarks (address)")
    house.file.chmod(0o600)

    assert "is no database of careercheck" in bad(house.told())["migrations"]


def test_a_database_that_is_no_file(house: House) -> None:
    house.file.mkdir()

    assert "is no file" in bad(house.told())["database"]


def test_a_folder_that_anybody_may_write_in(running: House) -> None:
    running.file.parent.chmod(0o777)
    assert "Anybody on this machine may put files into" in bad(running.told())["database"]
    running.file.parent.chmod(0o755)
    assert bad(running.told()) == {}


def test_a_schema_of_an_earlier_version(running: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.migrate._revisions", lambda _: [standing_now(), "9999"])

    assert bad(running.told()) == {
        "migrations": f"The database is at schema {standing_now()}; `careercheck run` brings it to 9999."
    }


@pytest.mark.parametrize(("standing", "level"), [("0000", PROBLEM), ("9999", PROBLEM)])
def test_a_schema_of_another_version(running: House, standing: str, level: Level) -> None:
    running.world.stops()
    with closing(Database(running.environ["CAREERCHECK_DATABASE"])) as database, database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": standing})

    assert running.level("migrations") is level
    assert standing in said(running.told(), "migrations")


@pytest.mark.storage
def test_both_databases_are_found_well(house: House, database_url: str) -> None:
    for file in house.folder.glob("careercheck.db*"):
        file.chmod(0o600)
    report = house.told(CAREERCHECK_DATABASE=database_url)

    assert said(report, "running") == "No bot runs on this database now."
    assert "which this version needs" in said(report, "migrations")
    if database_url.startswith("sqlite"):
        assert bad(report) == {}
    else:  # the server that tests start is quick, and would forget
        assert bad(report) == {
            "database": "PostgreSQL runs with fsync = off: it may forget what it has confirmed.\n"
            "PostgreSQL runs with synchronous_commit = off: it may forget what it has confirmed."
        }
