"""A date as people type it into a form: "2024", "March 2024", "03/2024", "2024-03-15", "15 March 2024"."""

import re
import unicodedata
from calendar import monthrange

from advice.cleaning import unescape, without_hidden
from advice.moment import Moment
from advice.months import MONTHS, NAMES
from advice.spelling import slip

HOW = "Write it like March 2024, 2024-03-15, or only the year."
STILL = frozenset({"", "now", "current", "currently", "present", "ongoing", "still", "still there", "-"})
LEAST_LETTERS = 3
SHORTENED = {"sept": 9}
ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
SEPARATORS = re.compile(r"[\s,./_-]+")
YEAR_DIGITS = 4


class UnclearDate(Exception):
    """What was typed cannot be read as one date. The message is a sentence for the person."""


def read_start(typed: str) -> Moment:
    """The date that was typed; UnclearDate with what to write instead."""
    parts = _parts(typed)
    if not parts:
        raise UnclearDate(HOW)
    years = [part for part in parts if _is_number(part) and len(part) == YEAR_DIGITS]
    if len(years) != 1:
        raise UnclearDate(f"I need one year, with four digits. {HOW}")
    month, numbers = _month(parts)
    rest = [int(number) for number in numbers if number != years[0]]
    if month:
        return _moment(int(years[0]), month, *rest[:2])
    if len(rest) > 1 and numbers[0] != years[0]:
        return _day_or_month_first(int(years[0]), *rest[:2])
    return _moment(int(years[0]), *rest[:2])


def read_end(typed: str) -> Moment | None:
    """The date that was typed, or None for "now" and the like, or nothing; UnclearDate as for `read_start`."""
    return None if _plain(typed).strip() in STILL else read_start(typed)


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", without_hidden(unescape(typed))).casefold()


def _parts(typed: str) -> list[str]:
    parts = [part for part in SEPARATORS.split(ORDINAL.sub(r"\1", _plain(typed))) if part not in ("", "of")]
    if len(parts) > len(("day", "month", "year")):
        raise UnclearDate(f"I can't read that as one date. {HOW}")
    return parts


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit()


def _month(parts: list[str]) -> tuple[int | None, list[str]]:
    """The month that is written out, if any, and the numbers."""
    words = [part for part in parts if not _is_number(part)]
    if len(words) > 1:
        raise UnclearDate(f"I can't read that as one date. {HOW}")
    month = _named(words[0]) if words else None
    return month, [part for part in parts if part not in words]


def _named(word: str) -> int:
    names = {number: name.lower() for number, name in enumerate(NAMES, start=1)}
    begun = [number for number, name in names.items() if len(word) >= LEAST_LETTERS and name.startswith(word)]
    meant = begun or [n for n in (SHORTENED.get(word),) if n] or [n for n, name in names.items() if slip(word, name)]
    if len(meant) != 1:
        raise UnclearDate(f"I can't read that as a date. {HOW}")
    return meant[0]


def _day_or_month_first(year: int, first: int, second: int) -> Moment:
    """03/04/2024 is two days, depending on the country; 15/04/2024 and 04/15/2024 are one."""
    if max(first, second) <= MONTHS and first != second and min(first, second) > 0:
        one, other = Moment(year, second, first), Moment(year, first, second)
        raise UnclearDate(f"That may be {one} or {other}. Please write the month as a word.")
    return _moment(year, second, first) if second <= MONTHS else _moment(year, first, second)


def _moment(year: int, month: int | None = None, day: int | None = None) -> Moment:
    if year == 0:
        raise UnclearDate(f"There is no year 0. {HOW}")
    if month is not None and not 1 <= month <= MONTHS:
        raise UnclearDate(f"There is no month {month}. {HOW}")
    if month and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        raise UnclearDate(
            f"There is no day {day} in {Moment(year, month)}, which has {monthrange(year, month)[1]} days."
        )
    return Moment(year, month, day)
