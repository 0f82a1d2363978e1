"""PostgreSQL as it behaves in the night: away, stopping, locked, frozen. A listener gives up in time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError

from bot.store import claims, episodes, outbox, person, postgresql
from bot.store import people as people_rows
from bot.store.engine import Database, DatabaseBusy, DatabaseDamaged, DatabaseFull, Patience
from bot.store.tables import notes, people
from tests.kit import LOST
from tests.kit_plans import plan
from tests.kit_postgres import PostgreSQL
from tests.kit_rows import plant
from tests.kit_storage import NOON, on_postgresql

pytestmark = [pytest.mark.storage, on_postgresql]


@pytest.fixture
def planted(database: Database) -> Database:
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    return database


@pytest.fixture
def hurried(planted: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The same database in a process whose listeners wait 0.2 s."""
    monkeypatch.setattr(Patience.LISTENER, "_value_", 0.2)
    impatient = Database(planted.url)
    yield impatient
    impatient.close()


def zone(database: Database) -> Any:
    with database.reading() as connection:
        return connection.execute(select(people.c.tz).where(people.c.workspace == "T1")).scalar_one()


def move(database: Database, to: str = "moved", patience: Patience = Patience.WORKER) -> None:
    with database.writing(patience) as connection:
        connection.execute(update(people).where(people.c.workspace == "T1").values(tz=to))


# Waiting ------------------------------------------------------------------------------------------------------------


def test_a_listener_waits_for_a_person_who_is_held_and_then_gives_up(hurried: Database) -> None:
    with hurried.writing() as holder:
        people_rows.hold(holder, "T1", "U1")
        with pytest.raises(DatabaseBusy, match=r"LockNotAvailable|QueryCanceled"):
            move(hurried, patience=Patience.LISTENER)
        assert zone(hurried) != "moved"  # reading goes on
    move(hurried, patience=Patience.LISTENER)
    assert zone(hurried) == "moved"


def test_who_holds_one_person_keeps_nobody_else_waiting(hurried: Database) -> None:
    with hurried.writing() as connection:
        plant(connection, "T1", "U2", "other words")
    with hurried.writing() as holder:
        people_rows.hold(holder, "T1", "U1")
        with hurried.writing(Patience.LISTENER) as other:
            assert people_rows.hold(other, "T1", "U2")


def test_a_message_to_a_person_who_is_held_can_be_added_meanwhile(hurried: Database) -> None:
    with hurried.writing() as holder:
        people_rows.hold(holder, "T1", "U1")
        with hurried.writing(Patience.LISTENER) as other:
            asked = {"verb": "post", "promise": "unasked", "view": "v", "ids": {}, "dedupe": "d", "coalesce": None}
            assert outbox.put(other, workspace="T1", id="z1", user_id="U1", now=NOON, due_at=NOON, **asked)


def test_whoever_notes_trouble_of_a_workspace_keeps_nobody_in_it_waiting(hurried: Database) -> None:
    with hurried.writing() as noting:
        episodes.take_turn(noting, "T1")
        with hurried.writing(Patience.LISTENER) as other:
            assert people_rows.first_time(other, "T1", "Ev1", NOON)


def test_a_statement_that_takes_too_long_is_given_up(hurried: Database) -> None:
    with pytest.raises(DatabaseBusy, match="QueryCanceled"), hurried.reading(Patience.LISTENER) as connection:
        connection.exec_driver_sql("SELECT pg_sleep(10)")


def test_when_every_connection_is_in_use_a_listener_gives_up(
    planted: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Patience.LISTENER, "_value_", 0.1)
    monkeypatch.setattr(postgresql, "POOL", 1)
    monkeypatch.setattr(postgresql, "OVERFLOW", 0)
    narrow = Database(planted.url)
    with narrow.reading(Patience.LISTENER), pytest.raises(DatabaseBusy, match="every connection"):
        move(narrow, patience=Patience.LISTENER)
    narrow.close()


def test_a_process_that_froze_in_a_transaction_does_not_hold_a_person_for_ever(
    planted: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "FROZEN", 0.1)
    freezing = Database(planted.url)
    with pytest.raises(DatabaseBusy), freezing.writing() as frozen:
        people_rows.hold(frozen, "T1", "U1")
        move(planted)  # waits until the server ends the other's transaction
        frozen.execute(update(people).where(people.c.workspace == "T1").values(tz="too late"))
    freezing.close()
    assert zone(planted) == "moved"


def test_reading_changes_nothing(planted: Database) -> None:
    with pytest.raises(DatabaseBusy, match="ReadOnly"), planted.reading() as connection:
        connection.execute(update(people).where(people.c.workspace == "T1").values(tz="moved"))
    move(planted)  # the same connection writes again


# Going away ---------------------------------------------------------------------------------------------------------


def test_a_server_that_was_started_again_is_not_noticed(postgresql: PostgreSQL, planted: Database) -> None:
    move(planted, "before")
    postgresql.hangs_up(planted.url)
    assert zone(planted) == "before"
    postgresql.hangs_up(planted.url)
    move(planted, "after")
    assert zone(planted) == "after"


def test_a_server_that_goes_in_the_middle_leaves_nothing_half_written(
    postgresql: PostgreSQL, planted: Database
) -> None:
    before = zone(planted)
    with pytest.raises(DatabaseBusy), planted.writing() as connection:
        connection.execute(update(people).where(people.c.workspace == "T1").values(tz="moved"))
        postgresql.hangs_up(planted.url)
        connection.execute(insert(notes).values(workspace="T1"))
    assert zone(planted) == before
    move(planted)
    assert zone(planted) == "moved"


def test_while_the_server_is_away_everybody_hears_so_and_afterwards_all_goes_on(
    postgresql: PostgreSQL, planted: Database
) -> None:
    postgresql.hangs_up(planted.url, shut=True)
    for patience in Patience:
        with pytest.raises(DatabaseBusy):
            move(planted, patience=patience)
    with pytest.raises(DatabaseBusy):
        zone(planted)
    postgresql.lets_in(planted.url, True)
    move(planted)
    assert zone(planted) == "moved"


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("40P01", DatabaseBusy),  # a deadlock
        ("53100", DatabaseFull),  # the disk is full
        ("57P03", DatabaseBusy),  # it is starting
        ("XX001", DatabaseDamaged),  # a page is broken
        ("XX002", DatabaseDamaged),  # an index is
        ("42P01", DBAPIError),  # no such table: a slip of ours
    ],
)
def test_what_the_server_says_is_told_apart(database: Database, code: str, meaning: type[Exception]) -> None:
    with pytest.raises(meaning) as failure, database.writing() as connection:
        connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$")
    assert type(failure.value) is meaning or meaning is DBAPIError


# Erasing ------------------------------------------------------------------------------------------------------------


def test_an_erasure_takes_along_what_the_person_does_in_that_moment(planted: Database) -> None:
    begun = threading.Event()

    def erase() -> None:
        with planted.writing() as connection:
            begun.set()
            person.erase(connection, "T1", "U1")

    with ThreadPoolExecutor() as pool:
        with planted.writing() as connection:
            people_rows.hold(connection, "T1", "U1")
            erasing = pool.submit(erase)
            assert begun.wait(LOST)
            with planted.writing() as other:
                told = {"verb": "post", "promise": "reply", "view": "v", "ids": {}, "dedupe": "d", "coalesce": None}
                assert outbox.put(other, workspace="T1", id="z1", user_id="U1", now=NOON, due_at=NOON, **told)
            assert not erasing.done()
        erasing.result(LOST)
    with planted.reading() as connection:
        left = person.export(connection, "T1", "U1")["tables"]
    assert not any(left.values())


def vacuumed(database: Database) -> list[int]:
    """Return how often tables were vacuumed; tests share them."""
    counts = "SELECT pg_stat_get_vacuum_count(oid) FROM pg_class WHERE relname IN ('people', 'notes', 'outbox')"
    with database.reading() as connection:
        return [count for (count,) in connection.exec_driver_sql(counts)]


def test_removed_rows_are_vacuumed_and_somebody_who_reads_is_not_in_the_way(planted: Database) -> None:
    before = vacuumed(planted)
    with planted.writing() as connection:
        person.erase(connection, "T1", "U1")
    with planted.reading() as reader:
        reader.execute(select(people.c.tz).where(people.c.workspace == "T1")).all()
        person.purge_file(planted)
    person.purge_file(planted)
    assert vacuumed(planted) == [count + 2 for count in before]


# Cost ---------------------------------------------------------------------------------------------------------------


def test_looking_for_what_is_due_does_not_read_the_past(database: Database) -> None:
    every = ("reply", "unasked", "tidy")
    lease = NOON - NOON
    with database.writing() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # of so few rows it would read all
        find = plan(connection, lambda: claims.claim(connection, promises=every, now=NOON, lease=lease, token="t"))
        look = plan(connection, lambda: claims.may_claim(connection, promises=every, now=NOON))
        first = plan(connection, lambda: outbox.next_due(connection))
    for claim in (find, look):
        assert "ix_outbox_due on outbox waiting" in claim
        assert "ix_outbox_busy on outbox earlier" in claim
        assert "Sort" not in claim, "the first is found without sorting all that are due"
    assert first.count("ix_outbox_due") == 3
