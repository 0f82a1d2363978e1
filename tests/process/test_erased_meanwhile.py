"""Somebody is erased while another process is in the middle of something about them: neither stands in the other's way.

On PostgreSQL, by two connections; on SQLite one of the two has the database for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Any

import pytest

from bot.features.team.closing import Closer
from bot.store import claims, outbox, people, person
from bot.store.engine import Database
from bot.store.erased import forget
from tests.kit import LOST
from tests.kit_postgres import PostgreSQL
from tests.kit_storage import on_postgresql
from tests.kit_teams import LEAD, WORKSPACE, Office, several
from tests.kit_watched import every_statement_names_its_workspace
from tests.process.test_several_bots import in_one_moment

pytestmark = [pytest.mark.process, pytest.mark.storage, on_postgresql]

MADE = datetime(2026, 6, 1, 9, tzinfo=UTC)
LATE = datetime(2026, 7, 1, 0, 2, tzinfo=UTC)
FIVE = several(range(5))


class Meanwhile:
    """Does something in another thread, and goes on when that has ended or waits for somebody."""

    def __init__(self, database: Database, postgresql: PostgreSQL, act: Callable[[], Any]) -> None:
        self._database, self._postgresql, self._act = database, postgresql, act
        self._pool = ThreadPoolExecutor(1)
        self._begun: Any = None

    def comes(self) -> None:
        """Begin it, once."""
        if self._begun is None:
            self._begun = self._pool.submit(self._act)
            name = self._database.url.database
            waiting = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{name}' AND wait_event_type = 'Lock'"
            until = monotonic() + LOST
            while not self._begun.done() and not self._postgresql.runs(waiting):
                assert monotonic() < until, "it neither waits nor ends"

    def ends(self) -> Any:
        """Return what came of it; raises what it raised."""
        assert self._begun is not None
        found = self._begun.result(LOST)
        self._pool.shutdown()
        return found


Begun = Callable[[Callable[[], Any]], Meanwhile]


@pytest.fixture
def watched() -> Iterator[None]:
    with every_statement_names_its_workspace():
        yield


@pytest.fixture
def office(database: Database, watched: None) -> Office:
    made = Office.opens(database, MADE)
    made.writes(lambda rows: rows.knows(LEAD, *FIVE).takes_the_check(*FIVE))
    return made


@pytest.fixture
def meanwhile(database: Database, postgresql: PostgreSQL) -> Begun:
    return partial(Meanwhile, database, postgresql)


def left_of(database: Database, user_id: str) -> int:
    """Return how many rows name somebody."""
    with database.reading() as connection:
        tables = person.export(connection, WORKSPACE, user_id)["tables"]
    return sum(map(len, tables.values()))


def erasing(database: Database, user_id: str) -> Callable[[], Any]:
    return partial(forget, database, WORKSPACE, user_id, LATE)


@pytest.mark.parametrize("members", [FIVE, FIVE[:1]], ids=["a team", "the only one of a team"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_erased_in_the_middle_of_a_close(
    office: Office,
    meanwhile: Begun,
    monkeypatch: pytest.MonkeyPatch,
    members: list[str],
    moment: str,
) -> None:
    """Before or after the close keeps from erasure whom it counts; it holds the team by then."""
    team = office.writes(lambda rows: rows.team(lead=LEAD if members == FIVE else members[0]))
    office.writes(lambda rows: rows.joins(team, *members))
    office.goes_to(LATE)
    database = office.services.database
    erasure = meanwhile(erasing(database, members[0]))
    keep = people.keep_from_erasure

    def kept(*of: Any) -> Any:
        if moment == "before":
            erasure.comes()
        found = keep(*of)
        erasure.comes()
        return found

    monkeypatch.setattr(people, "keep_from_erasure", kept)
    assert Closer(office.services, WORKSPACE).close_due() == 1
    erasure.ends()
    assert left_of(database, members[0]) == 0


@pytest.mark.parametrize("members", [FIVE, FIVE[:1]], ids=["a team", "the only one of a team"])
def test_a_close_in_the_middle_of_an_erasure(
    office: Office,
    meanwhile: Begun,
    monkeypatch: pytest.MonkeyPatch,
    members: list[str],
) -> None:
    """Whoever is alone in a team takes it with them, while the close holds it."""
    team = office.writes(lambda rows: rows.team(lead=LEAD if members == FIVE else members[0]))
    office.writes(lambda rows: rows.joins(team, *members))
    office.goes_to(LATE)
    database = office.services.database
    close = meanwhile(Closer(office.services, WORKSPACE).close_due)
    hold = people.hold_to_remove

    def held(*of: Any) -> None:
        hold(*of)
        close.comes()

    monkeypatch.setattr(people, "hold_to_remove", held)
    erasing(database, members[0])()

    assert close.ends() == (1 if members == FIVE else 0)
    assert left_of(database, members[0]) == 0
    if members != FIVE:
        with database.reading() as connection:
            assert connection.exec_driver_sql("SELECT * FROM teams").all() == []


def test_erased_while_a_message_that_nobody_asked_for_is_claimed(
    office: Office, database: Database, meanwhile: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The claim has the message and wants the workspace's turn; the erasure wants the message."""
    letter: dict[str, Any] = {"verb": "post", "promise": "unasked", "view": "team.news", "ids": {}, "coalesce": None}
    with database.writing() as connection:
        outbox.put(
            connection, workspace=WORKSPACE, id="L1", user_id=FIVE[0], dedupe="L1", now=MADE, due_at=MADE, **letter
        )
    erasure = meanwhile(erasing(database, FIVE[0]))
    keeps_pace = claims._keeps_pace

    def claimed_it(*of: Any) -> bool:
        erasure.comes()
        return keeps_pace(*of)

    monkeypatch.setattr(claims, "_keeps_pace", claimed_it)
    with database.writing() as connection:
        claimed = claims.claim(connection, promises=("unasked",), now=LATE, lease=LATE - MADE, token="T1")

    assert claimed is not None
    erasure.ends()
    assert left_of(database, FIVE[0]) == 0
    with database.reading() as connection:
        assert not claims.still_ours(connection, claimed), "so it is not sent"


def test_all_of_a_team_are_erased_in_one_moment(office: Office, database: Database) -> None:
    """Of what they shared nothing is left over, since each took the other for somebody who still needs it."""
    team = office.writes(lambda rows: rows.team(lead=FIVE[0]))
    office.writes(lambda rows: rows.joins(team, *FIVE))

    in_one_moment([erasing(database, user_id) for user_id in FIVE])

    forget(database, WORKSPACE, LEAD, LATE)
    with database.reading() as connection:
        for table in ("teams", "contents", "checks", "people"):
            assert connection.exec_driver_sql(f"SELECT * FROM {table}").all() == [], table


def test_twice_in_one_moment(office: Office, database: Database) -> None:
    in_one_moment([erasing(database, FIVE[0])] * 2)

    assert left_of(database, FIVE[0]) == 0
