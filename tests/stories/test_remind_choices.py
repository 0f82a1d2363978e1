"""What there is to be reminded of follows from what people choose and do."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, button, words
from tests.kit_statements import statements
from tests.stories.steps import begins, finishes_pillar

pytestmark = pytest.mark.storage

OCCASIONS = "SELECT kind, due_on, state, reason FROM occasions ORDER BY id"


def occasions(world: World, kind: str) -> list[tuple[str, str, str | None]]:
    """Every occasion of a kind there ever was: its day, its state and why."""
    rows = world.rows("SELECT kind, due_on, state, reason FROM occasions ORDER BY id")
    return [(str(row[1]), row[2], row[3]) for row in rows if row[0] == kind]


def finishes_one(ana: Somebody) -> None:
    """Walk through the shortest check."""
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")


def test_nothing_waits_before_the_person_chose_and_one_click_chooses(world: World, ana: Somebody) -> None:
    finishes_one(ana)
    assert occasions(world, "recheck") == []
    ana.sees("Until you choose, no such reminder comes.")

    ana.clicks("Every 3 months")

    ana.sees("I'll remind you every 3 months: next on 23 February 2027")
    assert occasions(world, "recheck") == [("2027-02-23", "waiting", None)]


@pytest.mark.parametrize(
    ("label", "days"),
    [("Every 6 months", ["2027-05-23"]), ("Once a year", ["2027-11-23"]), ("No reminders", [])],
)
def test_each_choice_is_kept(world: World, ana: Somebody, label: str, days: list[str]) -> None:
    finishes_one(ana)
    ana.clicks(label)

    assert [day for day, state, _ in occasions(world, "recheck") if state == "waiting"] == days


def test_the_question_comes_after_the_first_result_only(world: World, ana: Somebody) -> None:
    finishes_one(ana)
    ana.clicks("No reminders")
    finishes_one(ana)

    offers = [message for message in ana.messages() if button(message, "Every 3 months")]
    assert offers == []
    assert "No reminders, then" in "\n".join(ana.in_thread()) or ana.sees("No reminders, then")


def test_an_old_click_on_the_question_counts_as_a_new_choice(world: World, ana: Somebody) -> None:
    finishes_one(ana)
    offer = ana.with_button("Every 3 months")
    ana.clicks("Every 3 months")
    ana.presses_old(offer, "Once a year")

    assert occasions(world, "recheck") == [
        ("2027-02-23", "cancelled", "counted anew"),
        ("2027-11-23", "waiting", None),
    ]


def test_a_new_result_counts_anew_and_a_corrected_one_does_not(world: World, ana: Somebody) -> None:
    finishes_one(ana)
    ana.clicks("Every 3 months")
    world.passes(days=10)
    ana.clicks("Change")
    ana.clicks("Not yet")
    assert occasions(world, "recheck") == [("2027-02-23", "waiting", None)]

    finishes_one(ana)

    assert occasions(world, "recheck") == [
        ("2027-02-23", "cancelled", "counted anew"),
        ("2027-03-03", "waiting", None),
    ]


def test_a_check_left_is_reminded_of_three_days_after_the_last_answer(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    assert occasions(world, "unfinished") == [("2026-11-26", "waiting", None)]
    world.passes(days=2)
    ana.clicks("Yes")
    assert occasions(world, "unfinished") == [("2026-11-28", "waiting", None)]
    ana.clicks("Pause")
    assert occasions(world, "unfinished") == [("2026-11-28", "waiting", None)]


def test_the_days_are_counted_from_the_last_answer_also_over_midnight(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    world.passes(hours=13, minutes=55)  # 23:55 in Madrid
    ana.clicks("Yes")
    assert occasions(world, "unfinished") == [("2026-11-26", "waiting", None)]
    world.passes(minutes=6)
    ana.clicks("Yes")
    assert occasions(world, "unfinished") == [("2026-11-27", "waiting", None)]


def test_answers_soon_after_each_other_leave_the_reminder_alone(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")

    with statements(of_all=True) as seen:
        ana.clicks("Yes")
        ana.clicks("Not yet")

    assert sum(statement.text.startswith("INSERT INTO answers") for statement in seen) == 2
    assert not [statement for statement in seen if statement.text.startswith("INSERT INTO occasions")]


@pytest.mark.parametrize("ending", ["finished", "set aside"])
def test_a_check_that_is_over_is_not_reminded_of(world: World, ana: Somebody, ending: str) -> None:
    begins(ana, "/careercheck technical")
    if ending == "finished":
        finishes_pillar(ana, "technical")
    else:
        ana.runs("/careercheck")
        ana.clicks("Start over")

    assert [state for _, state, _ in occasions(world, "unfinished")] == ["cancelled"]


def test_a_step_is_reminded_of_on_its_day_until_it_is_done(world: World, ana: Somebody) -> None:
    finishes_one(ana)
    ana.clicks("Pick a next step")
    ana.submits(which="own", own="Read one paper", by="2026-12-11")
    assert occasions(world, "step") == [("2026-12-11", "waiting", None)]

    ana.clicks("Done")

    assert occasions(world, "step") == [("2026-12-11", "cancelled", "closed")]


def test_a_step_for_today_needs_no_reminder(world: World, ana: Somebody) -> None:
    finishes_one(ana)
    ana.clicks("Pick a next step")
    ana.submits(which="own", own="Read one paper", by="2026-11-23")

    assert occasions(world, "step") == []


def test_the_question_stands_in_the_thread_of_the_result(world: World, ana: Somebody) -> None:
    finishes_one(ana)

    assert ana.with_button("Every 3 months").get("thread_ts") == ana.thread_ts()
    assert "Shall I remind you" in words(ana.with_button("Every 3 months"))
