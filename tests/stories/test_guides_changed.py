"""Answers of a guide that change: questions appear and disappear, cards fold, results follow."""

from __future__ import annotations

from tests.kit import Somebody, World, button, words
from tests.stories.guides import ENGINEER, asked, card, given, goes_on, states, walks
from tests.stories.steps import begins

DIRECTION = "Think of the work you have"


def folded(who: Somebody, ts: str) -> str:
    """What a message says now."""
    return words(next(m for m in who.messages() if m["ts"] == ts))


def changes(who: Somebody, name: str, label: str) -> None:
    """Press *Change* on the folded line of a question, and another answer."""
    line = next(m for m in reversed(who.messages()) if words(m).startswith(name) and button(m, "Change"))
    who.clicks("Change", on=line)
    who.clicks(label, on=who.sees("So far you said:"))


def test_a_question_that_an_earlier_answer_opens_is_asked_before_the_end(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck crossroads")
    for label in ("I feel stuck", "Engineer", "Towards technology"):
        ana.clicks(label)
    assert asked(world, "crossroads") == "built"

    changes(ana, "The way you lean", "Towards people")

    assert goes_on(world, ana, "crossroads", {"managed": "no", "built": "seven_plus"}) == ["built", "managed"]
    ana.sees("Look at managing before it asks you")


def test_the_question_that_waits_and_is_not_needed_any_more_folds(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck crossroads")
    for label in ("I feel stuck", "Engineer", "Towards technology"):
        ana.clicks(label)
    waiting = card(world, ana, "crossroads", "built")

    changes(ana, "Your role", "Manager of a team")

    assert "not needed any more" in folded(ana, waiting["ts"])
    assert asked(world, "crossroads") == "pull"
    ana.presses_old(waiting, "Seven or more")
    ana.sees("older version of this question")
    assert ("built", "seven_plus") not in given(world, "crossroads")


def test_an_answer_whose_question_is_not_needed_any_more_waits_for_better_days(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck crossroads")
    for label in ("I feel stuck", "Engineer", "Towards people", "Seven or more"):
        ana.clicks(label)
    line = next(m for m in ana.messages() if words(m).startswith("Your years of building") and button(m, "Change"))

    changes(ana, "Your role", "Manager of a team")
    assert "not needed with your other answers; what you said is kept" in folded(ana, line["ts"])
    ana.presses_old(line, "Change")
    ana.sees("that question isn't asked any more. Nothing was changed")
    assert asked(world, "crossroads") == "pull"

    changes(ana, "Your role", "Tech lead")
    assert "Seven or more" in folded(ana, line["ts"])
    assert asked(world, "crossroads") == "managed"


def test_a_finished_guide_goes_on_with_the_question_that_a_changed_answer_opens(world: World, ana: Somebody) -> None:
    walks(world, ana, "crossroads", ENGINEER)
    first = words(ana.sees("Your result · At a crossroads"))

    ana.clicks("Change an answer")
    ana.submits(question="role")
    ana.clicks("Manager of a team")

    assert states(world, "crossroads") == ["open"]
    assert len(world.rows("SELECT * FROM results")) == 1
    assert "At a crossroads*\nUnder way" in ana.opens_home()
    ana.clicks_home("Show it")
    assert "Your result · At a crossroads" in words(ana.modal() or {}), "the earlier result can be read meanwhile"
    assert goes_on(world, ana, "crossroads", {"pull": "lead"}) == ["pull"]
    corrected = ana.sees("You changed an answer; the earlier result is kept as it was.")
    assert "Stay, and keep your hands warm" in words(corrected)
    assert first in [words(m) for m in ana.messages()]
    assert [row[0] for row in world.rows("SELECT number FROM results ORDER BY id")] == [1, 2]


def test_a_changed_answer_that_opens_nothing_corrects_the_result_at_once(world: World, ana: Somebody) -> None:
    walks(world, ana, "crossroads", ENGINEER)
    ana.clicks("Change an answer")
    modal = words(ana.modal() or {})
    assert "Your role: Engineer" in modal
    assert "What you would do" not in modal
    ana.submits(question="crossroads")
    ana.clicks("I feel stuck")

    assert "You feel stuck" in words(ana.sees("You changed an answer"))
    assert states(world, "crossroads") == ["finished"]


def test_going_on_with_a_finished_guide_takes_the_place_of_a_newer_offer(world: World, ana: Somebody) -> None:
    walks(world, ana, "crossroads", ENGINEER)
    result = ana.sees("Your result · At a crossroads")
    ana.runs("/careercheck crossroads")
    assert states(world, "crossroads") == ["finished", "offered"]

    ana.clicks("Change an answer", on=result)
    ana.submits(question="role")
    ana.clicks("Manager of a team")

    assert states(world, "crossroads") == ["open", "abandoned"]


def test_pressing_again_changes_nothing(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck crossroads")
    first = card(world, ana, "crossroads", "crossroads")
    ana.clicks("I feel stuck", on=first)
    ana.presses_old(first, "I feel stuck")
    ana.clicks("Engineer")
    ana.presses_old(first, "I feel stuck")

    assert asked(world, "crossroads") == "direction"
    assert given(world, "crossroads") == [("crossroads", "stuck"), ("role", "engineer")]
    assert len([m for m in ana.messages() if DIRECTION in words(m)]) == 1


def test_the_number_of_a_question_promises_nothing(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck crossroads")
    ana.sees("question 1, about 2 to go")
    ana.clicks("I feel stuck")
    ana.clicks("Engineer")
    ana.sees("question 3, about 2 to go")
    ana.clicks("Towards technology")
    ana.sees("question 4, nearly done")
    ana.does_not_see(" of 8")
