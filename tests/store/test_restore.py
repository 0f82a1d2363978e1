"""A backup takes the database's place: whole, of this version, and without who was erased since."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.store import migrate
from bot.store.backup import back_up
from bot.store.engine import Database
from bot.store.lock import only_one
from bot.store.refused import Refused
from bot.store.restore import restore
from bot.store.tables import outbox
from tests.kit_rows import plant
from tests.kit_storage import NOON
from tests.kit_update import an_update
from tests.store.kept import a_database, left_by_a_killed_process, moves, names, zones
from tests.store.killed import killed_at_every_step

LATER = NOON + timedelta(hours=3)


@pytest.fixture
def database(file: Path, saved: Path) -> Iterator[Database]:
    """A database that was backed up yesterday, when Ana lived in Vienna; today she lives in Tokyo."""
    made = a_database(file)
    back_up(made, saved, NOON)
    moves(made, "Asia/Tokyo")
    made.close()
    yield made
    made.close()


def test_the_backup_is_there_and_what_was_there_is_kept(database: Database, file: Path, saved: Path) -> None:
    done = restore(database, saved, LATER)

    assert zones(file) == {"Europe/Vienna"}
    assert done.kept == file.with_name("bot.db.before-restore-20261123T150000Z")
    assert zones(done.kept) == {"Asia/Tokyo"}
    assert (done.schema, done.taken, done.erased) == (migrate.head(), NOON, 0)
    for place in (file, done.kept):
        assert place.stat().st_mode & 0o777 == 0o600
    assert names(file.parent) == {"bot.db", "saved.db", done.kept.name}


def test_by_the_superusers_hand_it_still_belongs_to_the_bot(
    database: Database, file: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose the present database is; else the bot could not open it, nor read who was erased."""
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "fchown", lambda _, *owner: given.append(owner))

    restore(database, saved, LATER)

    assert given == [(file.stat().st_uid, file.stat().st_gid)]


def test_and_the_lock_that_the_superuser_makes_beside_it_too(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "fchown", lambda _, *owner: given.append(owner))

    with only_one(database):
        assert given == [(file.stat().st_uid, file.stat().st_gid)]


def test_the_log_of_a_killed_bot_goes_with_its_database(database: Database, file: Path, saved: Path) -> None:
    left_by_a_killed_process(file, "Asia/Tbilisi")

    done = restore(database, saved, LATER)

    assert done.kept
    assert zones(done.kept) == {"Asia/Tbilisi"}
    assert zones(file) == {"Europe/Vienna"}


def test_a_database_that_was_not_closed_well_is_restored_with_its_log(
    database: Database, file: Path, saved: Path
) -> None:
    left_by_a_killed_process(saved, "Asia/Tbilisi")

    restore(database, saved, LATER)

    assert zones(file) == {"Asia/Tbilisi"}


def test_what_was_kept_can_be_restored_too(database: Database, file: Path, saved: Path) -> None:
    kept = restore(database, saved, LATER).kept

    assert kept
    done = restore(database, kept, LATER + timedelta(minutes=1))

    assert zones(file) == {"Asia/Tokyo"}
    assert done.taken is None


@pytest.mark.parametrize("content", [b"", b"no database" * 999, None], ids=["empty", "no database", "none"])
def test_it_takes_the_place_of_whatever_is_left(
    database: Database, file: Path, saved: Path, content: bytes | None
) -> None:
    left_by_a_killed_process(file, "a log that SQLite would add to any database of that name")
    file.unlink()
    if content is not None:
        file.write_bytes(content)

    done = restore(database, saved, LATER)

    assert zones(file) == {"Europe/Vienna"}
    assert (done.kept.read_bytes() if done.kept else b"") == (content or b"")
    assert not {"bot.db-wal", "bot.db-shm"} & names(file.parent)


def test_an_older_schema_is_brought_to_this_version(
    database: Database, file: Path, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update, older = an_update(tmp_path / "update"), migrate.head()
    monkeypatch.setattr(migrate, "migrations_folder", lambda: update)

    done = restore(database, saved, LATER)

    assert done.schema == older
    assert migrate.current(database) == migrate.head() != older
    assert zones(file) == {"Europe/Vienna"}


def test_a_restored_database_is_no_backup_any_more(database: Database, file: Path, saved: Path) -> None:
    """Or a copy of it, years later, would pass for one of today, or for one that is too old."""
    restore(database, saved, LATER)

    with closing(sqlite3.connect(file)) as connection:
        marks = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
    assert marks == [(0,), (0,)]


def test_what_nobody_asked_for_is_not_sent_a_second_time(database: Database, file: Path, saved: Path) -> None:
    """It was due when the backup was taken, and has most likely been sent since."""
    with database.writing() as connection:
        row = plant(connection, "T1", "U1", "words")["outbox"] | {"state": "due", "due_at": NOON}
        for promise, hours in (("unasked", 0), ("unasked", 4), ("reply", 0)):
            here = {"id": f"{promise}-{hours}", "dedupe": f"{promise}-{hours}", "promise": promise}
            connection.execute(insert(outbox).values(row | here | {"due_at": NOON + timedelta(hours=hours)}))
    back_up(database, saved, NOON, force=True)
    database.close()

    restore(database, saved, LATER)

    with database.reading() as connection:
        found = connection.execute(select(outbox.c.id, outbox.c.state).where(outbox.c.workspace == "T1")).all()
    assert {("unasked-0", "unknown"), ("unasked-4", "due"), ("reply-0", "due")} <= {tuple(row) for row in found}


def damaged(saved: Path) -> None:
    with saved.open("r+b") as file:
        file.seek(7 * 4096)
        file.write(b"\xff" * 4096)


def without_its_people(saved: Path) -> None:
    with closing(sqlite3.connect(saved, isolation_level=None)) as connection:
        connection.execute("DELETE FROM people")


def somebody_elses(saved: Path) -> None:
    saved.unlink()
    with closing(sqlite3.connect(saved)) as connection:
        connection.execute("CREATE TABLE people (name)")


def of_a_later_version(saved: Path) -> None:
    with closing(sqlite3.connect(saved, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


SPOILED = {
    "a picture": (lambda saved: saved.write_bytes(b"\x89PNG" * 4096), "no database, or a damaged one"),
    "nothing": (lambda saved: saved.write_bytes(b""), "no backup of careercheck"),
    "half": (lambda saved: saved.write_bytes(saved.read_bytes()[:40_000]), "damaged"),
    "a bad page": (damaged, "damaged"),
    "rows missing": (without_its_people, "damaged .a row of .* refers to nothing"),
    "somebody else's": (somebody_elses, "no backup of careercheck"),
    "a later version": (of_a_later_version, "schema 9999, written by a later version"),
    "no file": (Path.unlink, "There is no file"),
}


@pytest.mark.parametrize("how", SPOILED)
def test_what_is_no_good_backup_is_refused_and_the_database_stays(
    database: Database, file: Path, saved: Path, how: str
) -> None:
    spoil, words = SPOILED[how]
    spoil(saved)
    before, there = file.read_bytes(), names(file.parent)

    with pytest.raises(Refused, match=words):
        restore(database, saved, LATER)

    assert file.read_bytes() == before
    assert names(file.parent) == there


def test_the_database_is_no_backup_of_itself(database: Database, file: Path) -> None:
    with pytest.raises(Refused, match="is the database itself"):
        restore(database, file, LATER)


def test_nothing_is_replaced_under_the_hands_of_another_process(database: Database, file: Path, saved: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("SELECT count(*) FROM people").fetchone()
        with pytest.raises(Refused, match="Somebody else uses the database"):
            restore(database, saved, LATER)
    assert zones(file) == {"Asia/Tokyo"}


def test_a_backup_older_than_the_log_of_erasures_needs_a_word_more(database: Database, file: Path, saved: Path) -> None:
    with pytest.raises(Refused, match=r"of 2026-11-23.*30 days.*--old"):
        restore(database, saved, NOON + timedelta(days=31))
    assert zones(file) == {"Asia/Tokyo"}

    restore(database, saved, NOON + timedelta(days=31), old=True)
    assert zones(file) == {"Europe/Vienna"}


@pytest.mark.process
def test_a_kill_at_any_step_leaves_the_old_database_or_the_new_one(tmp_path: Path) -> None:
    seed = tmp_path / "seed"
    seed.mkdir()
    with closing(a_database(seed / "bot.db", "new")) as database:
        back_up(database, seed / "saved.db", NOON)
        moves(database, "the old one without its log")
    left_by_a_killed_process(seed / "bot.db", "old")

    killed = killed_at_every_step(tmp_path, "restore", "saved.db", "--old", "--database", "sqlite:///bot.db")

    found = [zones(place / "bot.db") for place in killed]
    assert found == sorted(found, key=[{"old"}, {"new"}].index), "once new, it stays"
    assert {"old"} in found
    for place in {frozenset(names(place)): place for place in killed}.values():  # one for each kind of remains
        with closing(Database(f"sqlite:///{place}/bot.db")) as database:
            restore(database, place / "saved.db", LATER, old=True)
        assert zones(place / "bot.db") == {"new"}
        assert not [name for name in names(place) if "part" in name]
        assert all(zones(kept) <= {"old", "new"} for kept in place.glob("*.before-restore-*"))
