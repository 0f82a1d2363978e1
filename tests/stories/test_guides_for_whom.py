"""For whom a guide is: whoever it is not for is told, and led to the check that is; what is begun goes on."""

from __future__ import annotations

from datetime import date

import pytest

from advice.stint import Role
from tests.kit import Somebody, World, button, words
from tests.stories.guides import asked, states
from tests.stories.nudges import comes_back, leaves, manager_since, tells
from tests.stories.steps import begins

BUILDS = [(Role.ENGINEER, date(2016, 11, 1))]


def test_whoever_it_is_not_for_is_told_and_led_to_the_one_that_is(world: World, ana: Somebody) -> None:
    tells(world, ana, BUILDS)

    ana.runs("/careercheck pendulum", channel="general")

    told = ana.sees("This review is for people who lead, and you build")
    assert states(world, "pendulum") == []
    ana.clicks("Find the check that fits", on=told)
    assert states(world, "crossroads") == ["offered"]
    ana.writes("the pendulum", thread=False)
    assert len([m for m in ana.messages() if "This review is for people who lead" in words(m)]) == 2


@pytest.mark.parametrize("by", ["button", "word", "command"])
def test_what_the_path_says_since_it_was_offered_counts_at_the_start(world: World, ana: Somebody, by: str) -> None:
    ana.runs("/careercheck pendulum")
    offer = ana.sees("A review for people who lead")
    tells(world, ana, BUILDS)

    match by:
        case "button":
            ana.clicks("I agree, start", on=offer)
        case "word":
            ana.writes("start")
        case _:
            ana.runs("/careercheck pendulum")

    assert button(ana.sees("This review is for people who lead, and you build"), "Find the check that fits")
    assert asked(world, "pendulum") is None
    tells(world, ana, manager_since(date(2023, 9, 1)))
    ana.clicks("I agree, start", on=offer)
    assert states(world, "pendulum") == ["open"]


def test_nothing_is_set_aside_for_a_check_that_is_for_others(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck pendulum")
    ana.runs("/careercheck pendulum")
    choice = ana.with_button("Start over")
    tells(world, ana, BUILDS)

    ana.clicks("Start over", on=choice)

    ana.sees("This review is for people who lead, and you build")
    assert states(world, "pendulum") == ["open"]


def test_a_check_that_was_begun_goes_on_whatever_the_path_says_when_it_is_agreed_to_again(
    world: World, ana: Somebody
) -> None:
    begins(ana, "/careercheck pendulum")
    tells(world, ana, BUILDS)
    leaves(world, ana)
    comes_back(world, ana)

    ana.runs("/careercheck pendulum")
    ana.clicks("I agree, start")

    assert states(world, "pendulum") == ["open"]
    assert asked(world, "pendulum") == "role"
