"""Every short string of bits, tried one by one: what a sampler makes of them is its law, without any luck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


class OutOfBits(Exception):
    """The string is too short to tell."""


class Written:
    """The bits of a number, first the highest of `length` places."""

    def __init__(self, number: int, length: int) -> None:
        self.number, self.left = number, length

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        if not self.left:
            raise OutOfBits
        self.left -= 1
        return self.number >> self.left & 1


def table(sampler: Callable[[Iterator[int]], T], longest: int) -> tuple[Counter[T], Fraction]:
    """Return the probability of each outcome by strings of at most `longest` bits, and what longer ones share."""
    known: Counter[T] = Counter()
    undecided = [0]
    for length in range(longest + 1):
        longer: list[int] = []
        for number in undecided:
            try:
                known[sampler(Written(number, length))] += Fraction(1, 2**length)
            except OutOfBits:
                longer += [2 * number, 2 * number + 1]
        undecided = longer
    return known, 1 - sum(known.values(), Fraction(0))
