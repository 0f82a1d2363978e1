"""What somebody wrote: after the command, in the message itself, or in the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from advice.brag import Pillar
from advice.words import clean, key

LONGEST = 3000  # characters of an entry
NO_PILLAR = "none"
EARLIEST = date(1950, 1, 1)
_BRAG = r"\s*(?:/careercheck\s+)?(?:my\s+)?brag(?:\s+doc(?:ument)?)?"
_THEN = r"(?:(?P<mark>[:,]|\s*[:,\-–—](?=\s|$))|(?=\s|$))\s*"  # the colon of ":tada:" belongs to what follows
_ADD = re.compile(rf"{_BRAG}\s+add{_THEN}", re.IGNORECASE)
_ALONE = re.compile(rf"{_BRAG}{_THEN}", re.IGNORECASE)
_TO_SHOW = """
    1 all as change delete edit export help it last list markdown me my of on one open please prepare remove see show
    the this
"""
"""What somebody writes behind "brag" to see the document, or to find a button of it."""
_ABOUT = """
    about are book books can do doc docs document documents does how is less more or sheet sheets should template
    templates too vs what when where who why
"""
"""What begins a question about bragging, not something to keep."""


def to_add(text: str) -> str | None:
    """Return the rest of a line that begins with "brag add", as it was written; None for any other."""
    found = _ADD.match(text)
    return None if found is None else text[found.end() :]


def beside(text: str) -> str | None:
    """Return what a line says behind "brag" alone, as it was written: nothing where it asks for the document.

    None for a line that begins otherwise.
    """
    found = _ALONE.match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    return rest if set(key(rest).split()).difference(_TO_SHOW.split()) else ""


def is_asked(text: str) -> bool:
    """Tell whether it is a question, so that nobody meant it to be kept."""
    return text.rstrip().endswith(("?", "\uff1f"))


def is_about_bragging(text: str) -> bool:
    """Tell whether a line that begins with "brag" is about that, so that it may be a question without its mark."""
    found = _ALONE.match(text)
    said = text[found.end() :] if found and found["mark"] else key(text).removeprefix("my ").removeprefix("brag ")
    return key(said).partition(" ")[0] in _ABOUT.split()


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
