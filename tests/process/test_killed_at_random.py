"""A few of the rounds of `make simulate-kill`, one for each kind of moment: nothing comes twice, is lost or stuck."""

from __future__ import annotations

import pytest

from tests.kills.moments import KINDS, draw
from tests.kills.run import rounds

pytestmark = pytest.mark.process

SEEDS = range(1, 6)


def test_killed_at_random_moments_everybody_is_told_once_or_hears_of_it_later() -> None:
    counted = rounds(SEEDS)

    assert counted.failures == []
    assert sorted(counted.rounds) == sorted(KINDS)
    assert counted.kills >= len(SEEDS)
    assert counted.ended.total() == 8 * len(SEEDS)


def test_the_same_seed_draws_the_same_round() -> None:
    assert draw(7) == draw(7) != draw(8)
