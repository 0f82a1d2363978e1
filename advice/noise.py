"""Noise with an exact law: two-sided geometric, P(z) proportional to exp(-epsilon * |z|), made of fair bits alone.

Only whole numbers are counted with. A float would be rounded, and which numbers rounding lets come out could tell what
the noise was added to. The way to exp(-epsilon) without ever working it out is that of Canonne, Kamath and Steinke
("The Discrete Gaussian for Differential Privacy", 2020): a race of coins that ends on an odd round that often.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

_BYTES = 32
"""So many at a time; what is left of them is thrown away with the iterator."""


def fair_bits(read: Callable[[int], bytes]) -> Iterator[int]:
    """Yield bits for ever. `read` returns so many random bytes: the system's own source, handed in by the shell."""
    while True:
        for byte in read(_BYTES):
            yield from (byte >> place & 1 for place in range(8))


def noise(bits: Iterator[int], epsilon: Fraction) -> Iterator[int]:
    """Yield draws for ever, each independent of the others.

    Args:
        bits: fair, independent, 0 or 1.
        epsilon: above 0, at most 1; the smaller, the wider the noise.

    Raises:
        ValueError: at the first draw, for any other `epsilon`.
    """
    if not 0 < epsilon <= 1:
        raise ValueError("epsilon must be above 0 and at most 1")
    while True:
        yield _geometric(bits, epsilon) - _geometric(bits, epsilon)


def _geometric(bits: Iterator[int], epsilon: Fraction) -> int:
    """Draw g with P(g) proportional to exp(-epsilon * g); the difference of two is two-sided with the same ratio."""
    drawn = 0
    while decays(bits, epsilon):
        drawn += 1
    return drawn


def decays(bits: Iterator[int], epsilon: Fraction) -> bool:
    """Return True with probability exp(-epsilon), for an epsilon above 0 and at most 1.

    Round k is survived with probability epsilon / k, so k rounds with epsilon^k / k!, and the race ends on an odd one
    with 1 - epsilon + epsilon^2 / 2! - ...
    """
    rounds = 1
    while _coin(bits, epsilon.numerator, epsilon.denominator * rounds):
        rounds += 1
    return rounds % 2 == 1


def _coin(bits: Iterator[int], chances: int, of: int) -> bool:
    """Return True with probability chances / of: a number between 0 and 1, drawn bit by bit, falls below it."""
    if chances >= of:
        return True
    while chances:
        digit, chances = divmod(2 * chances, of)  # the next binary digit of the fraction, and what is left of it
        if next(bits) != digit:
            return digit == 1
    return False
