"""What is said about teams in more than one place: when a summary is made, and what it takes."""

from __future__ import annotations

from datetime import date

from advice.months import COUNTED, spelled

SPARE = 3  # how many more than the least should be invited: not everybody joins, or finishes a check
DAYS_APART = 7
MOST_INVITED = 40  # by one person, in so many days


def takes(people: int, closes: date, *, first: bool) -> str:
    """Say what a summary takes and when the next one is made.

    Args:
        people: how many have to be counted, at least.
        closes: the last day that counts for the next one.
        first: whether it is the team's first.
    """
    return (
        f"A summary takes at least {number(people)} people who joined and finished a SET check, beside you and "
        f"everybody else who may read it. So invite {number(people + SPARE)} or more; a department or a guild may be a "
        f"team too. The {'first' if first else 'next'} one is made when {spelled(closes)} is over."
    )


def number(count: int) -> str:
    """Say a number: in a word, where it is small."""
    return COUNTED[count] if 0 < count < len(COUNTED) else str(count)


def people(count: int) -> str:
    """Say how many people."""
    return "one person" if count == 1 else f"{number(count)} people"
