"""Transactions lose nothing, wait no longer than they may, and leave nothing half-written."""

from __future__ import annotations

import sqlite3
import threading
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import event, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError, StatementError

from bot.store import people as people_rows
from bot.store.engine import Database, DatabaseBusy, Patience
from bot.store.tables import contents, people, workspaces
from tests.kit_rows import plant
from tests.kit_storage import NOON, on_sqlite

pytestmark = pytest.mark.storage

TRANSACTIONS = 40
SAID = "what somebody wrote"


@pytest.fixture
def file(database: Database) -> Path:
    return Path(str(database.url.database))


@pytest.fixture
def hurried(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The same database in a process whose listeners wait 0.05 s."""
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    monkeypatch.setattr(Patience.LISTENER, "_value_", 0.05)
    impatient = Database(str(database.url))
    yield impatient
    impatient.close()


@contextmanager
def held_by_another_process(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def zone(database: Database) -> str | None:
    with database.reading() as connection:
        return connection.execute(select(people.c.tz).where(people.c.workspace == "T1")).scalar_one()


def move(database: Database, patience: Patience) -> None:
    with database.writing(patience) as connection:
        connection.execute(update(people).where(people.c.workspace == "T1").values(tz="moved"))


def test_no_update_is_lost_among_threads_that_act_for_one_person(database: Database) -> None:
    """They read, and write what they read plus one: on SQLite writers queue, on PostgreSQL those of one person do."""
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))

    def count() -> None:
        for _ in range(TRANSACTIONS):
            with database.writing() as connection:
                assert people_rows.hold(connection, "T1", "U1")
                n = connection.execute(text("SELECT n FROM counter")).scalar_one()
                connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert connection.execute(text("SELECT n FROM counter")).scalar_one() == 8 * TRANSACTIONS


@on_sqlite
def test_a_commit_is_on_disk_references_hold_and_removed_bytes_are_overwritten(database: Database) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    for transaction in (database.writing(Patience.LISTENER), database.writing(), database.reading()):
        with transaction as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
        assert found == wanted


def test_an_exception_rolls_back(database: Database) -> None:
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    before = zone(database)
    with pytest.raises(KeyboardInterrupt), database.writing() as connection:
        connection.execute(update(people).where(people.c.workspace == "T1").values(tz="moved"))
        raise KeyboardInterrupt
    assert zone(database) == before


def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    look = select(people.c.tz).where(people.c.workspace == "T1")
    with database.reading() as reader:
        first = reader.execute(look).scalar_one()
        move(database, Patience.WORKER)
        assert reader.execute(look).scalar_one() == first
    assert zone(database) == "moved"


def test_a_naive_instant_is_refused_and_any_zone_comes_back_as_utc(database: Database) -> None:
    row = {"workspace": "T1", "bot_user_id": "B1", "bot_id": "B1", "domain": "acme"}
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(StatementError, match="time zone"), database.writing() as connection:
        connection.execute(insert(workspaces).values(created_at=naive, **row))
    elsewhere = datetime(2026, 11, 23, 17, 45, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    with database.writing() as connection:
        connection.execute(insert(workspaces).values(created_at=elsewhere, **row))
        kept = connection.execute(select(workspaces.c.created_at)).scalar_one()
        found = connection.execute(select(workspaces.c.domain).where(workspaces.c.created_at == NOON)).scalar_one()
    assert (kept, kept.tzinfo, found) == (NOON, UTC, "acme")


@on_sqlite
def test_a_locked_file_makes_a_listener_give_up_and_nothing_is_written(hurried: Database, file: Path) -> None:
    before = zone(hurried)
    with held_by_another_process(file):
        with pytest.raises(DatabaseBusy, match="SQLITE_BUSY"):
            move(hurried, Patience.LISTENER)
        assert zone(hurried) == before  # reading goes on
    move(hurried, Patience.LISTENER)
    assert zone(hurried) == "moved"


@on_sqlite
def test_a_listener_does_not_wait_behind_a_slow_writer_of_this_process(hurried: Database) -> None:
    with hurried.writing(), pytest.raises(DatabaseBusy, match="this process"):
        move(hurried, Patience.LISTENER)
    move(hurried, Patience.LISTENER)
    assert zone(hurried) == "moved"


class OthersFirst:
    """The turns of our own writers, where others take a while before one comes."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def acquire(self, timeout: float) -> bool:
        threading.Event().wait(self._seconds)
        return True

    def release(self) -> None:
        """Nobody comes after."""


@on_sqlite
def test_a_listener_that_waited_for_our_own_writers_waits_that_much_less_for_the_file(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What SQLite is told to wait is looked at, not how long it took: that says what else a machine does."""
    ran: list[str] = []
    monkeypatch.setattr(database, "_writers", OthersFirst(0.2))
    listeners = database._engines[Patience.LISTENER]
    event.listen(listeners, "checkout", lambda connection, *_: connection.set_trace_callback(ran.append))

    move(database, Patience.LISTENER)

    (left,) = (int(one.partition("busy_timeout=")[2]) for one in ran if "busy_timeout" in one)
    assert 0 <= left <= (Patience.LISTENER.value - 0.2) * 1000


@on_sqlite
def test_a_worker_waits_until_the_file_is_free(hurried: Database, file: Path) -> None:
    with held_by_another_process(file):
        worker = threading.Thread(target=move, args=(hurried, Patience.WORKER))
        worker.start()
        worker.join(timeout=0.1)  # longer than a listener would have waited
        assert worker.is_alive()
    worker.join()
    assert zone(hurried) == "moved"


@on_sqlite
def test_a_full_disk_says_so_and_leaves_nothing_half_written(database: Database, file: Path) -> None:
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with pytest.raises(DatabaseBusy, match="SQLITE_FULL"), database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
        connection.execute(update(people).where(people.c.workspace == "T1").values(tz="moved"))
        connection.execute(insert(contents).values(workspace="T1", digest="big", body="x" * 100_000))
    assert zone(database) != "moved"
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(contents)).scalar_one() == 1


@on_sqlite
def test_a_database_that_cannot_be_written_says_so(database: Database) -> None:
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    read_only = Database(f"sqlite:///file:{database.url.database}?mode=ro&uri=true")
    with pytest.raises(DatabaseBusy, match="SQLITE_READONLY"), read_only.writing() as connection:
        connection.execute(update(people).where(people.c.workspace == "T1").values(tz="moved"))
    read_only.close()
    assert zone(database) != "moved"


def test_a_database_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    nowhere = Database(f"sqlite:///{tmp_path / 'no such folder' / 'careercheck.db'}")
    with pytest.raises(DatabaseBusy, match="SQLITE_CANTOPEN"), nowhere.reading():
        pytest.fail("there is nothing to read")


def test_a_slip_in_our_own_sql_is_not_taken_for_a_busy_database(database: Database) -> None:
    with pytest.raises(DatabaseError, match=r"no such table|does not exist"), database.reading() as connection:
        connection.execute(text("SELECT * FROM elsewhere"))


def test_an_error_does_not_quote_what_somebody_wrote(database: Database) -> None:
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    for wrong in ({"digest": "contents-U1", "body": SAID}, {"digest": SAID, "body": None}):
        with pytest.raises(DatabaseError, match=r"(?i)unique|not.null") as failure, database.writing() as connection:
            connection.execute(insert(contents).values(workspace="T1", **wrong))
        assert SAID not in "".join(traceback.format_exception(failure.value))
