"""Who leaves is told nothing; who comes back is asked for consent again, and hears once what came due meanwhile."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.nudges import comes_back, goes_to, leaves, manager_since, nudges, sent, states, tells, ticks
from tests.stories.steps import begins, finishes_pillar

pytestmark = pytest.mark.storage

DUE = date(2024, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MEANWHILE = "While you were away"
TWO = "milestone two-years:2024-11-25"


@pytest.fixture
def ben(world: World) -> Somebody:
    """Ben in London, to whom two years come on Wednesday."""
    found = world.who("ben")
    tells(world, found, manager_since(DUE))
    return found


def what_was_missed(who: Somebody) -> list[str]:
    """Every message about what came due while somebody was away."""
    return [words(message) for message in who.messages() if MEANWHILE in words(message)]


def plans(who: Somebody, text: str, day: str) -> None:
    """Write down a next step."""
    who.clicks("Pick a next step")
    who.submits(which="own", own=text, by=day)


@pytest.mark.parametrize("looked", [True, False], ids=["looked at", "not looked at"])
def test_two_years_came_while_somebody_was_gone(world: World, ben: Somebody, looked: bool) -> None:
    leaves(world, ben)
    world.passes(days=3)
    if looked:
        ticks(world)
        assert states(world) == [(TWO, "cancelled", "left")]
    comes_back(world, ben)
    goes_to(world, NOON + 2 * DAY)
    assert nudges(ben) == what_was_missed(ben) == []

    begins(ben)

    [missed] = what_was_missed(ben)
    assert "Away from hands-on work since 25 November 2024: two years" in missed
    ticks(world)
    goes_to(world, NOON + 40 * DAY)
    assert nudges(ben) == []
    ben.clicks("Show it")
    assert button(ben.sees("Two years is the tour"), "Look at both paths")
    leaves(world, ben)
    comes_back(world, ben)
    begins(ben)
    assert len(what_was_missed(ben)) == 1, "told once"


def test_what_was_on_its_way_when_somebody_left(world: World, ben: Somebody) -> None:
    world.slack.faults.refuse("chat.postMessage", retry_after=30, times=1)
    goes_to(world, NOON)
    leaves(world, ben)
    world.passes(minutes=1)
    assert states(world) == [(TWO, "cancelled", "left")]
    comes_back(world, ben)
    begins(ben)
    goes_to(world, NOON + DAY)
    assert nudges(ben) == []
    assert len(what_was_missed(ben)) == 1
    assert [state for _, state in sent(world)] == ["cancelled"]


def test_only_the_highest_is_told(world: World, ben: Somebody) -> None:
    leaves(world, ben)
    goes_to(world, NOON)
    world.clock.advance(timedelta(days=4 * 365))
    comes_back(world, ben)
    begins(ben)
    [missed] = what_was_missed(ben)
    assert missed.count("Show it") == 1
    assert "six years" in missed
    assert nudges(ben) == []


def test_what_does_not_hold_by_the_path_that_they_tell_is_left_out(world: World, ben: Somebody) -> None:
    leaves(world, ben)
    goes_to(world, NOON)
    comes_back(world, ben)
    ben.runs("/careercheck path")
    ben.clicks("My role changed")
    assert "Saving is agreeing to that" in words(ben.modal() or {})
    ben.submits(role="Engineer", start="24 November 2026")
    ben.sees("Engineer, since 24 November 2026.")
    assert what_was_missed(ben) == []
    goes_to(world, NOON + 2 * DAY)
    assert nudges(ben) == []


def test_who_agrees_by_telling_a_role_hears_it_too(world: World, ben: Somebody) -> None:
    leaves(world, ben)
    goes_to(world, NOON)
    comes_back(world, ben)
    ben.runs("/careercheck path")
    ben.clicks("My role changed")
    ben.submits(role="Director")
    assert len(what_was_missed(ben)) == 1
    goes_to(world, NOON + 2 * DAY)
    assert nudges(ben) == []


def test_a_step_of_later_is_still_told_on_its_day_and_the_cadence_goes_on(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    ana.clicks("Every 3 months")
    plans(ana, "Read one paper", "2026-12-11")
    plans(ana, "Ask Maya", "2026-12-30")
    leaves(world, ana)
    goes_to(world, datetime(2026, 12, 14, 12, tzinfo=UTC))
    comes_back(world, ana)
    goes_to(world, datetime(2026, 12, 15, 12, tzinfo=UTC))
    begins(ana, "/careercheck technical")
    [missed] = what_was_missed(ana)
    assert "Read one paper" in missed
    assert "Ask Maya" not in missed
    assert missed.count("Show it") == 1

    goes_to(world, datetime(2026, 12, 30, 12, tzinfo=UTC))
    assert any("Ask Maya" in told for told in nudges(ana))
    goes_to(world, datetime(2027, 2, 23, 12, tzinfo=UTC))
    assert any("another look" in told for told in nudges(ana))


@pytest.mark.parametrize("command", ["/careercheck", "/careercheck resume"])
def test_who_left_in_the_middle_of_a_check_agrees_again_and_goes_on_with_it(
    world: World, ana: Somebody, command: str
) -> None:
    begins(ana, "/careercheck technical")
    ana.clicks("Yes")
    leaves(world, ana)
    world.passes(days=4)
    ticks(world)
    comes_back(world, ana)
    ana.runs(command)
    ana.clicks("I agree, start")
    assert "2 of 5" in ana.in_thread()[-1]
    assert what_was_missed(ana) == [], "that the check waits is no news to whoever goes on with it"
    finishes_pillar(ana, "technical")
    ana.sees("*Technical skills*")


def test_who_agrees_for_the_first_time_missed_nothing(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    assert what_was_missed(ana) == []
