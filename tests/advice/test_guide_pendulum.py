"""The pendulum: each way it ends; what is told to whom at two, three and five years."""

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

PENDULUM = guide("pendulum")
WARM = {"PL-16", "PL-17", "PL-18"}
"""Hands-on work beside managing: for line managers only (X-03)."""


@pytest.mark.parametrize(
    ("answers", "role", "expected", "following"),
    [
        ({"want": "stay"}, "manager", "stay", "warm-hands"),
        ({"want": "build"}, "manager", "swing_back", "return"),
        ({"want": "unsure", "itch": "strong"}, "manager", "swing_back", "return"),
        ({"itch": "strong"}, "manager", "swing_back", "return"),
        ({"want": "unsure", "happy": "nobody"}, "manager", "swing_back", "return"),
        ({"want": "climb"}, "manager", "look_up", "ladder"),
        ({"want": "unsure", "itch": "some", "happy": "all"}, "manager", "open", "warm-hands"),
        ({"kind": "engineer"}, "manager", "open", "warm-hands"),
        ({"want": "build"}, "director", "top_back", "return"),
        ({"want": "unsure", "itch": "strong"}, "director", "top_back", "return"),
        ({"happy": "them"}, "director", "top_back", "return"),
        ({"want": "stay"}, "director", "top_on", "ladder"),
        ({"want": "climb"}, "director", "top_on", "ladder"),
        ({"happy": "all"}, "director", "top_on", "ladder"),
        ({"want": "build"}, "executive", "top_back", "return"),
        ({"want": "stay"}, "executive", "top_on", "ladder"),
        ({"want": "build"}, "away", "swing_back", "return"),
        ({"want": "climb"}, "away", "look_up", "ladder"),
        ({"want": "stay"}, "away", "open", "set"),
        ({}, "manager", "", "set"),
    ],
)
def test_each_way_it_ends(answers: dict[str, str], role: str, expected: str, following: str) -> None:
    assert outcome(PENDULUM, answers, role=role) == expected
    assert suggested(PENDULUM, answers, role=role) == following


def test_a_role_that_is_not_on_the_path_is_asked() -> None:
    assert outcome(PENDULUM, {"role": "team", "want": "stay"}) == "stay"
    assert outcome(PENDULUM, {"role": "managers", "want": "stay"}) == "top_on"
    assert outcome(PENDULUM, {"role": "build"}) == "building"
    assert suggested(PENDULUM, {"role": "build"}) == "manage"
    assert asked(PENDULUM, walk(PENDULUM, {"role": "build"})) == ["role"]


@pytest.mark.parametrize(
    ("months", "answer"),
    [
        (0, "under_two"), (23, "under_two"), (24, "two_to_three"), (35, "two_to_three"), (36, "three_to_five"),
        (59, "three_to_five"), (60, "over_five"), (130, "over_five"),
    ],
)  # fmt: skip
def test_the_clock_of_the_path_is_not_asked_again(months: int, answer: str) -> None:
    told = said(PENDULUM, {"want": "stay"}, role="manager", months_away=months)
    typed = said(PENDULUM, {"want": "stay", "gone": answer}, role="manager")

    assert "gone" not in asked(PENDULUM, walk(PENDULUM, {}, role="manager", months_away=months))
    assert items(told, "What the clock says") == items(typed, "What the clock says") != []


def test_at_two_years_both_readings_are_told() -> None:
    conclusion = said(PENDULUM, {"want": "stay"}, role="manager", months_away=24)

    assert {"X-01", "X-02"} <= facts(conclusion)
    (both, ranges) = items(conclusion, "What the clock says")
    assert "easy" in both
    assert "no longer the tech lead" in both
    assert "ranges" in ranges
    assert "no law" in ranges


@pytest.mark.parametrize("months", [36, 60])
def test_from_three_years_on_what_fades_and_what_stays_are_both_told(months: int) -> None:
    assert {"X-02", "X-06"} <= facts(said(PENDULUM, {"want": "build"}, role="manager", months_away=months))


def test_at_five_years_the_two_figures_for_refreshing_are_told() -> None:
    conclusion = said(PENDULUM, {"want": "build"}, role="executive", months_away=60)

    assert "X-05" in facts(conclusion)
    assert any("six to nine" in text for text in items(conclusion, "What the clock says"))


def test_who_never_built_is_told_nothing_of_a_clock() -> None:
    conclusion = said(PENDULUM, {"gone": "never", "want": "stay"}, role="manager")

    assert items(conclusion, "What the clock says") == []
    assert "PL-15" in facts(conclusion)


def test_a_director_hears_that_warm_hands_are_for_managers() -> None:
    for answers in ({"want": "build"}, {"want": "stay"}):
        conclusion = said(PENDULUM, answers, role="director")
        assert "X-03" in conclusion.opening.facts
        assert any("counts against you" in text for text in items(conclusion, "What to look at first"))


def test_questions_follow_the_role_and_the_wish() -> None:
    director = asked(PENDULUM, walk(PENDULUM, {"want": "stay"}, role="director"))
    staying = asked(PENDULUM, walk(PENDULUM, {"want": "stay"}, role="manager"))
    leaving = asked(PENDULUM, walk(PENDULUM, {"want": "build"}, role="manager"))
    resting = asked(PENDULUM, walk(PENDULUM, {"want": "build"}, role="away"))

    assert not {"hands", "kind", "needed"} & set(director)
    assert ("hands" in staying, "needed" in staying) == (True, False)
    assert ("hands" in leaving, "needed" in leaving) == (False, True)
    assert not {"happy", "needed", "hands"} & set(resting)
    assert "first_thought" not in asked(PENDULUM, walk(PENDULUM, {"itch": "none"}, role="manager"))


def test_who_builds_hears_of_another_check() -> None:
    assert PENDULUM.offered is not None
    assert PENDULUM.offered.in_place({"path.role": "tech_lead"})[1] == "manage"
    assert PENDULUM.offered.in_place({"path.role": "engineer"})[1] == "crossroads"
    for role in ("manager", "director", "executive", "away", None):
        assert holds(PENDULUM.offered.when, {"path.role": role})


@pytest.mark.parametrize(
    ("answers", "role"),
    [
        ({"want": "stay", "hands": "yes"}, "manager"),
        ({"want": "build", "needed": "little"}, "manager"),
        ({"want": "climb"}, "manager"),
        ({"want": "unsure"}, "manager"),
        ({"want": "build"}, "director"),
        ({"want": "stay"}, "director"),
    ],
)
def test_each_ending_has_a_first_step_for_this_month(answers: dict[str, str], role: str) -> None:
    assert any(step.months == 1 for step in said(PENDULUM, answers, role=role).steps)


def test_being_badly_needed_is_a_reason_for_a_plan() -> None:
    conclusion = said(PENDULUM, {"want": "build", "needed": "badly"}, role="manager")

    assert "PL-20" in facts(conclusion)
    assert "grow_successor" in steps(conclusion)
    assert any("only you decide" in text for text in items(conclusion, "What to look at first"))


@given(walks(PENDULUM, "director", "executive"))
def test_a_director_is_offered_return_or_ladder_and_no_warm_hands(progress: Progress) -> None:
    conclusion = conclude(PENDULUM, progress)

    assert all("X-03" in cited for _, cited in passages(conclusion) if WARM & set(cited))
    assert not {"weekly_slot", "stand_in"} & set(steps(conclusion))
    assert conclusion.suggestion is not None
    assert conclusion.suggestion.check in (("return", "ladder") if conclusion.outcome else ("set",))


@given(walks(PENDULUM))
def test_warm_hands_are_for_who_leads_a_team(progress: Progress) -> None:
    conclusion = conclude(PENDULUM, progress)
    team = progress.path.get("path.role", progress.answers.get("role")) in ("manager", "team")

    assert len(asked(PENDULUM, progress)) <= 10
    if not team:
        assert conclusion.suggestion is None or conclusion.suggestion.check != "warm-hands"
        assert not {"weekly_slot", "stand_in"} & set(steps(conclusion))
        assert all("X-03" in cited for _, cited in passages(conclusion) if WARM & set(cited))
