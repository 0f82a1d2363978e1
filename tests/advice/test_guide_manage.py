"""Thinking about managing: each way it ends, and what is said there."""

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

MANAGE = guide("manage")
GOOD = {
    "before": "no", "years": "seven_plus", "reason": "curious", "two_years": "yes", "beginner": "yes",
    "loss": "miss", "learn": "people", "hand_off": "yes", "support": "yes",
}  # fmt: skip
AGAIN = {key: GOOD[key] for key in ("reason", "two_years", "loss", "learn", "hand_off")} | {"before": "yes"}


def changed(**answers: str) -> dict[str, str]:
    return GOOD | answers


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (GOOD, "ready"),
        (changed(beginner="hard", loss="fine", hand_off="some", reason="people"), "ready"),
        (AGAIN, "ready"),
        (changed(years="five_to_seven"), "near"),
        (changed(years="under_five"), "too_early"),
        (changed(two_years="waver"), "not_yet"),
        (changed(reason="money"), "not_yet"),
        (changed(reason="standing"), "not_yet"),
        (changed(beginner="no"), "not_yet"),
        (changed(hand_off="no"), "not_yet"),
        (changed(loss="dread"), "not_yet"),
        (changed(reason="pushed"), "why_not"),
        (changed(two_years="no"), "why_not"),
        (changed(loss="dread", learn="none"), "why_not"),
        (changed(loss="dread", reason="money"), "why_not"),
        (changed(hand_off="no", reason="standing"), "why_not"),
        ({"years": "seven_plus"}, "not_yet"),
        ({"loss": "fine"}, "not_yet"),
        ({}, ""),
    ],
)
def test_each_way_it_ends(answers: dict[str, str], expected: str) -> None:
    assert outcome(MANAGE, answers) == expected


@pytest.mark.parametrize(
    ("years", "expected"), [(0, "too_early"), (4, "too_early"), (5, "near"), (6, "near"), (7, "ready"), (30, "ready")]
)
def test_the_years_come_from_the_path_where_it_tells_them(years: int, expected: str) -> None:
    answers = {key: answer for key, answer in GOOD.items() if key not in ("before", "years")}

    progress = walk(MANAGE, answers, role="engineer", years_building=years, years_managing=0)

    assert asked(MANAGE, progress) == list(answers)
    assert outcome(MANAGE, answers, role="engineer", years_building=years, years_managing=0) == expected


def test_a_second_tour_is_not_asked_about_years_or_being_new() -> None:
    progress = walk(MANAGE, {}, role="engineer", years_building=3, years_managing=2)

    assert not {"before", "years", "beginner", "support"} & set(asked(MANAGE, progress))


def test_whether_there_is_another_way_up_is_asked_where_it_matters() -> None:
    assert "only_way" in asked(MANAGE, walk(MANAGE, {"reason": "money"}))
    assert "only_way" not in asked(MANAGE, walk(MANAGE, {"reason": "curious"}))


def test_who_leads_already_hears_of_the_pendulum() -> None:
    assert MANAGE.offered is not None
    for role in ("manager", "director", "executive"):
        assert not holds(MANAGE.offered.when, {"path.role": role})
        assert MANAGE.offered.in_place({"path.role": role})[1] == "pendulum"
    for role in ("engineer", "tech_lead", "away", None):
        assert holds(MANAGE.offered.when, {"path.role": role})


def test_both_figures_for_the_years_are_told_as_ranges_of_one_author() -> None:
    near = said(MANAGE, changed(years="five_to_seven"))

    assert {"PL-01", "TA-08"} <= set(near.opening.facts)
    assert "seven" in near.opening.text
    assert "five" in near.opening.text
    assert any("no law" in text for text in items(near, "Where the sources pull apart"))


def test_at_two_years_both_readings_are_told_to_who_may_go() -> None:
    for answers in (GOOD, changed(years="five_to_seven")):
        assert "X-01" in facts(said(MANAGE, answers))
    assert "X-01" not in facts(said(MANAGE, changed(two_years="no")))


def test_who_wants_pay_or_rank_hears_that_the_sources_differ_on_promotion() -> None:
    assert "X-07" in facts(said(MANAGE, changed(reason="money", only_way="hardly")))
    assert "EP-17" in facts(said(MANAGE, changed(reason="money", only_way="hardly")))


def test_the_parts_mirror_the_answers() -> None:
    mixed = said(MANAGE, changed(reason="money", only_way="yes", loss="dread", support="no"))

    look = " ".join(items(mixed, "What to look at first"))
    assert all(words in look for words in ("for the pay", "rise without managing", "dread days", "nobody who'd help"))
    assert "give it two years" in " ".join(items(mixed, "What speaks for it"))


def test_nothing_speaks_against_where_all_is_well() -> None:
    assert items(said(MANAGE, changed(loss="fine")), "What to look at first") == []


def test_first_steps_are_for_this_month_or_the_next() -> None:
    assert steps(said(MANAGE, GOOD)) == ["say_it", "two_talks"]
    assert "say_no" in steps(said(MANAGE, changed(reason="pushed")))
    assert "lead_one" in steps(said(MANAGE, changed(years="under_five")))
    assert all(step.months in (1, 2) for step in MANAGE.steps)


def test_what_fits_next() -> None:
    assert suggested(MANAGE, GOOD) == "set"
    assert suggested(MANAGE, changed(reason="pushed")) == "crossroads"
    assert suggested(MANAGE, changed(two_years="waver")) == "set"


@given(walks(MANAGE, "engineer", "tech_lead", "away"))
def test_no_ending_without_sources_and_never_ready_below_the_floor(progress: Progress) -> None:
    conclusion = conclude(MANAGE, progress)

    assert all(cited for _, cited in passages(conclusion))
    assert len(asked(MANAGE, progress)) <= 10
    years, managed = progress.path.get("path.years_building"), progress.path.get("path.years_managing", 0)
    if isinstance(years, int) and years < 5 and managed == 0 and conclusion.outcome:
        assert conclusion.outcome.id not in ("ready", "near") or progress.answers.get("before") == "yes"
