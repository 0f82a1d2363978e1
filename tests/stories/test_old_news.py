"""Slack tells of people in any order, and more than once: what is older than what we know changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit import Json, Somebody, World

pytestmark = pytest.mark.storage


def happens(world: World, who: Somebody, **facts: Any) -> Json:
    """Let Slack change somebody; returns how it tells the bot."""
    world.passes(minutes=1)
    world.slack.act.changes(who.id, **facts)
    world.settles()
    told: Json = next(line.sent for line in reversed(world.slack.traffic()) if line.name == "user_change")
    return told


def comes(world: World, told: Json, **otherwise: Any) -> None:
    """Let the bot hear (once more) what Slack told it, changed a little."""
    world.bot.router.on_event({**told, "event": {**told["event"], **otherwise}})
    world.settles()


def known(world: World, *columns: str) -> list[Any]:
    return [tuple(row) for row in world.rows(f"SELECT {', '.join(columns)} FROM people")]


def test_an_older_time_zone_that_arrives_late_changes_nothing(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")
    tokyo = happens(world, ana, tz="Asia/Tokyo")
    lima = happens(world, ana, tz="America/Lima")

    comes(world, tokyo)
    comes(world, lima)
    assert known(world, "tz") == [("America/Lima",)]

    comes(world, tokyo, event_ts=None)
    assert known(world, "tz") == [("Asia/Tokyo",)], "where Slack does not say when, what arrives last counts"


def test_who_came_back_does_not_leave_again_by_old_news(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")
    left = happens(world, ana, is_deleted=True)
    happens(world, ana, is_deleted=False)
    ana.runs("/careercheck help")

    comes(world, left)
    assert known(world, "active") == [(True,)]
    ana.runs("/careercheck")
    ana.clicks("I agree, start")
    ana.sees("1 of 21")


def test_who_came_back_and_was_met_before_any_news_of_it_does_not_leave_again(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")
    left = happens(world, ana, is_deleted=True)
    world.passes(minutes=5)
    world.slack._workspace.people[ana.id] = world.slack.cast.people[0]  # back, and nobody has told us
    ana.runs("/careercheck help")

    comes(world, left)
    assert known(world, "active") == [(True,)]


def test_who_left_and_came_back_in_the_wrong_order_is_here(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")
    was = happens(world, ana, tz="Asia/Tokyo")
    back = happens(world, ana, tz="America/Lima")

    comes(world, back, user={**back["event"]["user"], "deleted": True}, event_ts=was["event"]["event_ts"])
    assert known(world, "active", "tz") == [(True, "America/Lima")]


def test_who_left_does_not_come_back_by_old_news(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")
    tokyo = happens(world, ana, tz="Asia/Tokyo")
    left = happens(world, ana, is_deleted=True)

    comes(world, tokyo)
    comes(world, left)
    assert known(world, "active", "tz") == [(False, "Asia/Tokyo")]
