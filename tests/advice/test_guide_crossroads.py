"""Crossroads: from where somebody stands to the check that fits next."""

import pytest
from hypothesis import given

from advice.check import Progress
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
    suggested,
    walk,
    walks,
)

CROSSROADS = guide("crossroads")


@pytest.mark.parametrize(
    ("answers", "role", "expected", "following"),
    [
        ({"direction": "technology"}, "engineer", "three_pillars", "set"),
        ({"crossroads": "stuck"}, "engineer", "three_pillars", "set"),
        ({"crossroads": "contributor", "direction": "unsure"}, "tech_lead", "three_pillars", "set"),
        ({"direction": "people"}, "engineer", "think_of_managing", "manage"),
        ({"crossroads": "choosing", "direction": "unsure"}, "engineer", "think_of_managing", "manage"),
        ({"direction": "people", "managed": "yes"}, "tech_lead", "manage_again", "manage"),
        ({"pull": "lead"}, "manager", "warm", "warm-hands"),
        ({"pull": "build"}, "manager", "build_again", "return"),
        ({"pull": "climb", "weighed": "no"}, "manager", "costs_first", "ladder"),
        ({"pull": "climb"}, "manager", "costs_first", "ladder"),
        ({"pull": "climb", "weighed": "yes"}, "manager", "next_rung", "director"),
        ({"pull": "unsure"}, "manager", "both_paths", "pendulum"),
        ({"crossroads": "manager"}, "manager", "both_paths", "pendulum"),
        ({"pull": "build"}, "director", "build_again", "return"),
        ({"pull": "lead"}, "director", "costs_first", "ladder"),
        ({"pull": "climb"}, "executive", "costs_first", "ladder"),
        ({"pull": "unsure"}, "executive", "both_paths", "pendulum"),
        ({"pull": "build"}, "away", "build_again", "return"),
        ({"pull": "lead"}, "away", "both_paths", "pendulum"),
        ({"pull": "climb", "weighed": "yes"}, "away", "next_rung", "director"),
        ({"direction": "technology"}, "away", "three_pillars", "set"),
        ({}, "manager", "", "set"),
    ],
)
def test_each_way_it_ends(answers: dict[str, str], role: str, expected: str, following: str) -> None:
    assert outcome(CROSSROADS, answers, role=role) == expected
    assert suggested(CROSSROADS, answers, role=role) == following


def test_a_role_that_is_not_on_the_path_is_asked() -> None:
    assert outcome(CROSSROADS, {"role": "manager", "pull": "lead"}) == "warm"
    assert outcome(CROSSROADS, {"role": "director", "pull": "lead"}) == "costs_first"
    assert outcome(CROSSROADS, {"crossroads": "stuck"}) == "three_pillars"


def test_the_four_crossroads_and_the_direction_are_asked_of_everybody() -> None:
    (first, role, direction, *_) = CROSSROADS.questions

    assert [answer.id for answer in first.answers] == ["stuck", "choosing", "manager", "contributor"]
    assert [answer.id for answer in direction.answers] == ["people", "technology", "unsure"]
    assert (first.when, role.when, direction.when) == ((), (), ())


def test_what_the_path_knows_is_not_asked() -> None:
    engineer = walk(CROSSROADS, {}, role="engineer", years_building=8, years_managing=0)

    assert asked(CROSSROADS, engineer) == ["crossroads", "direction"]


@pytest.mark.parametrize(("brought", "words"), [("stuck", "You feel stuck"), ("contributor", "You build")])
def test_what_brought_somebody_here_is_mirrored(brought: str, words: str) -> None:
    conclusion = said(CROSSROADS, {"crossroads": brought, "direction": "technology"}, role="engineer")

    first, lean = items(conclusion, "What you told me")
    assert first.startswith(words)
    assert "tech" in lean


@pytest.mark.parametrize(("worry", "fact"), [("rusty", "TA-04"), ("never_again", "TA-01"), ("rank", "EP-04")])
def test_each_worry_is_answered(worry: str, fact: str) -> None:
    conclusion = said(CROSSROADS, {"pull": "build", "worry": worry}, role="manager")

    assert fact in facts(conclusion)
    assert "Good to know" in heads(conclusion)


def test_years_below_the_floor_are_named_to_who_thinks_of_managing() -> None:
    conclusion = said(CROSSROADS, {"direction": "people"}, role="engineer", years_building=3, years_managing=0)

    assert {"PL-01", "TA-08"} <= facts(conclusion)
    assert any("fewer than five" in text for text in items(conclusion, "Good to know"))


def test_promotion_is_seen_in_two_ways_where_it_matters() -> None:
    assert "X-07" in facts(said(CROSSROADS, {"pull": "climb"}, role="manager"))
    assert "X-07" in facts(said(CROSSROADS, {"direction": "people"}, role="engineer"))


@given(walks(CROSSROADS))
def test_warm_hands_are_for_managers_of_a_team_only(progress: Progress) -> None:
    conclusion = conclude(CROSSROADS, progress)

    assert conclusion.suggestion is not None
    assert len(asked(CROSSROADS, progress)) <= 8
    if "manager" not in (progress.path.get("path.role"), progress.answers.get("role")):
        assert conclusion.suggestion.check != "warm-hands"
        assert all("X-03" in cited for _, cited in passages(conclusion) if {"PL-17", "PL-18"} & set(cited))


@given(walks(CROSSROADS, "director", "executive"))
def test_a_director_hears_of_x_03(progress: Progress) -> None:
    conclusion = conclude(CROSSROADS, progress)

    if conclusion.outcome:
        assert "X-03" in facts(conclusion)
