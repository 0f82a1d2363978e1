"""A backup is whole, for its owner alone, and never takes the place of what it should not."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.store import files
from bot.store.backup import back_up
from bot.store.engine import Database
from bot.store.migrate import head
from bot.store.refused import Refused
from tests.kit_storage import NOON
from tests.store.kept import a_database, left_by_a_killed_process, moves, names, zones
from tests.store.killed import killed_at_every_step


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database in which Ana lives in Vienna."""
    made = a_database(tmp_path / "bot.db")
    yield made
    made.close()


def test_it_holds_what_is_committed_and_not_what_is_being_written(database: Database, tmp_path: Path) -> None:
    moves(database, "Asia/Tokyo")
    saved = tmp_path / "saved.db"

    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE people SET tz = 'nowhere'")
        made = back_up(database, saved, NOON)

    assert zones(saved) == {"Asia/Tokyo"}
    assert (made.file, made.size, made.schema) == (saved, saved.stat().st_size, head())


def test_it_is_one_file_for_its_owner_alone(database: Database, tmp_path: Path) -> None:
    before = names(tmp_path)
    umask = os.umask(0)
    try:
        back_up(database, tmp_path / "saved.db", NOON)
    finally:
        os.umask(umask)

    assert names(tmp_path) - before == {"saved.db"}
    assert (tmp_path / "saved.db").stat().st_mode & 0o777 == 0o600


def test_it_takes_no_place_of_another_file_unless_told_to(database: Database, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"
    saved.write_text("something else")
    saved.chmod(0o644)

    with pytest.raises(Refused, match=r"is there already.*--force"):
        back_up(database, saved, NOON)
    assert saved.read_text() == "something else"

    back_up(database, saved, NOON, force=True)
    assert zones(saved) == {"Europe/Vienna"}
    assert saved.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["bot.db", "bot.db-wal", "bot.db.run", "bot.db.erased", "link.db"])
def test_it_never_takes_the_place_of_the_database(database: Database, tmp_path: Path, name: str) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "bot.db")

    with pytest.raises(Refused, match="belongs to the database itself"):
        back_up(database, tmp_path / name, NOON, force=True)

    assert zones(tmp_path / "bot.db") == {"Europe/Vienna"}


def test_a_place_where_nothing_can_be_written_is_named(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"There is no folder .*nowhere"):
        back_up(database, tmp_path / "nowhere" / "saved.db", NOON)
    with pytest.raises(Refused, match="is a folder"):
        back_up(database, tmp_path, NOON, force=True)


@pytest.mark.parametrize("schema", [[], ["CREATE TABLE notes (words)"]], ids=["empty", "somebody else's"])
def test_what_is_no_database_of_ours_is_not_backed_up(tmp_path: Path, schema: list[str]) -> None:
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        for statement in schema:
            connection.execute(statement)
    before = names(tmp_path)

    with closing(Database(f"sqlite:///{tmp_path}/bot.db")) as other, pytest.raises(Refused, match="no database of car"):
        back_up(other, tmp_path / "saved.db", NOON)

    assert names(tmp_path) == before


@pytest.mark.parametrize("page", [0, 7], ids=["header", "page"])
def test_a_damaged_database_is_not_taken_for_a_backup(database: Database, tmp_path: Path, page: int) -> None:
    database.close()
    with (tmp_path / "bot.db").open("r+b") as file:
        file.seek(page * 4096)
        file.write(b"\xff" * 4096)

    with pytest.raises(Refused, match=r"damaged.*careercheck restore FILE"):
        back_up(database, tmp_path / "saved.db", NOON)

    assert "saved.db" not in names(tmp_path)


def test_a_row_that_refers_to_nothing_is_damage(database: Database, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM checks")

    with pytest.raises(Refused, match=r"damaged .a row of .* refers to nothing"):
        back_up(database, tmp_path / "saved.db", NOON)

    assert "saved.db" not in names(tmp_path)


def test_without_room_nothing_is_written(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    before = names(tmp_path)

    with pytest.raises(Refused, match=r"not enough room in .*: 1\d\.\d MB are needed, 1\.0 MB are free"):
        back_up(database, tmp_path / "saved.db", NOON)

    assert names(tmp_path) == before


def test_two_to_the_same_file_do_not_mix(database: Database, tmp_path: Path) -> None:
    with (tmp_path / "saved.db.part").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(Refused, match="Somebody else is writing"):
            back_up(database, tmp_path / "saved.db", NOON)
    back_up(database, tmp_path / "saved.db", NOON)


def test_what_a_killed_one_left_is_not_in_the_way(database: Database, tmp_path: Path) -> None:
    left = tmp_path / "saved.db.part"
    left.write_bytes(b"half" * 99_999)
    left.chmod(0o644)

    back_up(database, tmp_path / "saved.db", NOON)

    assert zones(tmp_path / "saved.db") == {"Europe/Vienna"}
    assert (tmp_path / "saved.db").stat().st_mode & 0o777 == 0o600
    assert not left.exists()


def test_it_has_its_name_only_once_a_power_loss_cannot_take_it(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "saved.db"
    on_the_disk: dict[int, bytes] = {}
    fsync = os.fsync

    def note(descriptor: int) -> None:
        fsync(descriptor)
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            assert not saved.exists()
            on_the_disk[os.fstat(descriptor).st_ino] = os.pread(descriptor, 10**7, 0)

    monkeypatch.setattr(files.os, "fsync", note)
    back_up(database, saved, NOON)

    assert on_the_disk == {saved.stat().st_ino: saved.read_bytes()}


@pytest.mark.process
def test_a_kill_at_any_step_leaves_the_backup_of_yesterday_or_a_whole_one(tmp_path: Path) -> None:
    seed = tmp_path / "seed"
    seed.mkdir()
    with closing(a_database(seed / "bot.db", "yesterday")) as database:
        back_up(database, seed / "saved.db", NOON)
        moves(database, "today without the log")
    left_by_a_killed_process(seed / "bot.db", "today")

    killed = killed_at_every_step(tmp_path, "backup", "saved.db", "--force", "--database", "sqlite:///bot.db")

    found = [zones(place / "saved.db") for place in killed]
    assert found == sorted(found, key=[{"yesterday"}, {"today"}].index), "once new, it stays"
    assert {"yesterday"} in found
    for place in {frozenset(names(place)): place for place in killed}.values():  # one for each kind of remains
        with closing(Database(f"sqlite:///{place}/bot.db")) as database:
            back_up(database, place / "saved.db", NOON, force=True)
        assert zones(place / "saved.db") == zones(place / "bot.db") == {"today"}
        assert not [name for name in names(place) if "part" in name]
