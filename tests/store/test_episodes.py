"""Trouble is noted once and told once, whoever sees it, on both databases."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.store import backlog, episodes
from bot.store.engine import Database
from tests.kit_known import found
from tests.kit_plans import plan
from tests.kit_rows import plant
from tests.kit_storage import NOON, on_sqlite
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def known(database: Database) -> Iterator[Database]:
    """A database with two workspaces."""
    with database.writing() as connection:
        found(connection, "T1", "T2")
    with every_statement_names_its_workspace():
        yield database


def test_of_trouble_that_lasts_there_is_one_at_a_time(known: Database) -> None:
    with known.writing() as connection:
        assert episodes.begin(connection, "T1", "away", NOON, {})
        assert episodes.begin(connection, "T1", "away", NOON + AN_HOUR, {}) is None
        assert episodes.begin(connection, "T1", "disk", NOON, {"megabytes": 1})
        assert episodes.begin(connection, "T2", "away", NOON, {})
    with known.writing() as connection:
        ended = episodes.end(connection, "T1", "away", NOON + AN_HOUR)
        assert ended is not None
        assert (ended.began_at, ended.over_at, ended.told_at) == (NOON, NOON + AN_HOUR, None)
        assert episodes.end(connection, "T1", "away", NOON + AN_HOUR) is None
        assert episodes.under_way(connection, "T2", "away") is not None
        assert episodes.begin(connection, "T1", "away", NOON + 2 * AN_HOUR, {})


def test_many_that_see_it_at_once_note_it_once(known: Database) -> None:
    ready, noted = threading.Barrier(8), []

    def see() -> None:
        ready.wait()
        with known.writing() as connection:
            noted.append(episodes.begin(connection, "T1", "backlog", NOON, {"waiting": 3}))

    threads = [threading.Thread(target=see) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(noted) == 8
    assert len([one for one in noted if one]) == 1


def test_what_is_untold_is_told_in_order_and_once(known: Database) -> None:
    with known.writing() as connection:
        later = episodes.note(connection, "T1", "refused", NOON + AN_HOUR, NOON + AN_HOUR, facts={"codes": {"x": 1}})
        first = episodes.note(connection, "T1", "broken", NOON, NOON, facts={"view": "help.card", "row": "1"})
        episodes.note(connection, "T2", "refused", NOON, NOON, facts={})
        assert [one.id for one in episodes.untold(connection, "T1")] == [first.id, later.id]
        episodes.told(connection, "T1", first.id, NOON)
        assert episodes.untold(connection, "T1") == [later]
        assert episodes.find(connection, "T1", later.id) == later
        assert episodes.find(connection, "T2", later.id) is None


def test_what_is_long_over_is_forgotten_and_what_lasts_is_not(known: Database) -> None:
    with known.writing() as connection:
        episodes.note(connection, "T1", "refused", NOON, NOON, facts={})
        episodes.begin(connection, "T1", "stopped", NOON, {"code": "token_revoked"})
        assert episodes.forget(connection, "T1", NOON + AN_HOUR) == 1
        assert [one.kind for one in episodes.since(connection, "T1", "stopped", NOON + AN_HOUR)] == ["stopped"]
        assert [one.facts["code"] for one in episodes.stopped(connection)] == ["token_revoked"]


def test_how_the_outbox_stands(known: Database) -> None:
    with known.writing() as connection:
        plant(connection, "T1", "U1", "due")  # a row that is due at noon
    with known.reading() as connection:
        assert backlog.overdue(connection, "T1", NOON + AN_HOUR) == (1, NOON)
        assert backlog.overdue(connection, "T1", NOON) == (0, None)
        assert backlog.overdue(connection, "T2", NOON + AN_HOUR) == (0, None)
        assert backlog.due_now(connection, NOON) == (1, NOON)
        assert backlog.by_state(connection) == {"due": 1}
        assert backlog.refused(connection, "T1", NOON) == {}
        assert backlog.broken(connection, "T1", NOON) == {}


@on_sqlite
def test_what_operators_ask_of_the_outbox_does_not_read_the_past(known: Database) -> None:
    """A million sent messages must not make a minute's look dear."""
    with known.reading() as connection:
        looks = (backlog.overdue, backlog.refused, backlog.broken)
        ways = [plan(connection, lambda look=look: look(connection, "T1", NOON)) for look in looks]
        ways.append(plan(connection, lambda: backlog.due_now(connection, NOON)))
    assert all(re.search("outbox.* ix_outbox_(due|busy|refused)", way) for way in ways), ways
