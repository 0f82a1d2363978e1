"""`kill -9` of the process that closes a team, before and after its commit: all of a close happens once, or nothing."""

from __future__ import annotations

import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.store.engine import Database
from bot.store.teams import Team
from tests.kit import a_world
from tests.kit_teams import LEAD, crowd, several, written
from tests.process.served import SOON
from tests.process.test_killed_nudging import begins
from tests.stories.nudges import ticks

pytestmark = pytest.mark.process

NIGHT = datetime(2027, 1, 1, 0, 2, tzinfo=UTC)
FIVE = several(range(5))
WRITTEN = (
    "SELECT body FROM summaries",
    "SELECT user_id, quarter FROM ledger ORDER BY user_id",
    "SELECT user_id FROM occasions ORDER BY user_id",
    "SELECT next_on, released FROM teams",
)
BEFORE = [[], [], [], [("2026-12-31", 0)]]


def kept(url: str) -> list[list[Any]]:
    """Return everything that a close writes down."""
    database = Database(url)
    try:
        with database.reading() as connection:
            return [[tuple(row) for row in connection.exec_driver_sql(query)] for query in WRITTEN]
    finally:
        database.close()


# The first commit is the tick's, the second the close's.
@pytest.mark.parametrize(("point", "closed"), [("commit:before:2", False), ("commit:after:2", True)])
def test_killed_at(point: str, closed: bool, tmp_path: Path) -> None:
    with a_world(tmp_path, cast=crowd(5)) as world:
        made: list[Team] = []
        written(world.bot.services, lambda rows: rows.knows(LEAD, *FIVE))
        written(world.bot.services, lambda rows: made.append(rows.team()))
        written(world.bot.services, lambda rows: rows.joins(made[0], *FIVE).takes_the_check(*FIVE))
        world.stops()

        assert begins(world, NIGHT, f"{point}:KILL").wait(4 * SOON) == -signal.SIGKILL
        found = kept(world.settings.database_url)
        assert (found != BEFORE) is closed

        world.clock.advance(NIGHT - world.clock.now())
        world.starts()
        ticks(world)
        ticks(world)
        after = kept(world.settings.database_url)
        assert after == (found if closed else after), "not a letter of it changes"
        assert len(after[0]) == 1
        assert after[1:] == [
            [(user_id, "2026-Q4") for user_id in FIVE],
            [(user_id,) for user_id in (*FIVE, LEAD)],
            [("2027-03-31", 1)],
        ]
