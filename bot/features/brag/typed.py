"""What somebody wrote: after the command, in the message itself, or in the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from advice.brag import Pillar
from advice.words import clean

LONGEST = 3000  # characters of an entry
NO_PILLAR = "none"
EARLIEST = date(1950, 1, 1)
_ADD = re.compile(r"\s*(?:/careercheck\s+)?(?:my\s+)?brag(?:\s+doc(?:ument)?)?\s+add(?:\s+|$)", re.IGNORECASE)


def to_add(text: str) -> str | None:
    """Return the rest of a line that begins with "brag add", as it was written; None for any other."""
    found = _ADD.match(text)
    return None if found is None else text[found.end() :]


def day_of(ts: str, tz: tzinfo, today: date) -> date:
    """Return the day of a message by its ts, where it is told; else today."""
    try:
        return min(datetime.fromtimestamp(float(ts), tz).date(), today)
    except (ValueError, OverflowError, OSError):
        return today


@dataclass(frozen=True)
class Typed:
    """The fields of the form. `cut`: there was more than is kept. `day` None: none that could be read."""

    text: str
    day: date | None
    pillar: str | None = None
    cut: bool = False

    @classmethod
    def of(cls, text: str, day: date | None, pillar: str | None = None) -> Typed:
        """Take somebody's words in, cut where they are too long."""
        cleaned = clean(text, LONGEST)
        return cls(cleaned.text, day, pillar, cleaned.cut)

    @classmethod
    def sent(cls, values: Mapping[str, Any], pillars: tuple[Pillar, ...]) -> Typed:
        """Read a form that was sent."""
        pillar = str(values.get("pillar") or "")
        known = pillar if any(one.id == pillar for one in pillars) else None
        return cls.of(str(values.get("text") or ""), _day(str(values.get("day") or "")), known)

    def errors(self, today: date) -> dict[str, str]:
        """Return what is to be mended, by field."""
        wrong = {}
        if not self.text:
            wrong["text"] = "Write down what you did; a sentence is enough."
        if self.day is None:
            wrong["day"] = "Pick a day."
        elif self.day > today:
            wrong["day"] = "That day is still to come; pick today or earlier."
        elif self.day < EARLIEST:
            wrong["day"] = f"That is before {EARLIEST.year}; pick a later day."
        return wrong


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
