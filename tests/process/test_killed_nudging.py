"""`kill -9` of the process that nudges, before and after each commit and call: never twice, never lost, never stuck."""

from __future__ import annotations

import signal
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.kit import World, a_world, words
from tests.process.served import SOON, beside
from tests.stories.nudges import manager_since, nudges, sent, states, tells, ticks

pytestmark = pytest.mark.process

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
LEASE = timedelta(seconds=61)
# The commits are: the tick, the milestone, the queued message, the claim, and that it was sent.
POINTS = [f"{what}:{moment}:{k}" for what, last in (("commit", 5), ("call", 1)) for moment in ("before", "after")
          for k in range(1, last + 1)]  # fmt: skip


def begins(world: World, at: datetime, point: str) -> subprocess.Popen[bytes]:
    """Start the bot at an instant, to be signalled at a point."""
    return beside(world, "tests.process.nudging", at.isoformat(), point)


def test_the_points_are_all_there_are() -> None:
    assert len(POINTS) == 12


@pytest.mark.parametrize("point", POINTS)
def test_killed_at(point: str, tmp_path: Path) -> None:
    with a_world(tmp_path) as world:
        ben = world.who("ben")
        tells(world, ben, manager_since(date(2024, 11, 25)))
        world.stops()

        assert begins(world, NOON, f"{point}:KILL").wait(4 * SOON) == -signal.SIGKILL
        world.clock.advance(NOON + LEASE - world.clock.now())
        world.starts()
        ticks(world)
        world.passes(minutes=1)
        ticks(world)
        ((_, state, _),) = states(world)
        assert state in ("told", "unknown"), "it is not stuck"
        assert {row[1] for row in sent(world)} == {"sent" if state == "told" else "unknown"}
        assert len(nudges(ben)) <= 1, "it never comes twice"
        if not nudges(ben):
            assert state == "unknown"
        ben.writes("hello", thread=False)
        below = any("I meant to write to you" in words(message) for message in ben.messages())
        assert below is (state == "unknown")
        assert ("I meant to write to you" in ben.opens_home()) is (state == "unknown")
