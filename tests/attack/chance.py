"""Chance in the attacker's hands: bits that make the real sampler draw what is wanted, and the exact odds of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from math import exp

from advice.noise import fair_bits, noise

ONE = Fraction(1)
DECAY = Fraction(exp(-1))  # to 16 digits
GOES_ON, ENDS = (0, 1), (1,)
"""Bits that let the sampler count one further, or stop: of epsilon 1, where it is a race of coins of 1/2, then 1/3."""


class Chance:
    """A source of bytes that gives the draws wanted: a sequence for each close, which asks for bytes anew.

    Each draw is checked to be what the sampler makes of the bits. Beyond what is wanted every draw is 0.
    """

    def __init__(self, *closes: Sequence[int]) -> None:
        self._closes = [_packed(draws) for draws in closes]
        self._at = -1
        for draws, made in zip(closes, self._closes, strict=True):
            assert list(islice(noise(fair_bits(lambda _size, made=made: made), ONE), len(draws))) == list(draws)

    def __call__(self, size: int) -> bytes:
        """Return the next bytes of this close; all of a close's bytes come at its first call."""
        self._at += 1
        made = self._closes[self._at] if self._at < len(self._closes) else b""
        return made.ljust(len(made) + size, b"\xff")


def odds(draw: int, far: int) -> Fraction:
    """Return the probability of a draw; farther out than `far` to either side all is one to whoever looks."""
    if abs(draw) == far:
        return DECAY**far / (1 + DECAY)
    return (1 - DECAY) / (1 + DECAY) * DECAY ** abs(draw)


def _packed(draws: Sequence[int]) -> bytes:
    bits = [bit for draw in draws for bit in _bits(draw)]
    bits += [1] * (-len(bits) % 8)
    return bytes(
        sum(bit << place for place, bit in enumerate(bits[start : start + 8])) for start in range(0, len(bits), 8)
    )


def _bits(draw: int) -> Iterator[int]:
    for counted in (max(draw, 0), max(-draw, 0)):
        yield from GOES_ON * counted
        yield from ENDS
