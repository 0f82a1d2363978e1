"""The plan of the way back: a step for nearly every month, in order, and each of them stands alone."""

import pytest

from advice.guide_entries import NextStep
from tests.advice.guide_kit import facts, guide, items, said, steps
from tests.advice.test_guide_return import FADES, MOST_STEPS, a_plan

RETURN = guide("return")
PLANS = {"back": 9, "compromise": 9, "short": 6, "here": 9, "new_place": 9}
"""The outcomes that are a plan, with the month in which it ends."""


@pytest.mark.parametrize(
    ("answers", "role"),
    [
        (a_plan(place="yes", quiet="can"), "director"),
        (a_plan(quiet="long_gone", rusty="bugs", keep="strategy"), "away"),
        (a_plan(title="demotion", rusty="system", keep="coaching"), "executive"),
        (a_plan(gone="under_three", rusty="tools"), "manager"),
        ({"gone": "five_to_ten", "rusty": "code"}, "engineer"),
    ],
)
def test_a_plan_has_a_step_for_nearly_every_month_in_order(answers: dict[str, str], role: str) -> None:
    conclusion = said(RETURN, answers, role=role)

    months = [step.months for step in conclusion.steps]
    assert conclusion.outcome is not None
    last = PLANS[conclusion.outcome.id]
    assert months == sorted(months)
    assert (months[0], months[-1]) == (1, last)
    assert set(range(1, last + 1)) - set(months) <= {4}  # who is back ships since the first month
    assert 5 <= len(months) <= MOST_STEPS


@pytest.mark.parametrize("rusty", ["code", "bugs", "system", "tools"])
def test_what_is_rusty_has_its_own_step_and_item(rusty: str) -> None:
    conclusion = said(RETURN, a_plan(rusty=rusty), role="executive")

    assert [step for step in steps(conclusion) if step.startswith("rust_")] == [f"rust_{rusty}"]
    assert "RT-02" in facts(conclusion)
    assert len(items(conclusion, FADES)) == 3


def test_a_director_hands_over_before_any_work_on_code_is_due() -> None:
    """Hands-on work beside leading managers is a mark against them (X-03)."""
    months = {step.id: step.months for step in said(RETURN, a_plan(place="yes"), role="director").steps}

    assert months["hand_over"] < months["first_weeks"] < months["rust_code"]
    assert "hand_over" not in steps(said(RETURN, a_plan(), role="away"))


def test_who_may_stay_hears_what_to_ask_for() -> None:
    conclusion = said(RETURN, a_plan(place="ask"), role="manager")

    assert "TA-12" in facts(conclusion)
    assert "ask_here" in steps(conclusion)
    assert "find_team" not in steps(conclusion)
    assert "find_team" in steps(said(RETURN, a_plan(), role="manager"))


@pytest.mark.parametrize("keep", ["strategy", "coaching", "staffing", "money"])
def test_what_stays_for_life_counts_as_strength_and_has_a_step(keep: str) -> None:
    conclusion = said(RETURN, a_plan(keep=keep), role="executive")

    assert any("stays for life" in text for text in items(conclusion, FADES))
    assert [step for step in steps(conclusion) if step.startswith("lean_")]


def test_what_is_put_off_is_small_and_comes_back() -> None:
    for answers, role in ((a_plan(months="no"), "manager"), (a_plan(pause="long"), "away")):
        assert steps(said(RETURN, answers, role=role)) == ["one_evening", "name_month", "ask_again"]


def test_each_step_of_the_plan_stands_alone() -> None:
    """It comes back months later by itself, so it may not lean on the one before."""
    leaning = [step.id for step in RETURN.steps if _leans(step)]

    assert leaning == []


def _leans(step: NextStep) -> bool:
    return any(
        word in f"{step.name} {step.text}".lower() for word in ("previous", "the step before", "above", "as said")
    )
