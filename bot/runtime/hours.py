"""The settings that say when the bot may speak of itself: hours, holidays, and the zone where none is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from advice.cadence import Window

HOURS, HOLIDAYS, ZONE = "CAREERCHECK_HOURS", "CAREERCHECK_HOLIDAYS", "CAREERCHECK_ZONE"
_LIKE_A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOURS = re.compile(r"(\d{1,2})\s*-\s*(\d{1,2})")


def window(given: Mapping[str, str], problems: list[str]) -> Window:
    """Return the hours on working days that are no holidays; what is wrong with them is added to `problems`."""
    holidays = _holidays(given.get(HOLIDAYS, ""), problems)
    written = given.get(HOURS)
    if written is None:
        return Window(holidays=holidays)
    found = _HOURS.fullmatch(written.strip())
    try:
        if found:
            return Window(int(found[1]), int(found[2]), holidays=holidays)
    except ValueError:
        pass  # said below
    problems.append(f"{HOURS} must be two hours of a day, the first below the second, like 9-17")
    return Window(holidays=holidays)


def zone(given: Mapping[str, str], problems: list[str]) -> str:
    """Return the IANA name of the zone; what is wrong with it is added to `problems`."""
    name = given.get(ZONE, "UTC")
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        problems.append(f"{ZONE} must be a time zone as the IANA names it, like Europe/Vienna")
        return "UTC"


def _holidays(written: str, problems: list[str]) -> frozenset[date]:
    """Read dates with commas or line ends between them; the rest of a line after # is a remark."""
    text = re.sub(r"#.*", "", written).replace(",", " ")
    days: set[date] = set()
    for number, word in enumerate(text.split(), start=1):
        try:
            days.add(date.fromisoformat(word))
        except ValueError:
            problems.append(_no_day(number, word))
            return frozenset()
    return frozenset(days)


def _no_day(number: int, word: str) -> str:
    """Say why a word is no date, without repeating what may be something else in the wrong place."""
    if _LIKE_A_DAY.fullmatch(word):
        return f"{HOLIDAYS} must be days that there are: date number {number} is in no calendar, so look at its day"
    return f"{HOLIDAYS} must be dates like 2027-01-01, with commas or line ends between them"
