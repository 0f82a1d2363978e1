"""Who paused their notifications in Slack is nudged afterwards; where Slack does not say so, as ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.manifest import SCOPES
from bot.playground.cast import Cast, demo_cast
from tests.kit import Somebody, World, a_world
from tests.stories.nudges import every_hour, goes_to, manager_since, nudges, sent, tells
from tests.stories.steps import begins

pytestmark = pytest.mark.storage

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ASKS = "dnd.info"


def the_cast(*scopes: str) -> Cast:
    """The demo's people, with an app that was granted these scopes too."""
    cast = demo_cast()
    return replace(cast, bot=replace(cast.bot, scopes=(*SCOPES, *scopes)))


@pytest.fixture
def world(tmp_path: Path, database_url: str) -> Iterator[World]:
    """A workspace in which the optional scope was granted."""
    with a_world(tmp_path, cast=the_cast("dnd:read"), database=database_url) as made:
        yield made


@pytest.fixture
def ben(world: World) -> Somebody:
    """Ben in London, to whom two years come on Wednesday."""
    found = world.who("ben")
    tells(world, found, manager_since(date(2024, 11, 25)))
    return found


def wants_quiet(world: World, who: Somebody, begins: datetime, ends: datetime) -> None:
    """Let somebody pause their notifications."""
    assert world.slack.act.wants_quiet(who.id, begins.timestamp(), ends.timestamp())["ok"]


def asked(world: World) -> int:
    """How often Slack was asked."""
    return sum(call.method == ASKS for call in world.slack.calls)


@pytest.mark.parametrize(
    ("ends", "arrives"),
    [
        (datetime(2026, 11, 25, 13, 20, tzinfo=UTC), datetime(2026, 11, 25, 14, tzinfo=UTC)),
        (datetime(2026, 11, 25, 22, 0, tzinfo=UTC), datetime(2026, 11, 26, 10, tzinfo=UTC)),
    ],
    ids=["the same day", "in the evening"],
)
def test_it_waits_until_they_want_to_hear_again(world: World, ben: Somebody, ends: datetime, arrives: datetime) -> None:
    wants_quiet(world, ben, datetime(2026, 11, 25, 8, tzinfo=UTC), ends)
    planned = every_hour(world, datetime(2026, 11, 27, tzinfo=UTC))
    assert len(nudges(ben)) == 1
    assert planned[-1].replace(minute=0, second=0) == arrives
    assert [state for _, state in sent(world)] == ["skipped", "sent"]
    assert asked(world) == 2


def test_quiet_hours_that_are_not_now_hold_nothing_back(world: World, ben: Somebody) -> None:
    wants_quiet(world, ben, datetime(2026, 11, 25, 20, tzinfo=UTC), datetime(2026, 11, 26, 7, tzinfo=UTC))
    goes_to(world, NOON)
    assert len(nudges(ben)) == 1


def test_who_answers_is_asked_nothing(world: World, ana: Somebody) -> None:
    wants_quiet(world, ana, datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 22, tzinfo=UTC))
    begins(ana)
    assert asked(world) == 0


@pytest.mark.parametrize(
    "breaks",
    [
        lambda world: world.slack.faults.refuse(ASKS, error="missing_scope"),
        lambda world: world.slack.faults.refuse(ASKS, error="user_not_found"),
        lambda world: world.slack.faults.refuse(ASKS, retry_after=60),
        lambda world: world.slack.faults.html_error(ASKS, status=503),
        lambda world: world.slack.faults.deliver_then_drop(ASKS),
    ],
    ids=["missing_scope", "user_not_found", "429", "503", "dropped"],
)
def test_where_slack_does_not_say_it_goes_as_ever(
    world: World, ben: Somebody, breaks: Callable[[World], object]
) -> None:
    wants_quiet(world, ben, datetime(2026, 11, 25, 8, tzinfo=UTC), datetime(2026, 11, 25, 22, tzinfo=UTC))
    breaks(world)
    goes_to(world, NOON)
    assert len(nudges(ben)) == 1
    assert [state for _, state in sent(world)] == ["sent"]
    ben.writes("hello", thread=False)
    ben.sees("Hello!")


def test_where_the_scope_was_not_granted_nobody_is_asked(tmp_path: Path, database_url: str) -> None:
    with a_world(tmp_path, cast=the_cast(), database=database_url) as world:
        ben = world.who("ben")
        tells(world, ben, manager_since(date(2024, 11, 25)))
        wants_quiet(world, ben, datetime(2026, 11, 25, 8, tzinfo=UTC), datetime(2026, 11, 25, 22, tzinfo=UTC))
        goes_to(world, NOON)
        assert len(nudges(ben)) == 1
        assert asked(world) == 0
