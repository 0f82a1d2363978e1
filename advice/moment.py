"""A date as somebody told it: a day, only a month, or only a year. What was told is what is shown again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from advice.months import NAMES, last_of_month


class Precision(IntEnum):
    """How much of a date was told; more is greater."""

    YEAR = 1
    MONTH = 2
    DAY = 3


@dataclass(frozen=True)
class Moment:
    """A day, a month or a year. ValueError where there is no such day or month."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    @property
    def precision(self) -> Precision:
        """How much was told."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def first(self) -> date:
        """The earliest day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it may mean."""
        if self.month is None:
            return date(self.year, 12, 31)
        return last_of_month(self.year, self.month) if self.day is None else self.first

    @classmethod
    def of(cls, day: date) -> Moment:
        """That very day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        parts = (str(self.day) if self.day else "", NAMES[self.month - 1] if self.month else "", str(self.year))
        return " ".join(part for part in parts if part)

    def to_json(self) -> str:
        """As text that sorts and keeps the precision: "2024", "2024-03" or "2024-03-15"."""
        return self.first.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]]

    @classmethod
    def from_json(cls, text: str) -> Moment:
        """Read what `to_json` wrote; ValueError for anything else."""
        moment = cls(*(int(part) for part in text.split("-")))
        if moment.to_json() != text:
            raise ValueError(f"{text!r} is not a date as it is stored")
        return moment
