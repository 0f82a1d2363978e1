"""How much a summary can tell about one answer: the promise as a number, and the mechanism's own law to hold it to.

One answer moves one row's count by one. The noise makes each outcome of that row at most exp(epsilon) times as likely
with the answer as without it, and all that is shown is made of such outcomes. So whatever somebody knew before, the
odds that they give an answer change by no more than that factor with each summary that counted it.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import exp

from advice.bands import band_of


def surest(prior: float, epsilon: float, releases: int) -> float:
    """Return how sure of an answer anybody can be who gave it the probability `prior` before so many summaries."""
    odds = prior / (1 - prior) * exp(epsilon * releases)
    return odds / (1 + odds)


def count_law(count: int, most: int, decay: Fraction) -> tuple[Fraction, ...]:
    """Return the probability of each count from 0 to `most` after noise and cut, of a true `count`.

    `decay` stands for exp(-epsilon), which is no fraction: the law is worked out without rounding for any fraction
    between 0 and 1, so for one as near to it as wanted.
    """
    inside = [(1 - decay) / (1 + decay) * decay ** abs(shown - count) for shown in range(1, most)]
    return (_tail(count, decay), *inside, _tail(most - count, decay))


def band_law(count: int, most: int, bands: Sequence[str], decay: Fraction) -> tuple[Fraction, ...]:
    """Return the probability of each band that a row with a true `count` may be shown with."""
    law = [Fraction(0)] * len(bands)
    for shown, chance in enumerate(count_law(count, most, decay)):
        law[band_of(shown, most, bands)] += chance
    return tuple(law)


def greatest_factor(most: int, bands: Sequence[str], decay: Fraction) -> Fraction:
    """Return by how much one answer more or less can change the odds of a band, at the worst count of a row.

    The promise is that it is at most 1 / `decay`; its logarithm is then at most epsilon.
    """
    laws = [band_law(count, most, bands, decay) for count in range(most + 1)]
    pairs = (pair for one, other in pairwise(laws) for pair in zip(one, other, strict=True))
    return max(max(one / other, other / one) for one, other in pairs)


def _tail(distance: int, decay: Fraction) -> Fraction:
    """Return the probability that noise reaches so far, or farther, to one side."""
    return decay**distance / (1 + decay)
