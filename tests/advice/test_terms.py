"""An operator can make summaries rarer, wider and blurrier, and nothing else."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from advice.terms import Terms, WeakerError

REFUSED: list[tuple[str, Any, str]] = [
    ("people", 4, "must be 5 or more"),
    ("people", 0, "must be 5 or more"),
    ("people", -5, "must be 5 or more"),
    ("epsilon", Fraction(101, 100), "must be 1 or less"),
    ("epsilon", Fraction(8), "must be 1 or less"),
    ("epsilon", Fraction(0), "must be 0.1 or more"),
    ("epsilon", Fraction(-1), "must be 0.1 or more"),
    ("months", 1, "must be 3 or 6"),
    ("months", 12, "must be 3 or 6"),
    ("months", 0, "must be 3 or 6"),
]


def test_what_was_promised_is_the_default() -> None:
    assert Terms() == Terms(people=5, epsilon=Fraction(1), months=3)


def test_stricter_is_fine() -> None:
    assert Terms(people=8, epsilon=Fraction(1, 2), months=6).people == 8


@pytest.mark.parametrize(("name", "value", "reason"), REFUSED)
def test_weaker_is_refused_in_one_sentence_that_names_the_field(name: str, value: Any, reason: str) -> None:
    with pytest.raises(WeakerError, match=reason) as refused:
        Terms(**{name: value})

    assert refused.value.name == name
    assert "." not in str(refused.value).replace("0.1", "")
