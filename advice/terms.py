"""What an operator may choose about summaries, and the floors below which nobody may go: they are part of the promise.

Members joined a team on these terms, so a setting can make summaries rarer, wider or blurrier, and never the contrary.
"""

from dataclasses import dataclass
from fractions import Fraction

from advice.bands import SMALLEST

SHARPEST = Fraction(1)
BLURRIEST = Fraction(1, 10)
"""Below this the noise is wider than any team, and a summary tells nothing."""
QUARTERLY, HALF_YEARLY = 3, 6


class WeakerError(ValueError):
    """A choice that would break the promise, or makes no sense. `name` is the field; the message goes on after it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name = name


@dataclass(frozen=True)
class Terms:
    """The terms of summaries.

    Args:
        people: how many have to be counted, at least.
        epsilon: how sharp the noise is, as a fraction: 1 is the sharpest that was promised, 1/2 is blurrier.
        months: how long a period is: 3, or 6 for half as many releases.

    Raises:
        WeakerError: one of them is beyond its floor; the message is one sentence for operators, without the value.
    """

    people: int = SMALLEST
    epsilon: Fraction = SHARPEST
    months: int = QUARTERLY

    def __post_init__(self) -> None:
        if self.people < SMALLEST:
            raise WeakerError("people", f"must be {SMALLEST} or more, because members were promised at least that many")
        if self.epsilon > SHARPEST:
            raise WeakerError("epsilon", "must be 1 or less, because members were promised that much blur")
        if self.epsilon < BLURRIEST:
            raise WeakerError("epsilon", "must be 0.1 or more, because with less a summary would be nothing but noise")
        if self.months not in (QUARTERLY, HALF_YEARLY):
            raise WeakerError("months", "must be 3 or 6, because members were promised at most one summary a quarter")
