"""Companies live for years with the real bot, and every promise is kept."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.simulation.run import live

SEEDS = (1, 5, 8, 10, 14, 23, 26, 50)  # about thirty company-years in all
SHORT = 38


@pytest.mark.parametrize("seed", SEEDS)
def test_years_pass_and_every_promise_is_kept(seed: int) -> None:
    assert live(seed).figures["due"] > 0


@pytest.mark.storage
def test_a_life_is_the_same_on_a_database_of_its_own(database_url: str) -> None:
    assert live(SHORT, database=database_url).trace == live(SHORT).trace


def test_the_same_seed_lives_the_same_life_in_every_process() -> None:
    command = [sys.executable, "-m", "tests.simulation", "--seed", str(SHORT)]
    lives = [
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": order}, capture_output=True, check=True)
        for order in ("1", "2")
    ]

    assert b"trace" in lives[0].stdout
    assert lives[0].stdout == lives[1].stdout
