"""Companies live for years with the real bot; a few broken bots show that nothing of it goes unnoticed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.simulation import machine
from tests.simulation.life import Life
from tests.simulation.model import Step
from tests.simulation.run import BEGINS, Failure, a_quiet_company, live

SEEDS = (2, 3, 4, 5, 6, 8, 10)  # about thirty company-years in all


@pytest.mark.parametrize("seed", SEEDS)
def test_years_pass_and_every_promise_is_kept(seed: int) -> None:
    assert live(seed).told > 0


def test_the_same_seed_lives_the_same_life() -> None:
    assert live(1).trace == live(1).trace


def test_a_bot_that_works_at_night_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "HOURS", (0, 24))
    found_out("outside the hours")


def test_a_planner_that_does_nothing_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.jobs, "plan", lambda services, workspace: None)
    found_out("is nowhere for")


def test_whoever_comes_back_and_agrees_again_is_told_soon() -> None:
    with a_quiet_company(BEGINS) as company:
        life, two_years_ago = Life(company), BEGINS.date() - timedelta(days=700)
        user = life.joins("UTC", (Step(date(2015, 1, 1), "engineer"), Step(two_years_ago, "manager")))
        company.lives(BEGINS + timedelta(days=1))
        life.leaves(user)
        life.returns(user)
        company.lives(BEGINS + timedelta(days=50))
        life.fills_in(user, "path.changed", Step(BEGINS.date(), "director"))
        company.lives(BEGINS + timedelta(days=55))
        assert [row.state for row in company.rows()] == ["told"]


def found_out(why: str) -> None:
    """Some life soon shows what is wrong, and how to see it again."""
    with pytest.raises(Failure, match=f'(?s)({why}).*make simulate ARGS="--seed'):
        for seed in SEEDS:
            live(seed)
