"""A nudge that is told long after its day: after a pause, or brought up again. What it claims is so now."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.kit import Somebody, World
from tests.stories.nudges import goes_to, manager_since, nudges, tells


@pytest.fixture
def ben(world: World) -> Somebody:
    """Ben, who has been a manager for nearly two years."""
    ben = world.who("ben")
    tells(world, ben, manager_since(date(2024, 11, 28)))
    return ben


def fits(ben: Somebody) -> None:
    """See that the last nudge says nothing that was true at two years only."""
    told = nudges(ben)[-1]
    assert "three years" in told
    assert "The two-year mark is behind you by now." in told
    assert "the way back takes more effort" in told
    assert "sharp" not in told
    assert "easy" not in told


def test_after_a_pause(world: World, ben: Somebody) -> None:
    ben.runs("/careercheck settings")
    ben.submits(hold=["paused"])
    goes_to(world, datetime(2027, 11, 29, 9, tzinfo=UTC))
    assert nudges(ben) == []
    ben.runs("/careercheck settings")
    ben.submits(hold=[])
    goes_to(world, datetime(2027, 11, 30, 16, 30, tzinfo=UTC))
    fits(ben)


def test_brought_up_again(world: World, ben: Somebody) -> None:
    goes_to(world, datetime(2026, 11, 30, 16, 30, tzinfo=UTC))
    assert "are both easy" in nudges(ben)[0]
    goes_to(world, datetime(2027, 9, 20, 9, tzinfo=UTC))
    ben.clicks("Remind me in 3 months")
    goes_to(world, datetime(2027, 12, 21, 16, 30, tzinfo=UTC))
    assert len(nudges(ben)) == 2
    fits(ben)
