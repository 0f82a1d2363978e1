"""Warm hands: seven kinds of work, for managers of a team and nobody else."""

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

WARM = guide("warm-hands")
DROP, TAKE = ("features", "aftermath", "gate"), ("on_call", "reviews", "dull_bug", "alerts")


def answers(drop: str, take: str) -> dict[str, str]:
    return dict.fromkeys(DROP, drop) | dict.fromkeys(TAKE, take)


@pytest.mark.parametrize(
    ("given_answers", "expected"),
    [
        (answers("holds", "misses"), "trade"),
        (answers("free", "misses") | {"gate": "holds"}, "trade"),
        (answers("holds", "misses") | {"reviews": "does"}, "trade"),
        (answers("holds", "does"), "let_go"),
        (answers("free", "misses") | {"gate": "holds", "reviews": "does", "alerts": "does"}, "let_go"),
        (answers("free", "does"), "warm"),
        (answers("at_times", "misses") | {"reviews": "does", "alerts": "does"}, "warm"),
        (answers("free", "misses"), "take_on"),
        (answers("at_times", "little"), "take_on"),
        ({"slot": "no"}, "take_on"),
        ({}, ""),
    ],
)
def test_each_way_it_ends_for_a_manager(given_answers: dict[str, str], expected: str) -> None:
    assert outcome(WARM, given_answers, role="manager") == expected
    assert suggested(WARM, given_answers, role="manager") == "pendulum"


def test_the_seven_kinds_are_all_asked_and_the_role_is_known() -> None:
    assert asked(WARM, walk(WARM, {}, role="manager")) == [*DROP, *TAKE, "slot"]
    assert asked(WARM, walk(WARM, {"role": "team"})) == ["role", *DROP, *TAKE, "slot"]


@pytest.mark.parametrize("kind", DROP)
def test_what_to_drop_is_said_once_for_each_and_has_a_step(kind: str) -> None:
    conclusion = said(WARM, answers("free", "does") | {kind: "holds"}, role="manager")

    assert len(items(conclusion, "What to drop")) == len(conclusion.steps) == 1
    assert "PL-16" in facts(conclusion)


@pytest.mark.parametrize("kind", TAKE)
def test_what_to_take_on_is_said_once_for_each_and_has_a_step(kind: str) -> None:
    conclusion = said(WARM, answers("free", "does") | {kind: "misses"}, role="manager")

    assert len(items(conclusion, "What you might take on")) == len(conclusion.steps) == 1
    assert len(items(conclusion, "What to keep")) == 3


def test_all_of_it_wrong_is_met_with_few_steps() -> None:
    conclusion = said(WARM, answers("holds", "misses") | {"slot": "no"}, role="manager")

    assert steps(conclusion) == ["hand_feature", "name_repairer", "open_gate", "stand_in", "slot"]


def test_warm_hands_slow_the_clock_and_are_no_law() -> None:
    assert {"X-02", "EP-01", "PL-18"} <= facts(said(WARM, answers("free", "does"), role="manager"))


@pytest.mark.parametrize(("role", "check"), [("director", "return"), ("executive", "return"), ("away", "return")])
def test_it_is_not_offered_to_others(role: str, check: str) -> None:
    assert WARM.offered is not None
    assert not holds(WARM.offered.when, {"path.role": role})
    assert WARM.offered.in_place({"path.role": role})[1] == check


def test_a_director_hears_of_both_other_ways() -> None:
    assert WARM.offered is not None
    text, _ = WARM.offered.in_place({"path.role": "director"})

    assert "ladder" in text
    assert "way back" in text
    assert "counts against you" in text


@pytest.mark.parametrize("role", ["engineer", "tech_lead"])
def test_who_builds_hears_that_their_hands_are_warm(role: str) -> None:
    assert WARM.offered is not None
    assert not holds(WARM.offered.when, {"path.role": role})
    assert WARM.offered.in_place({"path.role": role})[1] == "crossroads"


def test_a_director_whom_the_path_does_not_know_is_told_at_once() -> None:
    conclusion = said(WARM, {"role": "managers"})

    assert asked(WARM, walk(WARM, {"role": "managers"})) == ["role"]
    assert conclusion.outcome is not None
    assert conclusion.outcome.id == "for_leaders_of_leaders"
    assert {"X-03", "DR-06", "DR-07"} <= set(conclusion.opening.facts)
    assert (conclusion.parts, conclusion.steps) == ((), ())
    assert suggested(WARM, {"role": "managers"}) == "ladder"


def test_who_leads_nobody_is_shown_another_check() -> None:
    assert outcome(WARM, {"role": "nobody"}) == "no_reports"
    assert suggested(WARM, {"role": "nobody"}) == "crossroads"
    assert suggested(WARM, {}) == "crossroads"


@given(walks(WARM))
def test_only_a_manager_of_a_team_is_given_steps(progress: Progress) -> None:
    conclusion = conclude(WARM, progress)

    assert len(asked(WARM, progress)) <= 10
    if progress.path.get("path.role", progress.answers.get("role")) not in ("manager", "team"):
        assert conclusion.steps == ()
        assert all("X-03" in cited for _, cited in passages(conclusion) if {"PL-17", "PL-18"} & set(cited))
