"""The way back: each way it ends, and what is said to be one author's opinion."""

import pytest
from hypothesis import given

from advice.check import Progress
from advice.conditions import Known, holds
from advice.guided import conclude
from tests.advice.guide_kit import (
    asked,
    facts,
    guide,
    heads,
    items,
    outcome,
    passages,
    said,
    steps,
    suggested,
    walk,
    walks,
)

RETURN = guide("return")
FADES, SETTLE = "What comes back, and what stays", "What to settle with an employer"
JOBS, WORRIES = "Which jobs to look at", "What draws you, and what may worry you"
MOST_ITEMS, MOST_STEPS = 12, 10
LONG = {"gone": "five_to_ten", "months": "yes"}


def a_plan(**answers: str) -> dict[str, str]:
    return {**LONG, "title": "fine", "aim": "senior", "place": "no", **answers}


@pytest.mark.parametrize(
    ("answers", "role", "expected", "following"),
    [
        (a_plan(), "executive", "new_place", "set"),
        (a_plan(place="yes"), "executive", "here", "set"),
        (a_plan(place="ask"), "director", "here", "set"),
        (a_plan(gone="under_three", place="yes"), "manager", "short", "set"),
        (a_plan(gone="under_three"), "manager", "short", "set"),
        (a_plan(title="demotion"), "executive", "compromise", "set"),
        (a_plan(aim="staff", place="yes"), "director", "compromise", "set"),
        (a_plan(aim="staff", gone="under_three"), "manager", "compromise", "set"),
        (a_plan(months="no"), "manager", "prepare", "pendulum"),
        (a_plan(months="some"), "manager", "new_place", "set"),
        (a_plan(pause="long"), "away", "after_rest", "pendulum"),
        (a_plan(pause="soon"), "away", "new_place", "set"),
        ({"gone": "never"}, "manager", "first_time", "set"),
        ({"gone": "five_to_ten", "months": "no"}, "engineer", "back", "set"),
        ({"gone": "under_three"}, "tech_lead", "back", "set"),
        ({"draw": "love"}, "manager", "new_place", "set"),
        ({}, "manager", "", "set"),
        ({}, "engineer", "", "set"),
    ],
)
def test_each_way_it_ends(answers: dict[str, str], role: str, expected: str, following: str) -> None:
    assert outcome(RETURN, answers, role=role) == expected
    assert suggested(RETURN, answers, role=role) == following


@pytest.mark.parametrize(
    ("months", "answer"),
    [
        (0, "under_three"), (35, "under_three"), (36, "three_to_five"), (59, "three_to_five"), (60, "five_to_ten"),
        (119, "five_to_ten"), (120, "over_ten"), (300, "over_ten"),
    ],
)  # fmt: skip
def test_the_clock_of_the_path_is_not_asked_again(months: int, answer: str) -> None:
    told = said(RETURN, {"months": "yes"}, role="manager", months_away=months)
    typed = said(RETURN, {"months": "yes", "gone": answer}, role="manager")

    assert "gone" not in asked(RETURN, walk(RETURN, {}, role="manager", months_away=months))
    assert (told.outcome, told.parts) == (typed.outcome, typed.parts)


def test_who_is_back_is_asked_how_long_it_was_since_the_clock_stands() -> None:
    assert "gone" in asked(RETURN, walk(RETURN, {}, role="engineer", months_away=0))


def test_both_figures_are_told_as_the_author_speaking_of_herself() -> None:
    for answers in (a_plan(), a_plan(place="yes"), a_plan(gone="under_three"), a_plan(aim="staff")):
        conclusion = said(RETURN, answers, role="executive")
        (figures,) = [text for text in items(conclusion, FADES) if "six to nine" in text]
        assert "speaks of herself" in figures
        assert {"X-05", "RT-10"} <= facts(conclusion)


@pytest.mark.parametrize("gone", ["under_three", "three_to_five", "five_to_ten", "over_ten"])
def test_how_long_it_has_been_is_met_with_a_range(gone: str) -> None:
    conclusion = said(RETURN, a_plan(gone=gone), role="manager")

    assert {"RT-10", "PL-08", "TA-07"} & facts(conclusion)
    assert len(items(conclusion, FADES)) == 2


def test_senior_or_staff_both_sides_and_the_way_between_are_told() -> None:
    for aim in ("senior", "staff", "open"):
        conclusion = said(RETURN, a_plan(aim=aim), role="executive")
        assert {"X-04", "RT-01", "RT-08", "RT-11"} <= facts(conclusion)
        assert any("Both can be had" in text for text in items(conclusion, JOBS))


def test_a_title_that_feels_like_less_is_met_with_what_to_negotiate() -> None:
    conclusion = said(RETURN, a_plan(title="demotion"), role="executive")

    assert "RT-08" in conclusion.opening.facts
    assert "agree_shipping" in steps(conclusion)
    assert any("written down" in text for text in items(conclusion, SETTLE))
    assert SETTLE not in heads(said(RETURN, a_plan(), role="executive"))


@pytest.mark.parametrize("aim", ["architect", "senior", "staff", "open"])
def test_the_word_on_architects_is_said_to_be_the_authors_own(aim: str) -> None:
    conclusion = said(RETURN, a_plan(aim=aim), role="executive")

    (word,) = [text for text in items(conclusion, JOBS) if "architect" in text]
    assert "own opinion" in word
    assert "solutions architects aside" in word


@pytest.mark.parametrize("draw", ["love", "fresh", "tired", "life"])
def test_each_reason_is_fine(draw: str) -> None:
    assert len(items(said(RETURN, a_plan(draw=draw), role="manager"), WORRIES)) == 1


def test_who_never_built_is_told_nothing_of_rust() -> None:
    conclusion = said(RETURN, {"gone": "never"}, role="manager")

    assert asked(RETURN, walk(RETURN, {"gone": "never"}, role="manager")) == ["gone"]
    assert conclusion.parts == ()
    assert steps(conclusion) == ["one_evening"]


def test_who_never_led_is_not_asked_what_they_learned_from_it() -> None:
    builder = walk(RETURN, {"led": "no"}, role="away")
    told = walk(RETURN, {}, role="away", years_managing=0)
    leader = walk(RETURN, {}, role="away", years_managing=4)

    assert "keep" not in asked(RETURN, builder)
    assert not {"led", "keep"} & set(asked(RETURN, told))
    assert "led" not in asked(RETURN, leader)
    assert "keep" in asked(RETURN, leader)
    assert "keep" in asked(RETURN, walk(RETURN, {"led": "yes"}, role="away"))


def test_how_long_to_rest_is_asked_of_who_rests() -> None:
    assert "pause" in asked(RETURN, walk(RETURN, {}, role="away"))
    assert "pause" not in asked(RETURN, walk(RETURN, {}, role="manager"))


def test_it_is_for_who_led_and_for_who_came_back_within_a_year() -> None:
    assert RETURN.offered is not None
    for leading in ("manager", "director", "executive", "away", None):
        assert holds(RETURN.offered.when, {"path.role": leading})
    for role in ("engineer", "tech_lead"):
        led: Known = {"path.role": role, "path.years_managing": 3, "path.months_in_role": 2}
        assert holds(RETURN.offered.when, led)
        assert not holds(RETURN.offered.when, {**led, "path.months_in_role": 12})
        assert not holds(RETURN.offered.when, {**led, "path.years_managing": 0})
        assert not holds(RETURN.offered.when, {"path.role": role})
        assert RETURN.offered.in_place({"path.role": role})[1] == "crossroads"


@given(walks(RETURN))
def test_every_ending_is_readable_and_begins_this_month(progress: Progress) -> None:
    conclusion = conclude(RETURN, progress)

    assert all(cited for _, cited in passages(conclusion))
    assert sum(len(under) for _, under in conclusion.parts) <= MOST_ITEMS
    if conclusion.outcome:
        assert conclusion.steps[0].months == 1
        assert len(conclusion.steps) <= MOST_STEPS
