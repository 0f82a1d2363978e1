"""Two years, and five: the message arrives on a working morning, once, and what is chosen on it holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.nudges import every_hour, goes_to, manager_since, nudges, sent, states, tells, ticks

pytestmark = pytest.mark.storage

SATURDAY = date(2026, 11, 28)
LATE_MONDAY = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)
TWO = "milestone two-years:2024-11-28"


@pytest.fixture
def ben(world: World) -> Somebody:
    """Ben, a manager in London of nearly two years; today is Monday the 23rd."""
    found = world.who("ben")
    tells(world, found, manager_since(SATURDAY.replace(year=2024)))
    return found


def test_a_milestone_on_a_saturday_is_told_on_monday_in_the_first_hour(world: World, ben: Somebody) -> None:
    arrived = every_hour(world, LATE_MONDAY)
    assert [instant.replace(minute=0, second=0) for instant in arrived] == [datetime(2026, 11, 30, 10, tzinfo=UTC)]
    message = ben.sees("away from hands-on work since 28 November 2024: two years this month")
    said = words(message)
    assert "engineer until 28 November 2024, manager since then" in said
    assert "Charity Majors" in said
    assert "Engineering Management: The Pendulum Or The Ladder (2019)" in said
    assert "Only you can see this" in said
    labels = ("Look at both paths", "My role changed", "Remind me in 3 months", "Don't nudge me about this")
    assert all(button(message, label) for label in (*labels, "Settings", "Snooze", "Why now?"))
    assert states(world) == [(TWO, "told", None)]


def test_however_often_the_planner_looks_and_the_bot_restarts_it_is_told_once(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    for _ in range(3):
        ticks(world)
        world.restarts()
        world.passes(days=1)
        ticks(world)
    assert len(nudges(ben)) == 1


def test_what_the_sources_say_comes_below_the_nudge_and_once(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    ben.clicks("What the sources say")
    ben.clicks("What the sources say")
    told = [m for m in ben.messages() if "What the sources say:" in words(m)]
    assert len(told) == 1
    assert told[0]["thread_ts"] == ben.with_button("Remind me in 3 months")["ts"]
    assert "Going back" in words(told[0])
    assert "Charity Majors" in words(told[0])
    assert world.rows("SELECT choice FROM occasions") == [("sources",)]


def test_remind_me_in_three_months_comes_once_in_three_months(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    nudge = ben.with_button("Remind me in 3 months")
    ben.clicks("Remind me in 3 months")
    assert ben.sees("I'll bring this up again in three months, around 28 February 2027.")["thread_ts"] == nudge["ts"]
    ben.presses_old(nudge, "Remind me in 3 months")
    assert ben.sees("around 28 February 2027")["ephemeral"], "a click on an old copy is answered too"
    goes_to(world, datetime(2027, 2, 26, 16, tzinfo=UTC))
    assert len(nudges(ben)) == 1
    goes_to(world, datetime(2027, 3, 1, 16, tzinfo=UTC))
    assert len(nudges(ben)) == 2
    assert "You asked me to bring this up again." in nudges(ben)[1]


def test_what_was_to_be_brought_up_again_is_not_lost_in_an_outage(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    ben.clicks("Remind me in 3 months")
    goes_to(world, LATE_MONDAY + timedelta(days=1))
    goes_to(world, datetime(2027, 5, 3, 12, tzinfo=UTC))
    assert len(nudges(ben)) == 2


def test_what_was_to_be_brought_up_again_gives_way_to_a_higher_milestone(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    ben.clicks("Remind me in 3 months")
    goes_to(world, LATE_MONDAY + timedelta(days=1))
    goes_to(world, datetime(2029, 11, 28, 12, tzinfo=UTC))
    assert len(nudges(ben)) == 2
    assert "five years this month" in nudges(ben)[1]
    assert [(state, why) for kind, state, why in states(world) if kind.startswith("again")] == [
        ("cancelled", "a higher one")
    ]


def test_asked_for_again_later_it_comes_once_by_the_newest_wish(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    nudge = ben.with_button("Remind me in 3 months")
    ben.clicks("Remind me in 3 months")
    world.passes(days=31)
    ben.presses_old(nudge, "Remind me in 3 months")
    ben.sees("around 31 March 2027")
    for month in (3, 4, 5):
        goes_to(world, datetime(2027, month, 1, 12, tzinfo=UTC))
    assert len(nudges(ben)) == 2


def test_after_dont_nudge_me_a_click_on_remind_me_says_that_it_is_off(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    nudge = ben.with_button("Remind me in 3 months")
    ben.clicks("Don't nudge me about this")
    ben.presses_old(nudge, "Remind me in 3 months")
    assert sum("I won't write to you about two years" in words(message) for message in ben.messages()) == 2
    ben.does_not_see("I'll bring this up again")
    assert states(world) == [(TWO, "told", None)]
    ben.presses_old(nudge, "What the sources say")
    assert world.rows("SELECT choice FROM occasions") == [("stop",)]


def test_dont_nudge_me_about_this_is_final(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    nudge = ben.with_button("Remind me in 3 months")
    ben.clicks("Remind me in 3 months")
    ben.presses_old(nudge, "Don't nudge me about this")
    ben.sees("I won't write to you about two years away from hands-on work again")
    goes_to(world, datetime(2027, 3, 1, 16, tzinfo=UTC))
    assert len(nudges(ben)) == 1
    assert [state for _, state, _ in states(world)] == ["told", "cancelled"]


def test_my_role_changed_is_chosen_once_it_is_saved_and_answered_below_the_nudge(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    nudge = ben.with_button("Remind me in 3 months")
    ben.clicks("Remind me in 3 months")
    ben.presses_old(nudge, "My role changed")
    assert choices(world) == ["later", None], "a form that is only open says nothing"
    ben.submits(role="Engineer", start="30 November 2026")
    assert ben.sees("Engineer, since 30 November 2026.")["thread_ts"] == nudge["ts"]
    assert choices(world) == ["role", None]
    goes_to(world, datetime(2027, 3, 1, 12, tzinfo=UTC))
    assert len(nudges(ben)) == 1
    assert [(state, why) for _, state, why in states(world)] == [("told", None), ("cancelled", "no longer true")]


def test_i_still_build_most_days_can_be_said_alone(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    ben.clicks("My role changed")
    ben.submits(more="building")
    ben.sees("Written down: you still build most days.")
    assert choices(world) == ["role"]
    ben.runs("/careercheck path")
    assert "*Hands-on work beside it*, since 28 November 2024" in words(ben.sees("Your career path"))


def test_a_form_without_a_role_says_what_is_missing_and_chooses_nothing(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    ben.clicks("My role changed")
    ben.submits()
    assert (ben.modal() or {})["errors"] == {"role": "Pick the one that comes nearest."}
    assert choices(world) == [None]


def test_somebody_elses_nudge_is_no_way_into_a_form(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    nudge, chiara = ben.with_button("My role changed"), world.who("chiara")
    tells(world, chiara, manager_since(date(2025, 1, 1)))
    chiara.runs("/careercheck path")
    mine = chiara.with_button("My role changed")
    forged = {**mine, "blocks": [{**block, "block_id": block["block_id"]} for block in nudge["blocks"]]}
    chiara.presses_old(forged, "My role changed")
    assert chiara.modal() is None
    assert choices(world) == [None]


def choices(world: World) -> list[str | None]:
    """What was chosen on each occasion."""
    return [row[0] for row in world.rows("SELECT choice FROM occasions ORDER BY id")]


def test_why_now_answers(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    ben.clicks("Why now?")
    ben.sees("I count the months since your hands-on work ended")


def test_then_five_years_arrive_and_are_told_again(world: World, ben: Somebody) -> None:
    goes_to(world, LATE_MONDAY)
    goes_to(world, datetime(2029, 11, 27, 12, tzinfo=UTC))
    assert len(nudges(ben)) == 1
    goes_to(world, datetime(2029, 11, 28, 12, tzinfo=UTC))
    assert len(nudges(ben)) == 2
    assert "five years this month" in nudges(ben)[1]


def test_what_slack_did_not_take_for_years_gives_way_to_a_higher_milestone(world: World, ben: Somebody) -> None:
    world.slack.faults.refuse("chat.postMessage", retry_after=3600)
    goes_to(world, LATE_MONDAY)
    assert nudges(ben) == []
    world.stops()
    world.clock.advance(timedelta(days=365 * 4))
    world.starts()
    for day in range(10):
        goes_to(world, datetime(2030, 11, 25, 16, tzinfo=UTC) + timedelta(days=day))
    assert len(nudges(ben)) == 1
    assert "six years" in nudges(ben)[0]
    assert states(world) == [
        (TWO, "skipped", "a higher one"),
        ("milestone five-years:2024-11-28", "told", None),
    ]


def test_after_years_of_absence_only_the_highest_is_told(world: World, ben: Somebody) -> None:
    world.stops()
    world.clock.advance(timedelta(days=365 * 4))
    world.starts()
    goes_to(world, datetime(2030, 11, 25, 16, tzinfo=UTC))
    assert len(nudges(ben)) == 1
    assert "six years" in nudges(ben)[0]
    assert states(world) == [
        (TWO, "skipped", "a higher one"),
        ("milestone five-years:2024-11-28", "told", None),
    ]
    assert len(sent(world)) == 1
