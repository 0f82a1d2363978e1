"""Home says of the last result of each check what has moved since the one before."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World
from tests.stories.guides import ENGINEER, MANAGER, walks
from tests.stories.steps import begins

NONE_MOVED = "No answer has moved since the one before."


def technical(who: Somebody, answer: str) -> None:
    """Go through the technical pillar."""
    begins(who, "/careercheck technical")
    for _ in range(5):
        who.clicks(answer)


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("Yes", "_Strong answers since the one before: technical skills 0, then 5._"),
        ("Not yet", "_As many strong answers as in the one before._"),
    ],
)
def test_of_the_rated_check(ana: Somebody, then: str, said: str) -> None:
    technical(ana, "Not yet")
    assert "the one before" not in ana.opens_home(), "the first has none"

    technical(ana, then)

    assert said in ana.opens_home()


def test_of_a_guide(world: World, ana: Somebody) -> None:
    walks(world, ana, "crossroads", ENGINEER)
    assert "the one before" not in ana.opens_home()
    walks(world, ana, "crossroads", ENGINEER)
    assert f"_{NONE_MOVED}_" in ana.opens_home()

    walks(world, ana, "crossroads", MANAGER)

    moves = "your role: Engineer, then Manager of a team; the way you lean: Towards technology, then Towards people"
    home = ana.opens_home()
    assert f"_Since the one before: {moves}._" in home
    assert NONE_MOVED not in home


def test_the_check_comes_first_then_what_was_finished_last(world: World, ana: Somebody) -> None:
    technical(ana, "Not yet")
    walks(world, ana, "crossroads", ENGINEER)
    world.passes(days=1)
    walks(world, ana, "pendulum", {})

    home = ana.opens_home()

    places = [
        home.index(f"*{title}* · ")
        for title in ("The SET check (Technical skills)", "The pendulum: go on, go back or go up", "At a crossroads")
    ]
    assert places == sorted(places)


def test_each_kind_has_its_own(world: World, ana: Somebody) -> None:
    walks(world, ana, "crossroads", ENGINEER)
    technical(ana, "Not yet")
    walks(world, ana, "crossroads", ENGINEER)
    technical(ana, "Yes")

    home = ana.opens_home()
    assert f"_{NONE_MOVED}_" in home
    assert "technical skills 0, then 5" in home
