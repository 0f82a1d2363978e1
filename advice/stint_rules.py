"""What a stint and a row of stints must keep to: one rule each, with the sentence a person is told.

Dates may be vague ("2024"). A rule is broken only where it is broken however the dates are read, so nobody is sent
back to look up a day that does not matter.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cmp_to_key
from itertools import combinations

from advice.stint import Stint

FIRST_YEAR = 1970
MOST_STINTS = 40
LONGEST_TITLE = 80


class Rule(StrEnum):
    """The rules, by name."""

    BEFORE_1970 = "before_1970"
    FUTURE_START = "future_start"
    FUTURE_END = "future_end"
    END_BEFORE_START = "end_before_start"
    BESIDE_NOT_HANDS_ON = "beside_not_hands_on"
    LONG_TITLE = "long_title"
    OVERLAP = "overlap"
    STILL_GOING_ON = "still_going_on"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Trouble:
    """A broken rule, the field of a form it is about (start, end, beside or title), and what to tell the person."""

    rule: Rule
    field: str
    text: str


class PathRefused(Exception):
    """The path would break a rule. `troubles` holds every broken one."""

    def __init__(self, troubles: Iterable[Trouble]) -> None:
        self.troubles = tuple(troubles)
        super().__init__(", ".join(trouble.rule.value for trouble in self.troubles))


def not_yet(stint: Stint, today: date) -> Iterator[Trouble]:
    """What in a stint lies ahead of the person's own `today`."""
    if stint.start.first > today:
        yield Trouble(
            Rule.FUTURE_START, "start", f"{stint.start} is still to come. Tell me once it has begun, and I'll add it."
        )
    elif stint.end and stint.end.first > today:
        yield Trouble(
            Rule.FUTURE_END, "end", f"{stint.end} is still to come. Leave the end open, and tell me when it's over."
        )


def own_troubles(stint: Stint) -> Iterator[Trouble]:
    """The rules that a stint breaks on its own, on whatever day it is looked at."""
    if stint.start.year < FIRST_YEAR:
        yield Trouble(Rule.BEFORE_1970, "start", f"My calendar begins in {FIRST_YEAR}. Please start there or later.")
    if stint.end and stint.end.last < stint.start.first:
        yield Trouble(
            Rule.END_BEFORE_START,
            "end",
            f"This ends in {stint.end}, before it starts in {stint.start}. Were the two swapped?",
        )
    if stint.beside and not stint.role.hands_on:
        yield Trouble(
            Rule.BESIDE_NOT_HANDS_ON,
            "beside",
            "Only hands-on work, as engineer or tech lead, can stand beside another role.",
        )
    if len(stint.title) > LONGEST_TITLE:
        yield Trouble(
            Rule.LONG_TITLE,
            "title",
            f"That title has {len(stint.title)} characters, and {LONGEST_TITLE} fit. Please shorten it.",
        )


def clashes(stints: Sequence[Stint]) -> Iterator[Trouble]:
    """Two at once, in stints that stand in order. Hands-on work beside another role may overlap with that role only."""
    if len(stints) > MOST_STINTS:
        yield Trouble(Rule.TOO_MANY, "start", f"I can keep {MOST_STINTS} entries. Join some of the older ones, please.")
    for earlier, later in combinations(stints, 2):
        if earlier.beside != later.beside or _may_precede(earlier, later):
            continue
        if earlier.end is None:
            text = f"By what I have, this still goes on: {earlier}."
            yield Trouble(Rule.STILL_GOING_ON, "start", text)
        else:
            text = f"Two of these overlap: {earlier}; and {later}. Only hands-on work can go on beside another role."
            yield Trouble(Rule.OVERLAP, "start", text)


def without_overlaps(stints: Iterable[Stint]) -> Iterator[Stint]:
    """The stints in order, each ended where the next of its kind begins, if it went on beyond that."""
    rows = in_order(stints)
    for at, stint in enumerate(rows):
        later = (other for other in rows[at + 1 :] if other.beside == stint.beside and not _may_precede(stint, other))
        following = next(later, None)
        yield replace(stint, end=following.start) if following else stint


def in_order(stints: Iterable[Stint]) -> tuple[Stint, ...]:
    """The stints as they followed one another; where vague dates leave it open, by their first days."""
    return tuple(sorted(stints, key=cmp_to_key(_compared)))


def _may_precede(earlier: Stint, later: Stint) -> bool:
    """Whether some reading of the dates lets one be over when the other begins; both may share that day."""
    return earlier.earliest_end <= later.latest_start


def _compared(one: Stint, other: Stint) -> int:
    forward, backward = _may_precede(one, other), _may_precede(other, one)
    if forward != backward and one.beside == other.beside:
        return -1 if forward else 1
    mine, theirs = _place(one), _place(other)
    return (mine > theirs) - (mine < theirs)


def _place(stint: Stint) -> tuple[date, date, date, date, bool, str, int]:
    latest_end = stint.end.last if stint.end else date.max
    dates = stint.start.first, stint.earliest_end, latest_end, stint.start.last
    return *dates, stint.beside, stint.role.value, stint.id
