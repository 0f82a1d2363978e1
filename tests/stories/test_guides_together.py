"""Several checks at once: each in its thread; and what is said of them all."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.kit import Somebody, World, button, words
from tests.stories.guides import ENGINEER, asked, given, states, walks
from tests.stories.nudges import goes_to, nudges
from tests.stories.steps import begins, finishes_pillar


def both(ana: Somebody) -> tuple[str, str]:
    """Begin the SET check and the crossroads; returns their threads."""
    begins(ana)
    first = ana.thread_ts()
    begins(ana, "/careercheck crossroads")
    return first, ana.thread_ts()


def says(world: World, who: Somebody, text: str, thread_ts: str) -> None:
    """Write into a thread."""
    world.slack.act.message(who.id, text, thread_ts=thread_ts)
    world.settles()


def test_one_check_does_not_stand_in_the_way_of_another(world: World, ana: Somebody) -> None:
    both(ana)
    assert states(world, "set") == states(world, "crossroads") == ["open"]

    ana.clicks("Yes")
    ana.clicks("I feel stuck")
    ana.clicks("Not yet")

    assert given(world, "set") == [("S1", "yes"), ("S2", "not_yet")]
    assert given(world, "crossroads") == [("crossroads", "stuck")]


def test_words_in_a_thread_are_about_its_check(world: World, ana: Somebody) -> None:
    first, second = both(ana)
    says(world, ana, "yes", first)
    says(world, ana, "stuck", second)
    says(world, ana, "pause", first)

    assert given(world, "set") == [("S1", "yes")]
    assert given(world, "crossroads") == [("crossroads", "stuck")]
    assert (states(world, "set"), states(world, "crossroads")) == (["paused"], ["open"])


def test_what_opens_a_guide_is_a_note_in_another_thread(world: World, ana: Somebody) -> None:
    begins(ana)

    ana.writes("management")

    assert [row[0] for row in world.rows("SELECT text FROM notes")] == ["management"]
    assert states(world, "manage") == []


def test_outside_nobody_knows_which_is_meant(world: World, ana: Somebody) -> None:
    both(ana)

    ana.writes("yes", thread=False)
    which = ana.sees("You have more than one check under way")
    assert given(world, "set") == given(world, "crossroads") == []
    ana.writes("pause", thread=False)
    assert states(world, "set") == states(world, "crossroads") == ["open"]

    ana.clicks("Pause: Crossroads", on=which)
    assert (states(world, "set"), states(world, "crossroads")) == (["open"], ["paused"])


def test_resume_and_pause_show_all_that_is_under_way(world: World, ana: Somebody) -> None:
    both(ana)
    ana.runs("/careercheck pause", channel="general")
    which = ana.sees("You have more than one check under way")
    ana.clicks("Pause: The SET check", on=which)
    assert states(world, "set") == ["paused"]

    ana.runs("/careercheck pause")
    assert states(world, "crossroads") == ["paused"]
    ana.runs("/careercheck resume")
    again = words(ana.sees("The SET check*\nPaused: 0 of 21 answered."))
    assert "At a crossroads*\nPaused: 0 answered, about 3 to go." in again


def test_home_and_status_show_all_of_it(world: World, ana: Somebody) -> None:
    both(ana)
    ana.clicks("I feel stuck")

    home = ana.opens_home()
    assert "The SET check*\nUnder way: 0 of 21 answered." in home
    assert "At a crossroads*\nUnder way: 1 answered, about 2 to go." in home
    ana.runs("/careercheck status")
    assert "At a crossroads · Under way" in words(ana.sees("The SET check · Under way"))
    ana.clicks_home("Continue")
    assert asked(world, "crossroads") == "role"


def test_the_newest_result_is_shown_with_a_way_to_the_others(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    world.passes(days=1)
    walks(world, ana, "crossroads", ENGINEER)

    ana.runs("/careercheck result", channel="general")

    shown = ana.sees("Your result · At a crossroads")
    assert shown["ephemeral"]
    ana.clicks("Show: The SET check", on=shown)
    assert "5 strong, 0 partly, 0 not yet" in words(ana.messages()[-1]) or "Your answers" in str(ana.messages()[-1])
    assert "Your last result" in ana.opens_home()


def test_the_reminder_to_look_again_names_the_check_and_starts_it(world: World, ana: Somebody) -> None:
    walks(world, ana, "crossroads", ENGINEER)
    ana.clicks("Every 3 months")

    goes_to(world, datetime(2027, 2, 23, 15, tzinfo=UTC))

    reminder = ana.sees("Your last check was “At a crossroads”, in November 2026")
    ana.clicks("Start the check", on=reminder)
    assert states(world, "crossroads") == ["finished", "offered"]


def test_the_reminder_of_a_check_that_was_left_names_it(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck crossroads")
    ana.clicks("I feel stuck")

    goes_to(world, datetime(2026, 11, 26, 15, tzinfo=UTC))

    assert "At a crossroads is waiting where you left it: 1 answered, about 2 to go." in nudges(ana)
    ana.clicks("Continue")
    assert button(ana.with_button("Tech lead"), "Engineer")


def test_start_over_begins_the_same_guide_anew(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck crossroads")
    ana.clicks("I feel stuck")
    ana.runs("/careercheck crossroads")

    ana.clicks("Start over", on=ana.sees("At a crossroads · Under way: 1 answered"))

    assert states(world, "crossroads") == ["abandoned", "offered"]
    ana.clicks("Start")
    assert asked(world, "crossroads") == "crossroads"
