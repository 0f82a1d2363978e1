"""The ladder: ten costs, each weighed alone; what is said where somebody stopped, and never a number."""

import re

import pytest
from hypothesis import given

from advice.check import Progress
from advice.conditions import holds
from advice.guided import conclude
from tests.advice.guide_kit import (
    asked,
    facts,
    guide,
    items,
    outcome,
    passages,
    said,
    steps,
    suggested,
    walk,
    walks,
)

LADDER = guide("ladder")
COSTS = {
    "choices": "PL-22", "school": "PL-23", "own_ways": "PL-24", "hire": "PL-25", "liked": "PL-26", "calendar": "PL-27",
    "joys": "PL-28", "evenings": "PL-29", "symbol": "PL-30", "one_way": "PL-31",
}  # fmt: skip
WARM = {"PL-16", "PL-17", "PL-18"}
MOST_ITEMS = 12


def costs(answer: str, **others: str) -> dict[str, str]:
    """The same answer to all ten costs, but for `others`, which may answer the other questions too."""
    return dict.fromkeys(COSTS, answer) | others


@pytest.mark.parametrize(
    ("answers", "role", "expected", "following"),
    [
        (costs("fine", no_ladder="wide"), "manager", "eyes_open", "director"),
        (costs("fine", no_ladder="wide", joys="not_fine"), "manager", "eyes_open", "director"),
        (costs("fine", no_ladder="wide"), "director", "eyes_open", "director"),
        (costs("fine", no_ladder="wide", joys="not_fine", liked="not_fine"), "manager", "look_closer", "director"),
        (
            costs("fine", no_ladder="wide") | dict.fromkeys(list(COSTS)[:3], "cant_tell"),
            "manager",
            "eyes_open",
            "director",
        ),
        (
            costs("fine", no_ladder="wide") | dict.fromkeys(list(COSTS)[:4], "cant_tell"),
            "manager",
            "look_closer",
            "director",
        ),
        (costs("cant_tell", no_ladder="wide"), "manager", "look_closer", "director"),
        (
            costs("not_fine", no_ladder="wide") | dict.fromkeys(list(COSTS)[:7], "fine"),
            "away",
            "look_closer",
            "director",
        ),
        ({"no_ladder": "wide"}, "away", "look_closer", "director"),
        (costs("not_fine", no_ladder="wide"), "manager", "price", "pendulum"),
        (costs("fine", no_ladder="unsure") | dict.fromkeys(list(COSTS)[:4], "not_fine"), "away", "price", "pendulum"),
        (costs("fine", no_ladder="unsure"), "manager", "open", "pendulum"),
        (costs("fine"), "executive", "open", "pendulum"),
        ({"gain": "money"}, "manager", "open", "pendulum"),
        (costs("fine", no_ladder="build"), "manager", "elsewhere", "return"),
        (costs("not_fine", no_ladder="build"), "director", "elsewhere", "return"),
        (costs("fine", no_ladder="team"), "manager", "elsewhere", "pendulum"),
        ({}, "manager", "", "pendulum"),
    ],
)
def test_each_way_it_ends(answers: dict[str, str], role: str, expected: str, following: str) -> None:
    assert outcome(LADDER, answers, role=role) == expected
    assert suggested(LADDER, answers, role=role) == following


def test_all_ten_costs_are_asked_of_whoever_leads() -> None:
    for role in ("manager", "director", "executive", "away"):
        assert asked(LADDER, walk(LADDER, {}, role=role)) == [*COSTS, "gain", "no_ladder", "ties"]


def test_who_builds_and_has_told_no_path_is_asked_nothing_more() -> None:
    assert asked(LADDER, walk(LADDER, {"role": "build"})) == ["role"]
    assert outcome(LADDER, {"role": "build"}) == "building"
    assert suggested(LADDER, {"role": "build"}) == "manage"
    assert steps(said(LADDER, {"role": "build"})) == ["ask_lead"]


def test_the_path_may_be_unknown() -> None:
    assert outcome(LADDER, {"role": "team", **costs("fine", no_ladder="wide")}) == "eyes_open"


@pytest.mark.parametrize(("cost", "fact"), COSTS.items())
def test_where_somebody_stopped_is_said_once_for_each_cost(cost: str, fact: str) -> None:
    stopped = said(LADDER, costs("fine", no_ladder="wide", **{cost: "not_fine"}), role="manager")
    wondering = said(LADDER, costs("fine", no_ladder="wide", **{cost: "cant_tell"}), role="manager")

    assert len(items(stopped, "Where you stopped")) == 1
    assert fact in facts(stopped)
    assert items(stopped, "What you can't tell yet") == []
    assert len(items(wondering, "What you can't tell yet")) == 1
    assert fact in facts(wondering)


def test_what_is_fine_is_not_held_against_anybody() -> None:
    fine = said(LADDER, costs("fine", gain="impact", no_ladder="wide", ties="free"), role="manager")

    assert items(fine, "Where you stopped") == items(fine, "What you can't tell yet") == []
    assert "say_goal" in steps(fine)


@pytest.mark.parametrize("gain", ["money", "power", "impact"])
def test_what_is_given_for_it_is_real(gain: str) -> None:
    fine = said(LADDER, costs("fine", gain=gain, no_ladder="wide"), role="manager")

    (text,) = items(fine, "What speaks for it")
    assert gain in text
    assert "PL-32" in facts(fine)


def test_money_never_decides_alone() -> None:
    assert {"TA-13", "PL-34"} <= facts(said(LADDER, costs("fine", gain="money", no_ladder="wide"), role="manager"))


def test_spending_that_binds_has_a_step() -> None:
    for ties in ("hard", "bound"):
        assert "untie" in steps(said(LADDER, {"ties": ties}, role="manager"))
    assert "untie" not in steps(said(LADDER, {"ties": "free"}, role="manager"))


def test_who_is_up_there_hears_that_the_way_back_is_hard_and_open() -> None:
    for answers in (costs("fine", no_ladder="wide"), costs("not_fine", no_ladder="wide")):
        told = said(LADDER, answers, role="director")
        assert any("hard and has been done" in text for text in items(told, "Good to know"))
    assert not any(
        "has been done" in text for text in items(said(LADDER, {"gain": "money"}, role="manager"), "Good to know")
    )


def test_that_the_sources_differ_on_growth_is_told_to_who_would_climb() -> None:
    assert "X-07" in facts(said(LADDER, costs("fine", no_ladder="wide"), role="manager"))
    assert "X-07" not in facts(said(LADDER, costs("fine", no_ladder="build"), role="manager"))


def test_who_builds_hears_of_another_check() -> None:
    assert LADDER.offered is not None
    for role in ("engineer", "tech_lead"):
        assert not holds(LADDER.offered.when, {"path.role": role})
        assert LADDER.offered.in_place({"path.role": role})[1] == "manage"
    for leading in ("manager", "director", "executive", "away", None):
        assert holds(LADDER.offered.when, {"path.role": leading})


@given(walks(LADDER, "manager", "director", "executive", "away"))
def test_every_ending_is_readable_has_a_step_for_this_month_and_says_no_number(progress: Progress) -> None:
    conclusion = conclude(LADDER, progress)

    assert sum(len(under) for _, under in conclusion.parts) <= MOST_ITEMS
    assert [text for text, _ in passages(conclusion) if re.search(r"\d|score|points|out of ten", text)] == []
    assert not WARM & {fact for _, cited in passages(conclusion) for fact in cited}
    if conclusion.outcome:
        assert any(step.months == 1 for step in conclusion.steps)
        assert len(conclusion.steps) <= 5
