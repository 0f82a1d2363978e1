"""Several bots on one PostgreSQL find the same teams due: each close is one, and nobody is counted twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from structlog.testing import capture_logs

from bot.features.team import changing
from bot.features.team.closing import Closer
from bot.runtime import logs
from bot.runtime.ids import Ids
from bot.runtime.request import Request
from bot.store import person, teams
from bot.store.engine import Database
from bot.store.teams import Team
from tests.kit import LOST
from tests.kit_postgres import PostgreSQL
from tests.kit_storage import on_postgresql
from tests.kit_teams import LEAD, WORKSPACE, Office, crowd, several, written
from tests.kit_watched import every_statement_names_its_workspace
from tests.process.test_several_bots import Two, in_one_moment

pytestmark = [pytest.mark.process, pytest.mark.storage, on_postgresql]

MADE = datetime(2026, 6, 1, 9, tzinfo=UTC)
LATE = datetime(2027, 2, 3, 0, 2, tzinfo=UTC)
EVERYBODY = several(range(12))
FIVE = EVERYBODY[:5]


@pytest.fixture
def two(tmp_path: Path, database_url: str) -> Iterator[Two]:
    logs.configure("WARNING")
    with every_statement_names_its_workspace():
        world = Two(tmp_path, crowd(12), database=database_url, now=MADE)
        try:
            world.starts()
            yield world
        finally:
            world.close()


def test_two_that_look_at_once_make_each_summary_once(two: Two) -> None:
    made: list[Team] = []
    written(two.bot.services, lambda rows: rows.knows(LEAD, *EVERYBODY).takes_the_check(*EVERYBODY))
    for name in ("First", "Second", "Third", "Fourth"):
        written(two.bot.services, lambda rows, name=name: made.append(rows.team(name)))  # type: ignore[misc]
    for number, team in enumerate(made):  # of two and two some belong to both
        some = EVERYBODY[number // 2 * 6 : number // 2 * 6 + 6]
        written(two.bot.services, lambda rows, team=team, some=some: rows.joins(team, *some))  # type: ignore[misc]
    two.clock.advance(LATE - two.clock.now())

    with capture_logs() as logged:
        in_one_moment([lambda bot=bot: bot.ticker.run("plan") for bot in (two.bot, two.second)] * 2)
        two.settles()

    assert [line for line in logged if line["log_level"] in ("warning", "error")] == []
    told = two.rows("SELECT team_id, closed_on::text FROM summaries WHERE body IS NOT NULL ORDER BY 1, 2")
    days = ("2026-06-30", "2026-09-30", "2026-12-31")
    assert [tuple(row) for row in told] == [(team.id, day) for team in (made[0], made[2]) for day in days]
    none = two.rows("SELECT team_id, count(*) FROM summaries WHERE body IS NULL GROUP BY 1 ORDER BY 1")
    assert [tuple(row) for row in none] == [(team.id, 8) for team in (made[1], made[3])]
    assert len(two.rows("SELECT * FROM ledger")) == 3 * 12


def test_who_is_erased_at_the_moment_of_a_close_is_counted_and_then_gone(
    database: Database, postgresql: PostgreSQL
) -> None:
    office = Office.opens(database, MADE)
    office.writes(lambda rows: rows.knows(LEAD, *FIVE).takes_the_check(*FIVE))
    team = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: rows.joins(team, *FIVE))
    office.goes_to(datetime(2026, 7, 1, 0, 2, tzinfo=UTC))

    erasure = Erasure(database, postgresql)

    def chance(size: int) -> bytes:
        """Let somebody be erased in the middle of the close."""
        erasure.comes()
        return os.urandom(size)

    assert Closer(office.services, WORKSPACE, chance).close_due() == 1
    erasure.ends()
    ((_, release),) = office.summaries(team)
    assert release is not None, "five were there"
    assert {user_id for user_id, _, _ in office.ledger()} == set(FIVE[1:])


def test_who_is_erased_at_the_moment_of_a_close_that_tells_them_nothing_new(
    database: Database, postgresql: PostgreSQL
) -> None:
    """They heard of that period before, so the close meets a row that the erasure takes away."""
    office = Office.opens(database, datetime(2026, 4, 1, 9, tzinfo=UTC))
    office.writes(lambda rows: rows.knows(LEAD, *FIVE))
    team = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: rows.joins(team, *FIVE))
    office.goes_to(datetime(2026, 5, 1, 0, 2, tzinfo=UTC))
    assert office.closes() == 1
    office.goes_to(datetime(2026, 6, 1, 0, 2, tzinfo=UTC))
    erasure = Erasure(database, postgresql)

    assert Closer(replace(office.services, ids=Meanwhile(erasure)), WORKSPACE).close_due() == 1
    erasure.ends()
    assert [release for _, release in office.summaries(team)] == [None, None]
    with database.reading() as connection:
        assert sum(map(len, person.export(connection, WORKSPACE, FIVE[0])["tables"].values())) == 0


def test_who_is_erased_while_a_lead_takes_the_reading_from_them(database: Database, postgresql: PostgreSQL) -> None:
    office = Office.opens(database, MADE)
    office.writes(lambda rows: rows.knows(LEAD, *FIVE))
    team = office.writes(lambda rows: rows.team())
    office.writes(lambda rows: rows.joins(team, FIVE[0]))  # so they are to be told, too
    office.writes(lambda rows: teams.let_read(rows.connection, team, FIVE[0], rows.now))
    erasure = Erasure(database, postgresql)

    form = Request("submit", "team.save_viewers", WORKSPACE, LEAD, metadata=team.id, view_id="V1")
    changing.save_viewers(replace(office.services, ids=Meanwhile(erasure)), form)

    erasure.ends()
    with database.reading() as connection:
        assert [one.user_id for one in teams.viewers_of(connection, WORKSPACE, team.id)] == [LEAD]
        assert person.export(connection, WORKSPACE, FIVE[0])["tables"]["viewers"] == []


class Erasure:
    """Somebody is erased by another process."""

    def __init__(self, database: Database, postgresql: PostgreSQL) -> None:
        self._database, self._postgresql = database, postgresql
        self._pool = ThreadPoolExecutor(1)
        self._erased: Future[None] | None = None

    def comes(self) -> None:
        """Begin it, once, and go on when it has ended or waits for somebody."""
        if self._erased is not None:
            return
        self._erased = self._pool.submit(self._erase)
        name = self._database.url.database
        waiting = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{name}' AND wait_event_type = 'Lock'"
        until = monotonic() + LOST
        while not self._erased.done() and not self._postgresql.runs(waiting):
            assert monotonic() < until, "the erasure neither waits nor ends"

    def ends(self) -> None:
        """Wait for its end; raises what it raised."""
        assert self._erased is not None
        self._erased.result(LOST)
        self._pool.shutdown()

    def _erase(self) -> None:
        with self._database.writing() as connection:
            person.erase(connection, WORKSPACE, FIVE[0])


class Meanwhile(Ids):
    """Lets somebody be erased in the middle of a transaction: when it needs an id for the first time."""

    def __init__(self, erasure: Erasure) -> None:
        super().__init__()
        self._erasure = erasure

    def new(self, now: datetime) -> str:
        """Return a fresh id."""
        self._erasure.comes()
        return super().new(now)
