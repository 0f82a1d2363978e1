"""What was chosen on a nudge stands on it, in the place of the choices; nothing is promised that will not be kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.kit import Json, Somebody, World, button, words
from tests.stories.nudges import goes_to, manager_since, nudges, states, tells

DUE = date(2024, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
CHOICES = ("Look at both paths", "My role changed", "Remind me in 3 months", "Don't nudge me about this", "Why now?")


@pytest.fixture
def ben(world: World) -> Somebody:
    """Ben, who was told of two years."""
    found = world.who("ben")
    tells(world, found, manager_since(DUE))
    goes_to(world, NOON)
    return found


def as_it_is(ben: Somebody, nudge: Json) -> Json:
    """Return a message as it is now."""
    return next(message for message in ben.messages() if message["ts"] == nudge["ts"])


def is_folded(now: Json, line: str) -> None:
    """Make sure that the text is as it was, and the choices are not."""
    assert line in words(now)
    assert line in now["text"]
    assert not any(button(now, label) for label in CHOICES)
    assert button(now, "Settings")
    assert button(now, "Snooze")
    assert "two years" in words(now).lower()


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("Remind me in 3 months", "You asked me to bring this up again, around 25 February 2027."),
        ("Don't nudge me about this", "You asked me not to write to you about this again."),
    ],
)
@pytest.mark.parametrize("works", [True, False], ids=["by the click", "by the row that stands by"])
def test_a_choice_folds_the_nudge(world: World, ben: Somebody, label: str, line: str, *, works: bool) -> None:
    nudge = ben.with_button(label)
    if not works:
        world.slack.faults.html_error("respond")
    ben.clicks(label)
    world.passes(seconds=30)

    now = as_it_is(ben, nudge)
    is_folded(now, line)
    assert [block for block in nudge["blocks"] if "text" in block] == now["blocks"][:2], "its text stays"
    ben.presses_old(nudge, "Don't nudge me about this")
    is_folded(as_it_is(ben, nudge), "You asked me not to write to you about this again.")


def test_a_changed_role_folds_the_nudge_once_the_form_is_saved(world: World, ben: Somebody) -> None:
    nudge = ben.with_button("My role changed")
    world.passes(days=3)
    ben.clicks("My role changed")
    assert button(as_it_is(ben, nudge), "My role changed"), "a form that is only open says nothing"
    ben.submits(role="Engineer", start="27 November 2026")

    is_folded(as_it_is(ben, nudge), "You told me that your role changed.")


def test_to_look_at_both_paths_leaves_the_choices_as_they_are(world: World, ben: Somebody) -> None:
    nudge = ben.with_button("Look at both paths")
    ben.clicks("What the sources say", on=nudge)
    ben.clicks("Look at both paths", on=nudge)
    ben.clicks("Why now?", on=nudge)
    assert as_it_is(ben, nudge)["blocks"] == nudge["blocks"]
    assert [tuple(row) for row in world.rows("SELECT choice, seen_at IS NULL FROM occasions")] == [("look", False)]


def test_a_nudge_that_holds_no_longer_keeps_its_name_and_what_was_chosen(world: World, ben: Somebody) -> None:
    nudge = ben.with_button("My role changed")
    ben.clicks("My role changed")
    ben.submits(role="Engineer", start="1 October 2026")

    now = as_it_is(ben, nudge)
    assert "You told me that your role changed." in words(now)
    assert not any(button(now, label) for label in CHOICES)


def test_nothing_is_promised_that_a_higher_milestone_will_stop(world: World, ben: Somebody) -> None:
    two = ben.with_button("Remind me in 3 months")
    goes_to(world, datetime(2029, 11, 26, 12, tzinfo=UTC))
    assert "five years this month" in nudges(ben)[1]

    ben.presses_old(two, "Remind me in 3 months")

    ben.sees("By then it is five years away from hands-on work that counts, so I won't bring this one up again.")
    ben.does_not_see("I'll bring this up again")
    assert [kind for kind, _, _ in states(world) if kind.startswith("again")] == []


def test_nothing_is_promised_about_what_does_not_hold_any_more(world: World, ben: Somebody) -> None:
    nudge = ben.with_button("Remind me in 3 months")
    ben.runs("/careercheck path")
    ben.clicks("My role changed", on=ben.messages()[-1])
    ben.submits(role="Engineer", start="1 October 2026")
    world.passes(seconds=timedelta(minutes=1).total_seconds())

    ben.presses_old(nudge, "Remind me in 3 months")

    ben.sees("doesn't hold any more, so there is nothing to bring up again")
    ben.does_not_see("I'll bring this up again")
