"""Occasions: each is a row for ever, in one state at a time, and is found without reading the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.store import claims, looking, occasions, outbox, set_back, ticks
from bot.store import people as people_rows
from bot.store.engine import Database
from bot.store.occasions import Occasion
from bot.store.tables import occasions as table
from bot.store.tables import outbox as rows
from bot.store.tables import paths, people, workspaces
from bot.store.ticks import Tick
from tests.kit_plans import plan
from tests.kit_storage import NOON
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

LEASE = timedelta(seconds=60)
TODAY = date(2026, 11, 23)
MANY = 3000


@pytest.fixture
def database(database: Database) -> Iterator[Database]:
    with database.writing() as connection:
        workspace = {"bot_user_id": "B1", "bot_id": "B1", "domain": "acme", "created_at": NOON}
        connection.execute(insert(workspaces), [{"workspace": team, **workspace} for team in ("T1", "T2")])
        known = {"channel": "D1", "created_at": NOON, "last_contact_at": NOON}
        connection.execute(
            insert(people), [{"workspace": t, "user_id": u, **known} for t in ("T1", "T2") for u in ("U1", "U2")]
        )
    with every_statement_names_its_workspace():
        yield database


def add(connection: Connection, name: str, **changed: Any) -> bool:
    row = {"workspace": "T1", "id": name, "user_id": "U1", "kind": "milestone", "about": "two-years:2024-11-23"}
    return occasions.add(connection, **{**row, "due_on": TODAY, "now": NOON, **changed})


def one(connection: Connection, name: str = "a") -> Occasion:
    found = occasions.load(connection, "T1", name)
    assert found is not None
    return found


def queue(connection: Connection, name: str = "a", *, asked: bool = False, number: int = 1) -> None:
    """Queue an occasion in a message of its own."""
    row = f"{number:04}"
    outbox.put(
        connection, workspace="T1", id=row, user_id="U1", verb="post", promise="unasked", view="nudge.told",
        ids={"occasions": [name], "asked": asked}, dedupe=row, coalesce=None, now=NOON, due_at=NOON,
    )  # fmt: skip
    occasions.queue(connection, one(connection, name), row)


def claim(connection: Connection, now: datetime = NOON) -> claims.Letter | None:
    return claims.claim(connection, promises=("reply", "unasked"), now=now, lease=LEASE, token="me")


def test_the_same_occasion_is_written_down_once_whatever_became_of_it(database: Database) -> None:
    with database.writing() as connection:
        assert add(connection, "a")
        occasions.end(connection, one(connection), "skipped", "a higher one")
        assert not add(connection, "b")
        assert add(connection, "a", workspace="T2")
        assert one(connection).state == "skipped"


def test_who_was_told_is_not_cancelled(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a")
        queue(connection)
        letter = claim(connection)
        assert letter
        claims.settle(connection, letter, state="sent", now=NOON, channel="D1", ts="1.1")
        assert not occasions.end(connection, one(connection), "cancelled", "left")
        assert one(connection).state == "told"


@pytest.mark.parametrize(
    ("ended", "becomes"),
    [("sent", "told"), ("unknown", "unknown"), ("refused", "refused"), ("skipped", "waiting"), ("due", "queued")],
)
def test_an_occasion_becomes_what_its_message_became(database: Database, ended: str, becomes: str) -> None:
    with database.writing() as connection:
        add(connection, "a")
        queue(connection)
        letter = claim(connection)
        assert letter
        assert claims.settle(connection, letter, state=ended, now=NOON, reason="because", due_at=NOON)
        assert one(connection).state == becomes
        person = people_rows.find(connection, "T1", "U1")
        assert person
        assert (person.last_unasked_at == NOON) is (ended in ("sent", "unknown"))


def test_what_was_asked_for_counts_for_no_limit(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a", kind="again")
        queue(connection, asked=True)
        letter = claim(connection)
        assert letter
        claims.settle(connection, letter, state="sent", now=NOON)
        person = people_rows.find(connection, "T1", "U1")
        assert person
        assert person.last_unasked_at is None


def test_where_the_sender_died_it_is_unknown_and_counts_from_when_it_may_have_gone(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a")
        queue(connection)
        assert claim(connection)
        assert claims.recover(connection, now=NOON + LEASE * 2) == 1
        assert one(connection).state == "unknown"
        person = people_rows.find(connection, "T1", "U1")
        assert person
        assert person.last_unasked_at == NOON


def test_a_sender_that_was_too_slow_changes_nothing(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a")
        queue(connection)
        letter = claim(connection)
        assert letter
        claims.recover(connection, now=NOON + LEASE * 2)
        assert not claims.settle(connection, letter, state="sent", now=NOON)
        assert one(connection).state == "unknown"


def test_who_leaves_is_told_nothing_of_what_was_queued(database: Database) -> None:
    with database.writing() as connection:
        add(connection, "a")
        queue(connection)
        assert outbox.cancel(connection, workspace="T1", user_id="U1", reason="left") == 1
        assert one(connection).state == "cancelled"


def test_half_a_message_a_second(database: Database) -> None:
    with database.writing() as connection:
        for number, name in enumerate("ab"):
            add(connection, name, about=name)
            queue(connection, name, number=number)
        first = claim(connection)
        assert first
        claims.settle(connection, first, state="unknown", now=NOON)
        assert claim(connection, NOON + timedelta(seconds=1.9)) is None
        assert claim(connection, NOON + timedelta(seconds=2)) is not None


def test_after_a_clock_was_set_right_nothing_waits_for_a_time_that_never_was(database: Database) -> None:
    ahead = NOON + timedelta(days=400)
    with database.writing() as connection:
        add(connection, "a", look_at=ahead)
        add(connection, "b", about="b")
        queue(connection, "b")
        connection.execute(update(rows).where(rows.c.workspace == "T1").values(due_at=ahead))
        set_back.set_back(connection, "T1", NOON, NOON + timedelta(days=1))
        assert one(connection).look_at == NOON
        assert connection.execute(select(rows.c.due_at).where(rows.c.workspace == "T1")).scalar_one() == NOON


def test_a_tick_keeps_the_pause(database: Database) -> None:
    with database.writing() as connection:
        ticks.save(connection, "T1", Tick(NOON, "boot", 1.5))
        ticks.pause(connection, "T1", NOON, {"days": 3})
        ticks.save(connection, "T1", Tick(NOON, "boot", 61.5))
        assert ticks.paused(connection, "T1")
        assert not ticks.paused(connection, "T2")
        assert ticks.go_on(connection, "T1")
        assert not ticks.paused(connection, "T1")


def test_the_planner_reads_by_its_indexes(database: Database) -> None:
    with database.writing() as connection:
        a_company(connection)
        connection.exec_driver_sql("ANALYZE")
        asked = {"of_workspace": "T1", "most": 50}
        crossing = plan(connection, lambda: connection.execute(looking._crossings(), {**asked, "day": TODAY}))
        waiting = plan(connection, lambda: connection.execute(looking._waiting(), {**asked, "now": NOON}))
        unsent = plan(connection, lambda: connection.execute(looking._unsent(), asked))
    assert "ix_paths_due" in crossing
    assert "ix_occasions_look" in waiting
    assert "ix_outbox_due" in unsent
    assert not re.search(r"(Seq Scan on|SCAN) (paths|occasions)\b", "\n".join((crossing, waiting, unsent)))


def a_company(connection: Connection) -> None:
    """Many people, of whom few are due."""
    crowd = [f"V{number}" for number in range(MANY)]
    known = {"workspace": "T1", "channel": "D1", "created_at": NOON, "last_contact_at": NOON}
    connection.execute(insert(people), [{**known, "user_id": user} for user in crowd])
    far = [{"workspace": "T1", "user_id": u, "body": {}, "due_on": TODAY + timedelta(days=n), "changed_at": NOON}
           for n, u in enumerate(crowd)]  # fmt: skip
    connection.execute(insert(paths), far)
    row = {"workspace": "T1", "kind": "milestone", "about": "x", "due_on": TODAY, "created_at": NOON}
    waits = [
        {**row, "id": u, "user_id": u, "look_at": NOON + timedelta(days=n), "state": ("told", "waiting")[n % 2]}
        for n, u in enumerate(crowd)
    ]
    connection.execute(insert(table), waits)
    sent = {"workspace": "T1", "verb": "post", "promise": "unasked", "urgency": 1, "view": "v", "ids": {}}
    gone = [
        {**sent, "id": u, "user_id": u, "dedupe": u, "state": "sent", "due_at": NOON, "created_at": NOON} for u in crowd
    ]
    connection.execute(insert(rows), gone)
