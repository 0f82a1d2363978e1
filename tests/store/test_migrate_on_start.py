"""A start looks before it serves: it backs up what it changes, and refuses what is not whole, not ours or too new."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.store import files, migrate
from bot.store.engine import Database, DatabaseBusy, DatabaseDamaged
from bot.store.ready import make_ready
from bot.store.refused import Refused
from tests.kit_storage import NOON
from tests.kit_update import an_update
from tests.store.kept import a_database, left_by_a_killed_process, names, zones
from tests.store.killed import killed_at_every_step

BACKUP = f"bot.db.backup-of-schema-{migrate.head()}-20261123T120000Z"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """A database of this version, with somebody in it."""
    made = a_database(file)
    made.close()
    yield made
    made.close()


@pytest.fixture
def update(tmp_path: Path) -> Path:
    """The revisions of the next version."""
    return an_update(tmp_path / "update")


def test_a_new_database_is_made_for_its_owner_alone_and_needs_no_backup(file: Path) -> None:
    with closing(Database(f"sqlite:///{file}")) as database:
        assert make_ready(database, NOON) is None
        assert migrate.current(database) == migrate.head()

    assert names(file.parent) == {"bot.db"}
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_is_no_file_is_neither_a_database_nor_touched(tmp_path: Path) -> None:
    device = tmp_path / "like-a-device"
    os.mkfifo(device, 0o666)
    mode = device.stat().st_mode

    with closing(Database(f"sqlite:///{device}")) as database, pytest.raises(Refused, match="is no file"):
        make_ready(database, NOON)

    assert device.stat().st_mode == mode


def test_a_current_database_is_left_alone(database: Database, file: Path) -> None:
    before = file.read_bytes()
    assert make_ready(database, NOON) is None
    database.close()
    assert file.read_bytes() == before
    assert names(file.parent) == {"bot.db"}


def test_a_file_that_others_may_read_is_made_private(database: Database, file: Path) -> None:
    file.chmod(0o644)
    make_ready(database, NOON)
    assert file.stat().st_mode & 0o777 == 0o600


def test_before_an_update_there_is_a_backup_beside_the_database(database: Database, file: Path, update: Path) -> None:
    made = make_ready(database, NOON, update)

    assert made
    assert made.file == file.with_name(BACKUP)
    assert made.file.stat().st_mode & 0o777 == 0o600
    assert zones(made.file) == {"Europe/Vienna"}
    with closing(Database(f"sqlite:///{made.file}")) as backup:
        assert migrate.current(backup) == migrate.head()
    assert migrate.current(database) == migrate.head(update)
    assert make_ready(database, NOON, update) is None, "the second start has nothing to do"


def test_only_the_last_three_of_a_month_are_kept(file: Path, tmp_path: Path) -> None:
    """Each update here is one from the first schema: the database is put back before it."""
    made = []
    update = an_update(tmp_path / "update")
    for day in (0, 1, 2, 3):
        file.unlink(missing_ok=True)
        with closing(a_database(file)) as database:
            backup = make_ready(database, NOON + timedelta(days=day), update)
        assert backup
        made.append(backup.file)
    assert [backup.exists() for backup in made] == [False, True, True, True]

    with closing(Database(f"sqlite:///{file}")) as database:
        make_ready(database, NOON + timedelta(days=32, hours=1), update)
    assert [backup.exists() for backup in made] == [False, False, False, True]


def unchanged(database: Database, error: type[Exception], words: str, update: Path | None = None) -> None:
    """A start must be refused in these words, and change nothing."""
    database.close()
    file = Path(str(database.url.database))
    before, there = file.read_bytes(), names(file.parent)
    with pytest.raises(error, match=words):
        make_ready(database, NOON, update)
    database.close()
    assert file.read_bytes() == before
    assert names(file.parent) - {"bot.db-wal", "bot.db-shm"} == there - {"bot.db-wal", "bot.db-shm"}


def test_without_room_for_backup_and_update_nothing_is_changed(
    database: Database, file: Path, update: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Room for the backup alone is not enough."""
    twice = SimpleNamespace(free=16 * 2**20 + 2 * file.stat().st_size)
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _: twice)
    unchanged(database, Refused, "There is not enough room", update)
    make_ready(database, NOON)  # without an update it starts


def test_a_later_schema_is_refused_with_the_way_back(database: Database, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    unchanged(database, Refused, r"schema 9999.*later version.*careercheck restore FILE")


@pytest.mark.parametrize("version", [None, "0001"])
def test_somebody_elses_database_is_left_alone(file: Path, version: str | None) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE bookmarks (address)")
        if version:
            connection.execute("CREATE TABLE alembic_version (version_num)")
            connection.execute("INSERT INTO alembic_version VALUES ('c0ffee')")
    with closing(Database(f"sqlite:///{file}")) as other:
        unchanged(other, Refused, r"no database of careercheck.*name another")


def test_pages_that_do_not_fit_together_are_refused(database: Database, file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(7 * 4096)
        opened.write(b"\xff" * 4096)
    unchanged(database, DatabaseDamaged, "^Page 8: [^\\n]*$")


def test_half_a_file_is_refused(database: Database, file: Path) -> None:
    file.write_bytes(file.read_bytes()[:40_000])
    unchanged(database, DatabaseDamaged, "^SQLITE_CORRUPT$")


def test_a_killed_process_leaves_a_log_that_is_taken_up(database: Database, file: Path) -> None:
    left_by_a_killed_process(file, "Asia/Tbilisi")

    make_ready(database, NOON)

    assert zones(file) == {"Asia/Tbilisi"}


@pytest.mark.parametrize("left", [0, 32, 100, -1], ids=["nothing", "its header", "a part", "all but a byte"])
def test_a_log_that_was_cut_off_is_refused(database: Database, file: Path, left: int) -> None:
    """SQLite alone would go on without the commits that are missing, and not say so."""
    left_by_a_killed_process(file, "Asia/Tbilisi")
    log = file.with_name("bot.db-wal")
    whole = log.read_bytes()
    log.write_bytes(whole[:left])

    unchanged(database, DatabaseDamaged, r"\d+ bytes of committed rows are missing from bot\.db-wal")

    log.write_bytes(whole)  # somebody finds it again
    make_ready(database, NOON)
    assert zones(file) == {"Asia/Tbilisi"}


def test_a_commit_that_was_cut_short_by_the_kill_is_no_loss(database: Database, file: Path) -> None:
    """It stands in the log, whole or in part, before the index tells of it and anybody hears that it was kept."""
    left_by_a_killed_process(file, "Asia/Tbilisi")
    with file.with_name("bot.db-wal").open("ab") as log:
        log.write(b"\xff" * 8000)
    make_ready(database, NOON)
    assert zones(file) == {"Asia/Tbilisi"}


def test_a_log_that_is_gone_is_refused(database: Database, file: Path) -> None:
    left_by_a_killed_process(file, "Asia/Tbilisi")
    file.with_name("bot.db-wal").unlink()
    unchanged(database, DatabaseDamaged, "missing from bot.db-wal")


def test_an_index_without_a_log_is_nothing_where_all_is_in_the_database(database: Database, file: Path) -> None:
    """A process may be killed after it put the log away and before its index."""
    index, log = file.with_name("bot.db-shm"), file.with_name("bot.db-wal")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE people SET tz = 'Asia/Tokyo'")
        connection.execute("PRAGMA wal_checkpoint(FULL)")
        kept = index.read_bytes()
    assert not log.exists()
    index.write_bytes(kept)

    make_ready(database, NOON)

    assert zones(file) == {"Asia/Tokyo"}


def test_what_a_killed_restore_left_as_a_second_name_is_no_copy(database: Database, file: Path) -> None:
    second, copy = (file.with_name(f"bot.db.before-restore-{day}") for day in ("20261122T120000Z", "20261121T120000Z"))
    second.hardlink_to(file)
    copy.write_bytes(file.read_bytes())

    make_ready(database, NOON)

    assert (file.exists(), second.exists(), copy.exists()) == (True, False, True)


def test_an_update_that_cannot_be_written_says_so(
    database: Database, file: Path, update: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(migrate.Patience.WORKER, "_value_", 0.05)
        with pytest.raises(DatabaseBusy, match="SQLITE_BUSY"):
            make_ready(database, NOON, update)
        other.execute("ROLLBACK")
    make_ready(database, NOON, update)
    assert migrate.current(database) == migrate.head(update)


@pytest.mark.process
def test_a_kill_at_any_step_leaves_a_database_that_the_next_start_brings_on(tmp_path: Path) -> None:
    seed, update = tmp_path / "seed", an_update(tmp_path / "update")
    seed.mkdir()
    a_database(seed / "bot.db").close()
    left_by_a_killed_process(seed / "bot.db", "Asia/Tbilisi")

    killed = killed_at_every_step(tmp_path, "ready")

    for place in killed:
        with closing(Database(f"sqlite:///{place}/bot.db")) as database:
            assert migrate.current(database) in (migrate.head(), migrate.head(update))
            make_ready(database, NOON, update)
            assert migrate.current(database) == migrate.head(update)
        assert zones(place / "bot.db") == zones(place / BACKUP) == {"Asia/Tbilisi"}
        assert names(place) == {"bot.db", BACKUP}
