"""The noise has exactly the law that was promised."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from math import exp, factorial

import pytest

from advice.noise import decays, fair_bits, noise
from tests.advice.bit_table import table

ONE, HALF = Fraction(1), Fraction(1, 2)
DRAWS = 100_000
REACH = 6  # what lies farther out is seldom: it is put together
TAIL = 32.91  # of chi-square with 12 degrees of freedom: exceeded once in 1,000 times


def fair(seed: int) -> Iterator[int]:
    return fair_bits(random.Random(seed).randbytes)


def decay(epsilon: Fraction) -> tuple[Fraction, Fraction]:
    """Return fractions below and above exp(-epsilon): neighbouring sums of its alternating series."""
    terms = [(-epsilon) ** power / factorial(power) for power in range(22)]
    return sum(terms[:22], Fraction(0)), sum(terms[:21], Fraction(0))


def chi_square(epsilon: Fraction, seed: int) -> float:
    drawn = Counter(max(-REACH, min(REACH, z)) for z in islice(noise(fair(seed), epsilon), DRAWS))
    q = exp(-1)
    law = {z: (1 - q) / (1 + q) * q ** abs(z) for z in range(1 - REACH, REACH)}
    law |= dict.fromkeys((-REACH, REACH), q**REACH / (1 + q))
    return sum((drawn[z] - DRAWS * chance) ** 2 / (DRAWS * chance) for z, chance in law.items())


@pytest.mark.parametrize("epsilon", [ONE, HALF, Fraction(1, 10), Fraction(2, 3)])
def test_the_race_of_coins_ends_on_an_odd_round_with_exactly_the_right_chance(epsilon: Fraction) -> None:
    known, open_ = table(lambda bits: decays(bits, epsilon), 30)
    below, above = decay(epsilon)

    assert open_ < Fraction(1, 50_000)
    assert known[True] <= above
    assert below <= known[True] + open_


@pytest.mark.parametrize("epsilon", [ONE, HALF])
def test_the_noise_has_exactly_its_law(epsilon: Fraction) -> None:
    known, open_ = table(lambda bits: next(noise(bits, epsilon)), 17)
    below, above = decay(epsilon)

    assert open_ < Fraction(1, 7)
    for z in range(-8, 9):
        assert known[z] <= (1 - below) / (1 + below) * above ** abs(z), z
        assert (1 - above) / (1 + above) * below ** abs(z) <= known[z] + open_, z


def test_many_draws_are_spread_as_the_law_says() -> None:
    assert chi_square(ONE, seed=20260331) < TAIL


def test_a_little_less_blur_would_be_noticed() -> None:
    assert chi_square(Fraction(19, 20), seed=20260331) > TAIL


def test_the_same_bits_make_the_same_noise() -> None:
    assert list(islice(noise(fair(7), ONE), 50)) == list(islice(noise(fair(7), ONE), 50))


def test_one_draw_tells_nothing_of_the_next() -> None:
    drawn = list(islice(noise(fair(11), ONE), 20_000))
    both = sum(one > 0 < next_ for one, next_ in zip(drawn[::2], drawn[1::2], strict=True))

    positive = exp(-1) / (1 + exp(-1))
    assert abs(both / 10_000 - positive**2) < 0.015


@pytest.mark.parametrize("epsilon", [Fraction(0), Fraction(-1), Fraction(11, 10)])
def test_no_noise_and_too_little_are_refused(epsilon: Fraction) -> None:
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        next(noise(fair(1), epsilon))


def test_bytes_become_bits_each_once_and_in_order() -> None:
    asked: list[int] = []

    def read(number: int) -> bytes:
        asked.append(number)
        return bytes([0b0000_0001, 0b1000_0000]).ljust(number, b"\xff")

    bits = list(islice(fair_bits(read), 17))

    assert bits == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert len(asked) == 1
