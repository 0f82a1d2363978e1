"""After the first result one thing is asked at a time, and neither question is lost."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, button
from tests.stories.steps import begins, finishes_pillar

ROLE = "what is your role now"
CADENCE = "Shall I remind you to look again?"


@pytest.fixture
def done(ana: Somebody) -> Somebody:
    """Ana in Madrid, who has her first result on Monday at ten in the morning."""
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    return ana


def cards(who: Somebody) -> int:
    """Count the cards that ask for the role."""
    return sum(bool(button(message, "Not now")) for message in who.messages())


def test_the_role_is_asked_for_once_the_cadence_is_chosen(world: World, done: Somebody) -> None:
    done.sees(CADENCE)
    done.does_not_see(ROLE)

    done.clicks("Every 6 months")
    done.sees(ROLE)
    world.passes(days=3)

    assert cards(done) == 1


def test_whoever_chooses_nothing_is_asked_for_the_role_a_day_later_in_working_hours(
    world: World, done: Somebody
) -> None:
    world.passes(hours=23)
    done.does_not_see(ROLE)
    world.passes(hours=2)
    done.sees(ROLE)

    done.clicks("Every 6 months")

    assert cards(done) == 1, "the answer comes later than the card"


def test_a_result_on_friday_evening_leaves_the_weekend_alone(world: World, ana: Somebody) -> None:
    world.passes(days=4, hours=10)
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    world.passes(days=2)
    ana.does_not_see(ROLE)
    world.passes(hours=16)
    ana.sees(ROLE)


def test_who_tells_the_path_meanwhile_is_not_asked_for_it(world: World, done: Somebody) -> None:
    done.runs("/careercheck path")
    done.clicks("Tell my present role")
    done.submits(role="Manager", start="2024")
    done.clicks("Every 6 months")
    world.passes(days=3)

    assert cards(done) == 0


def test_who_chose_before_is_asked_for_the_role_at_once(done: Somebody, world: World) -> None:
    done.clicks("No reminders")
    done.clicks("Not now")
    world.passes(days=91)
    begins(done, "/careercheck technical")
    finishes_pillar(done, "technical")

    assert cards(done) == 1
