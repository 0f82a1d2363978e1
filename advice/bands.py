"""How exactly a summary speaks, by how many people it counts: how their number is shown, what a row is, which bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

SMALLEST = 5
THREE = ("few", "about half", "most")
FIVE = ("hardly any", "few", "about half", "most", "nearly all")
Grain = Literal["sections", "questions"]


@dataclass(frozen=True)
class Size:
    """A range of group sizes. `shown` is all that is told of the number; `grain`: what each row is about."""

    at_least: int
    shown: str
    grain: Grain
    bands: tuple[str, ...]


SIZES = (
    Size(SMALLEST, "5-9", "sections", THREE),
    Size(10, "10-19", "questions", THREE),
    Size(20, "20+", "questions", FIVE),
)


def size_of(people: int) -> Size | None:
    """Return the range that a number of counted people falls into; None: too few for any."""
    return next((size for size in reversed(SIZES) if people >= size.at_least), None)


def band_of(count: int, most: int, bands: Sequence[str]) -> int:
    """Return the place among the bands, each an equal part of 0 to `most`, of a count in that range.

    A count on a border belongs to the band nearer the middle, so that yes and no are treated alike.
    """
    middle = len(bands) // 2
    reached = len(bands) * count
    lower = sum(reached >= border * most for border in range(1, middle + 1))
    return lower + sum(reached > border * most for border in range(middle + 1, len(bands)))
