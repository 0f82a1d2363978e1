"""The clocks of a career path: away from hands-on work, back at it, and years of it. All count in calendar months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from advice.career import Path
from advice.moment import Moment, Precision
from advice.months import MONTHS, NAMES, Span, add_months, calendar_months, in_words, span
from advice.swings import Swing, hands_on, swings

NEARLY_A_YEAR = 9


class Counts(StrEnum):
    """What a clock counts."""

    AWAY = "away"
    BACK = "back"
    BUILDING = "building"


@dataclass(frozen=True)
class Clock:
    """Time since `start`. `swing` names the swing that it belongs to; `since` is the start as it was told.

    A clock may start a little ahead of today: "until March" is read as the end of March. Nothing has passed then.
    """

    counts: Counts
    swing: date
    start: date
    since: Moment
    assumed: bool = False

    def reaches(self, months: int) -> date:
        """The day on which so many months are full."""
        return add_months(self.start, months)

    def passed(self, today: date) -> Span:
        """Years, months and days from the start to the person's own `today`."""
        return span(self.start, today)

    def passed_in_words(self, today: date) -> str:
        """The same in words, no more precise than what was told: "two years this month", "about two years"."""
        months = self.passed(today).whole_months
        if self.since.precision is Precision.YEAR:
            return f"about {in_words(round(months / MONTHS) * MONTHS)}" if months >= NEARLY_A_YEAR else "some months"
        pages = max(0, calendar_months(self.start, today))
        if pages and pages % MONTHS == 0:
            return f"{in_words(pages)} this month"
        return in_words(pages if self.since.precision is Precision.MONTH else months)

    def reaches_in_words(self, months: int) -> str:
        """When so many months are full, to the month or year: "March 2027"; for what is only about true anyway."""
        day = self.reaches(months)
        return str(day.year) if self.since.precision is Precision.YEAR else f"{NAMES[day.month - 1]} {day.year}"


def away(path: Path) -> Clock | None:
    """The time away from hands-on work; None while the person builds, and for who says never to have done so."""
    swing = _last_swing(path)
    return (
        Clock(Counts.AWAY, swing.began, swing.began, swing.since, swing.assumed) if swing and not swing.ended else None
    )


def back(path: Path) -> Clock | None:
    """The time since hands-on work was taken up again after managing; None for anybody else."""
    swing, built = _last_swing(path), hands_on(path)
    if not (swing and swing.ended and swing.managed and built[-1].end is None):
        return None
    return Clock(Counts.BACK, swing.began, swing.ended, built[-1].told_start, swing.assumed)


def building(path: Path) -> Clock | None:
    """The years of hands-on work, breaks left out, while it goes on and was never left for managing; else None."""
    built = hands_on(path)
    if not built or built[-1].end or any(stint.role.managing for stint in path.stints):
        return None
    before = [span(stretch.start, stretch.end) for stretch in built if stretch.end]
    start = add_months(built[-1].start, -sum(lasted.whole_months for lasted in before))
    start -= timedelta(days=sum(lasted.days for lasted in before))
    return Clock(Counts.BUILDING, built[0].start, start, built[0].told_start)


def clocks(path: Path) -> Iterator[Clock]:
    """Every clock that runs for this path."""
    yield from (clock for clock in (away(path), back(path), building(path)) if clock)


def _last_swing(path: Path) -> Swing | None:
    return next(reversed(swings(path)), None)
