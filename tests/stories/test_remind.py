"""Reminders come on their day, in working hours, together, and no longer than there is reason to."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.nudges import goes_to, nudges, sent, states
from tests.stories.steps import begins, finishes_pillar

pytestmark = pytest.mark.storage


def at(year: int, month: int, day: int, hour: int = 16) -> datetime:
    """An afternoon in Madrid, within working hours; Ana lives there."""
    return datetime(year, month, day, hour, tzinfo=ZoneInfo("Europe/Madrid"))


@pytest.fixture
def done(ana: Somebody) -> Somebody:
    """Ana, who has a result since Monday, 23 November 2026."""
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    return ana


def plans(who: Somebody, day: str, text: str = "Read one paper") -> None:
    """Write down a next step."""
    who.clicks("Pick a next step")
    who.submits(which="own", own=text, by=day)


def test_nothing_comes_to_whoever_chose_nothing(world: World, done: Somebody) -> None:
    for month in range(1, 13):
        goes_to(world, at(2027, month, 26))

    assert nudges(done) == []


def test_it_is_time_to_check_again_every_three_months(world: World, done: Somebody) -> None:
    done.clicks("Every 3 months")
    goes_to(world, at(2027, 2, 22))
    assert nudges(done) == []

    goes_to(world, at(2027, 2, 23))
    reminder = done.sees("It's time for another look. Your last check was in November 2026")
    assert all(button(reminder, label) for label in ("Start the check", "Settings", "Snooze"))
    goes_to(world, at(2027, 5, 21))
    assert len(nudges(done)) == 1
    goes_to(world, at(2027, 5, 24))  # the 23rd is a Sunday

    assert len(nudges(done)) == 2


def test_after_an_outage_the_reminder_that_is_too_old_is_left_out_and_the_next_one_comes(
    world: World, done: Somebody
) -> None:
    done.clicks("Every 3 months")
    goes_to(world, at(2027, 4, 1))
    assert nudges(done) == []

    goes_to(world, at(2027, 5, 24))

    assert len(nudges(done)) == 1


def test_a_new_check_puts_the_reminder_off(world: World, done: Somebody) -> None:
    done.clicks("Every 3 months")
    world.passes(days=60)
    begins(done, "/careercheck technical")
    finishes_pillar(done, "technical")
    goes_to(world, at(2027, 2, 24))

    assert nudges(done) == []


def test_a_check_left_is_spoken_of_once(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    ana.clicks("Yes")
    goes_to(world, at(2026, 11, 25))
    assert nudges(ana) == []

    goes_to(world, at(2026, 11, 26))
    reminder = ana.sees("is waiting where you left it: 1 of 5 answered")
    ana.clicks("Continue", on=reminder)
    ana.clicks("Yes")
    for day in range(27, 31):
        goes_to(world, at(2026, 11, day))
    goes_to(world, at(2026, 12, 21))

    assert len(nudges(ana)) == 1
    assert "2 of 5 answered" in ana.opens_home()


def test_a_step_is_spoken_of_on_its_day_and_done_from_there(world: World, done: Somebody) -> None:
    plans(done, "2026-12-11")
    goes_to(world, at(2026, 12, 10))
    assert nudges(done) == []
    goes_to(world, at(2026, 12, 11))
    reminder = done.sees("Your next step, for 11 December 2026")
    assert "Read one paper" in words(reminder)

    done.clicks("Done", on=reminder)

    done.sees("Done. Well, that's one.")
    assert button(done.sees("Your next step, for 11 December 2026"), "Settings"), "the reminder stands"
    assert world.rows("SELECT state FROM steps") == [("done",)]


def test_two_on_one_day_are_one_message(world: World, done: Somebody) -> None:
    plans(done, "2026-12-11", "Read one paper")
    plans(done, "2026-12-11", "Ask Maya")
    goes_to(world, at(2026, 12, 11))

    [only] = nudges(done)
    assert "Read one paper" in only
    assert "Ask Maya" in only
    assert len(sent(world)) == 1


def test_a_step_that_is_done_is_not_spoken_of(world: World, done: Somebody) -> None:
    plans(done, "2026-12-11")
    done.clicks("Done")
    goes_to(world, at(2026, 12, 11))

    assert nudges(done) == []


@pytest.mark.parametrize(
    ("label", "back", "then"),
    [
        ("1 week", at(2026, 12, 18), "told"),
        ("1 month", at(2027, 1, 11), "skipped"),  # by then it is too old
    ],
)
def test_snoozed_nothing_comes_and_nothing_is_cancelled(
    world: World, done: Somebody, label: str, back: datetime, then: str
) -> None:
    plans(done, "2026-12-11", "Read one paper")
    plans(done, "2026-12-14", "Ask Maya")
    goes_to(world, at(2026, 12, 11))
    done.clicks("Snooze")
    done.clicks(label)
    done.sees(f"I'll be quiet until {back:%A}, {back.day} {back:%B %Y}.")
    assert f"uiet until {back.day} {back:%B %Y}" in done.opens_home()

    goes_to(world, back - timedelta(days=1))
    assert len(nudges(done)) == 1
    goes_to(world, back)

    assert [state for kind, state, _ in states(world) if kind.startswith("step")] == ["told", then]


def test_paused_nothing_comes_until_it_is_ended(world: World, done: Somebody) -> None:
    plans(done, "2026-12-11")
    done.runs("/careercheck settings")
    done.submits(hold=["paused"])
    goes_to(world, at(2026, 12, 15))
    assert nudges(done) == []

    done.runs("/careercheck settings")
    done.submits(hold=[])
    goes_to(world, at(2026, 12, 16))

    assert len(nudges(done)) == 1


def test_a_kind_that_is_off_does_not_come_and_comes_once_it_is_on(world: World, done: Somebody) -> None:
    plans(done, "2026-12-11")
    done.runs("/careercheck settings")
    done.submits(kinds=["milestone", "recheck", "unfinished", "again"])
    goes_to(world, at(2026, 12, 11))
    assert nudges(done) == []

    done.runs("/careercheck settings")
    done.submits(kinds=["milestone", "recheck", "unfinished", "again", "step"])
    goes_to(world, at(2026, 12, 14))

    assert len(nudges(done)) == 1


def test_days_off_put_a_reminder_off(world: World, done: Somebody) -> None:
    plans(done, "2026-12-11")
    done.runs("/careercheck settings")
    done.submits(off_from="2026-12-10", off_to="2026-12-14")
    goes_to(world, at(2026, 12, 14))
    assert nudges(done) == []

    goes_to(world, at(2026, 12, 15))

    assert len(nudges(done)) == 1


def test_the_chosen_day_and_hour_count_for_checking_again(world: World, done: Somebody) -> None:
    done.runs("/careercheck settings")
    done.submits(recheck="quarterly", weekday="3", hour="15")
    goes_to(world, at(2027, 2, 24))
    goes_to(world, at(2027, 2, 25, 14))
    assert nudges(done) == []

    goes_to(world, at(2027, 2, 25, 16))

    assert len(nudges(done)) == 1
