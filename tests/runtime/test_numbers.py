"""Digits in the values of buttons and forms: what we wrote is read, and nothing else."""

from __future__ import annotations

import pytest

from bot.runtime.errors import Denied
from bot.runtime.numbers import number_in, read_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("999999999", 999_999_999)])
def test_digits_are_a_number(text: str, number: int) -> None:
    assert number_in(text) == read_number(text) == number


@pytest.mark.parametrize(
    "text", ["", " 7", "-1", "+7", "1_0", "7.0", "seven", "\u0663", "\u00b2", "1" * 10, "9" * 5000]
)
def test_nothing_else_is(text: str) -> None:
    assert number_in(text) is None
    with pytest.raises(Denied):
        read_number(text)
