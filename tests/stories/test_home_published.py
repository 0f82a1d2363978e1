"""When Home is put up: once for each thing it says, however often it is drawn; again where Slack may show another."""

from __future__ import annotations

import pytest

from bot.store import people
from tests.kit import Somebody, World, words
from tests.kit_storage import on_both
from tests.stories.steps import begins

PUBLISH = "views.publish"
SILENT = "I send nothing by myself"
PAUSED, UNDER_WAY = "Paused: 0 of 21 answered", "Under way: 0 of 21 answered"


def published(world: World) -> int:
    """Return how often a Home tab was put up, or tried to be."""
    return [call.method for call in world.slack.calls].count(PUBLISH)


def says(who: Somebody) -> str:
    """Return what Slack shows as Home, which nobody has opened anew."""
    return words(who.home())


@pytest.fixture
def open_home(world: World, ana: Somebody) -> Somebody:
    """Somebody with a check under way, and a Home tab that says so."""
    begins(ana)
    assert UNDER_WAY in ana.opens_home()
    assert published(world) == 1
    return ana


def test_what_says_the_same_is_put_up_once(world: World, open_home: Somebody) -> None:
    open_home.opens_home()
    open_home.runs("/careercheck settings")
    open_home.opens_home()

    assert published(world) == 1


def test_what_says_the_same_after_a_restart_is_not_put_up_again(world: World, open_home: Somebody) -> None:
    world.restarts()
    open_home.opens_home()

    assert published(world) == 1


def test_what_has_changed_is_put_up(world: World, open_home: Somebody) -> None:
    open_home.clicks("Pause")
    world.passes(minutes=5)

    assert PAUSED in says(open_home)
    assert published(world) == 2


def test_what_has_changed_while_nobody_was_there_is_put_up_when_it_is_opened(world: World, open_home: Somebody) -> None:
    open_home.clicks_home("Tell my present role")
    open_home.submits(role="Manager", start="2025-03-15")
    world.passes(minutes=5)
    before = says(open_home)
    world.passes(days=62)

    assert says(open_home) == before
    assert "one year and ten months" in open_home.opens_home()
    assert "one year and eight months" in before


def test_where_slack_has_none_any_more_it_is_put_up_again(world: World, open_home: Somebody) -> None:
    with world.slack._core.workspace.changing():
        del world.slack._core.workspace.homes[open_home.id]
    open_home.opens_home()

    assert published(world) == 2
    assert UNDER_WAY in says(open_home)


@pytest.mark.parametrize("code", ["not_found", "hash_conflict", "invalid_arguments"])
def test_what_slack_refused_is_put_up_when_home_is_opened(world: World, open_home: Somebody, code: str) -> None:
    world.slack.faults.refuse(PUBLISH, code)
    open_home.clicks("Pause")
    world.passes(minutes=5)
    assert UNDER_WAY in says(open_home)

    assert PAUSED in open_home.opens_home()


@on_both
def test_what_may_have_arrived_is_not_taken_for_what_was_there_before(world: World, open_home: Somebody) -> None:
    world.slack.faults.deliver_then_drop(PUBLISH)
    open_home.clicks_home("Settings")
    open_home.submits(hold=["paused"])
    assert SILENT in says(open_home), "Slack has it, and we do not know that"

    open_home.clicks_home("Settings")
    open_home.submits(hold=[])
    world.passes(minutes=5)
    assert SILENT not in says(open_home)


@pytest.mark.parametrize("code", ["invalid_arguments", "invalid_blocks"])
def test_where_slack_draws_no_charts_on_home_bars_of_characters_stand_in(
    world: World, open_home: Somebody, code: str
) -> None:
    world.slack.faults.refuse(PUBLISH, code)
    open_home.clicks_home("Tell my present role")
    open_home.submits(role="Manager", start="2025-03-15")

    assert "`▒▒▒" in says(open_home)
    assert "data_visualization" not in str(open_home.home())

    open_home.opens_home()
    assert published(world) == 3, "and it is not tried again before something changes"


def test_what_the_operator_changed_is_put_up_when_home_is_opened(world: World, open_home: Somebody) -> None:
    with world.bot.services.database.writing() as connection:
        people.change_known(connection, world.slack.cast.team_id, open_home.id, tz=None)
    assert "time zone UTC, because Slack names none" in open_home.opens_home()

    world.stops()
    world.changes_settings(zone="Asia/Tbilisi")
    world.starts()

    assert "time zone Asia/Tbilisi, because Slack names none" in open_home.opens_home()


def test_the_hour_of_the_day_changes_nothing(world: World, open_home: Somebody) -> None:
    world.passes(hours=6)
    open_home.opens_home()

    assert published(world) == 1
