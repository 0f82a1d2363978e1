"""When summaries close: at the end of each period, and a team's first one at the end of a month.

Days are plain dates of the workspace; the shell knows at which instant such a day ends. A close is found by looking
from the one before it, never by looking at today, so a job that is late by days or months still closes the right ones.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from advice.months import MONTHS, add_months, last_of_month

SETTLING = timedelta(days=14)
"""How long a team exists, at least, before its first close: people need time to hear of it and to say no."""
A_QUARTER = 3


@dataclass(frozen=True)
class Period:
    """A quarter or half a year of the calendar. Both days belong to it."""

    first: date
    last: date

    @property
    def quarters(self) -> tuple[str, ...]:
        """The quarters in it ("2026-Q3").

        They are the ledger's keys: who was counted once in a quarter is not counted in it again, in whatever team, and
        even if an operator changes the length of periods in between.
        """
        months = (add_months(self.first, later) for later in range(0, self.months, A_QUARTER))
        return tuple(f"{month.year}-Q{(month.month - 1) // A_QUARTER + 1}" for month in months)

    @property
    def months(self) -> int:
        """How many months it has."""
        return (self.last.year - self.first.year) * MONTHS + self.last.month - self.first.month + 1


@dataclass(frozen=True)
class Close:
    """The end of the day `on`: what was said until then counts, for the period that the day lies in."""

    on: date
    period: Period


def period_of(day: date, months: int) -> Period:
    """Return the period of 3 or 6 months that a day lies in."""
    month = (day.month - 1) // months * months + 1
    return Period(date(day.year, month, 1), last_of_month(day.year, month + months - 1))


def next_close(created: date, last: Close | None, *, released: bool, months: int) -> Close:
    """Return a team's next close.

    Until a team has had a release, each end of a month may bring its first one; from then on the ends of periods that
    begin after the last period do, so that none has two.

    Args:
        created: when the team was made.
        last: its last close, whatever came of it; None: there was none yet.
        released: whether there ever was a release.
        months: the length of periods from now on, 3 or 6.
    """
    if last is None:
        earliest = created + SETTLING
    elif released:
        following = _period_after(last.period.last, months)
        return Close(following.last, following)
    else:
        earliest = last.on + timedelta(days=1)
    return Close(last_of_month(earliest.year, earliest.month), period_of(earliest, months))


def counted_since(close: Close) -> date:
    """Return the first day of the twelve months that count for a close: the month of the close is the twelfth."""
    return add_months(close.on.replace(day=1), 1 - MONTHS)


def _period_after(day: date, months: int) -> Period:
    """Return the first period that begins after a day."""
    period = period_of(day + timedelta(days=1), months)
    return period if period.first > day else period_of(period.last + timedelta(days=1), months)
