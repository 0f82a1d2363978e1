"""Days that are not like others: February 29, the hour that is skipped, and the hour that comes twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from advice.cadence import Window
from tests.kit import Somebody, World, a_world
from tests.stories.nudges import goes_to, manager_since, nudges, sent, states, tells

STEP = timedelta(minutes=10)


@contextmanager
def in_cairo(folder: Path, now: datetime, since: date, window: Window) -> Iterator[tuple[World, Somebody]]:
    """Ben in Cairo, where clocks are changed at midnight on a working day, and operators who are up late."""
    with a_world(folder, now=now, window=window) as world:
        ben = world.who("ben")
        world.slack.act.changes(ben.id, tz="Africa/Cairo")
        tells(world, ben, manager_since(since))
        yield world, ben


def arrives(world: World, ben: Somebody, since: datetime, until: datetime) -> list[datetime]:
    """Look every ten minutes; returns when something has come."""
    arrived = []
    goes_to(world, since)
    while world.clock.now() < until:
        before = len(nudges(ben))
        goes_to(world, min(until, world.clock.now() + STEP))
        if len(nudges(ben)) > before:
            arrived.append(world.clock.now())
    return arrived


def test_an_hour_that_is_skipped_at_the_time_to_send_is_the_first_one_after(tmp_path: Path) -> None:
    """On Friday, 30 April 2027 the clocks of Cairo show one o'clock right after midnight: 22:00 in UTC."""
    now, since = datetime(2027, 4, 26, 9, tzinfo=UTC), date(2025, 4, 30)
    with in_cairo(tmp_path, now, since, Window(opens=0, closes=2)) as (world, ben):
        skipped = datetime(2027, 4, 29, 22, tzinfo=UTC)
        arrived = arrives(world, ben, skipped - timedelta(hours=2), skipped + timedelta(hours=3))
        assert len(arrived) == len(sent(world)) == 1
        assert skipped <= arrived[0] <= skipped + timedelta(hours=1)


def test_an_hour_that_comes_twice_at_the_time_to_send_brings_one(tmp_path: Path) -> None:
    """On Thursday, 28 October 2027 the clocks of Cairo show eleven in the evening at 20:00 and at 21:00 in UTC."""
    now, since = datetime(2027, 10, 25, 9, tzinfo=UTC), date(2025, 10, 28)
    with in_cairo(tmp_path, now, since, Window(opens=23, closes=24)) as (world, ben):
        first = datetime(2027, 10, 28, 20, tzinfo=UTC)
        arrived = arrives(world, ben, first - timedelta(hours=2), first + timedelta(hours=4))
        assert len(arrived) == len(sent(world)) == 1
        assert first <= arrived[0] <= first + timedelta(hours=1)


@pytest.mark.storage
def test_who_began_on_february_29_is_told_on_the_28th(world: World) -> None:
    ben = world.who("ben")
    tells(world, ben, [*manager_since(date(2024, 2, 29))])
    goes_to(world, datetime(2029, 2, 27, 16, tzinfo=UTC))
    assert nudges(ben) == []
    goes_to(world, datetime(2029, 2, 28, 16, tzinfo=UTC))
    assert len(nudges(ben)) == 1
    assert "five years this month" in nudges(ben)[0]
    assert ("milestone five-years:2024-02-29", "told", None) in states(world)
