"""Reminders come on their day, in working hours, together, and no longer than there is reason to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.nudges import goes_to, manager_since, nudges, sent, states, tells
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


@pytest.fixture
def asked(world: World, done: Somebody) -> Somebody:
    """Ana, the day after, who was asked for her role by then: of what nobody asked for, one comes a day."""
    goes_to(world, at(2026, 11, 24))
    done.sees("One thing, if you like: what is your role now?")
    return done


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
    reminder = done.sees("It's time for another look. Your last check was “The SET check”, in November 2026")
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
    reminder = ana.sees("The SET check (Technical skills) is waiting where you left it: 1 of 5 answered")
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


def test_two_on_one_day_are_one_message(world: World, asked: Somebody) -> None:
    plans(asked, "2026-12-11", "Read one paper")
    plans(asked, "2026-12-11", "Ask Maya")
    goes_to(world, at(2026, 12, 11))

    [only] = nudges(asked)
    assert "Read one paper" in only
    assert "Ask Maya" in only
    assert len(sent(world)) == 1


def test_a_step_that_is_done_is_not_spoken_of(world: World, done: Somebody) -> None:
    plans(done, "2026-12-11")
    done.clicks("Done")
    goes_to(world, at(2026, 12, 11))

    assert nudges(done) == []


@pytest.mark.parametrize(("label", "back"), [("1 week", at(2026, 12, 18)), ("1 month", at(2027, 1, 11))])
def test_snoozed_nothing_comes_and_nothing_is_lost(world: World, asked: Somebody, label: str, back: datetime) -> None:
    plans(asked, "2026-12-11", "Read one paper")
    plans(asked, "2026-12-14", "Ask Maya")
    goes_to(world, at(2026, 12, 11))
    asked.clicks("Snooze")
    asked.clicks(label)
    asked.sees(f"I'll be quiet until {back:%A}, {back.day} {back:%B %Y}.")
    assert f"uiet until {back.day} {back:%B %Y}" in asked.opens_home()

    goes_to(world, back - timedelta(days=1))
    assert len(nudges(asked)) == 1
    goes_to(world, back)

    assert [state for kind, state, _ in states(world) if kind.startswith("step")] == ["told", "told"]


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


@pytest.mark.parametrize("saves_on_the_way", [False, True])
def test_three_weeks_of_vacation_lose_nothing(world: World, done: Somebody, saves_on_the_way: bool) -> None:
    plans(done, "2026-12-11")
    done.runs("/careercheck settings")
    done.submits(off_from="2026-12-10", off_to="2027-01-01")
    goes_to(world, at(2026, 12, 20))
    goes_to(world, at(2027, 1, 2))  # a Saturday: the days off are over, and forgotten when the settings are saved
    if saves_on_the_way:
        done.runs("/careercheck settings")
        done.submits(hour="10")
    assert nudges(done) == []

    goes_to(world, at(2027, 1, 4))

    assert len(nudges(done)) == 1


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ({"hold": ["paused"]}, {"hold": []}),
        ({"kinds": ["recheck"]}, {"kinds": ["recheck", "step"]}),
    ],
)
def test_what_was_paused_or_off_for_months_comes_when_it_is_wanted_again(
    world: World, done: Somebody, held: dict[str, list[str]], wanted: dict[str, list[str]]
) -> None:
    plans(done, "2026-12-11")
    done.runs("/careercheck settings")
    done.submits(**held)
    for month in (1, 2, 3):
        goes_to(world, at(2027, month, 15))
    assert nudges(done) == []

    done.runs("/careercheck settings")
    done.submits(**wanted)
    goes_to(world, at(2027, 3, 16))

    assert len(nudges(done)) == 1


@pytest.mark.parametrize(("back", "then"), [(at(2026, 12, 24), "told"), (at(2026, 12, 29), "skipped")])
def test_an_outage_of_more_than_two_weeks_drops_a_reminder(
    world: World, done: Somebody, back: datetime, then: str
) -> None:
    plans(done, "2026-12-11")
    goes_to(world, at(2026, 11, 24))
    goes_to(world, back)

    assert [state for kind, state, _ in states(world) if kind.startswith("step")] == [then]


def test_an_outage_within_a_vacation_counts_from_its_end(world: World, done: Somebody) -> None:
    plans(done, "2026-12-11")
    done.runs("/careercheck settings")
    done.submits(off_from="2026-12-10", off_to="2027-01-01")
    goes_to(world, at(2026, 11, 24))
    goes_to(world, at(2027, 1, 12))

    assert len(nudges(done)) == 1


def test_what_slack_does_not_take_for_weeks_is_dropped_and_not_made_young_again(world: World, done: Somebody) -> None:
    plans(done, "2026-12-11")
    world.slack.act.revokes()
    goes_to(world, at(2026, 12, 11))
    assert sent(world)[0][1] == "due"
    world.passes(days=20)
    world.slack.act.installs()
    world.restarts()
    goes_to(world, at(2027, 1, 4))
    goes_to(world, at(2027, 1, 5))

    assert nudges(done) == []
    assert [(state, why) for kind, state, why in states(world) if kind.startswith("step")] == [("skipped", "too old")]


def test_a_check_left_is_spoken_of_though_a_milestone_was_told_the_day_before(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    tells(world, ana, manager_since(date(2024, 11, 25)), meet=False)
    goes_to(world, at(2026, 11, 25))
    assert len(nudges(ana)) == 1

    goes_to(world, at(2026, 11, 26))

    ana.sees("is waiting where you left it")


def test_a_check_left_and_a_milestone_on_one_day_are_one_message(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    tells(world, ana, manager_since(date(2024, 11, 26)), meet=False)
    goes_to(world, at(2026, 11, 26))

    [only] = nudges(ana)
    assert "is waiting where you left it" in only
    assert "two years this month" in only


def test_the_chosen_day_and_hour_count_for_checking_again(world: World, done: Somebody) -> None:
    done.runs("/careercheck settings")
    done.submits(recheck="quarterly", weekday="3", hour="15")
    goes_to(world, at(2027, 2, 24))
    goes_to(world, at(2027, 2, 25, 14))
    assert nudges(done) == []

    goes_to(world, at(2027, 2, 25, 16))

    assert len(nudges(done)) == 1
