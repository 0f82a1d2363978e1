"""The clocks of a career path: away from hands-on work, back at it, and years of it. All count in calendar months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from advice.career import Path
from advice.lasting import lasted, lasted_in_words, over
from advice.moment import Moment, Precision
from advice.months import NAMES, Span, add_months, span
from advice.swings import Swing, hands_on, swings


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

    def over(self, months: int) -> date:
        """The last day on which so many months may be full, by what was told: the end of that month or year.

        Only after it do they lie in the past; until then they are full "this month", and that is news.
        """
        return over(self.reaches(months), self.since.precision)

    def months(self, today: date) -> int:
        """The months that are said to have passed: what a text claims is chosen by them."""
        return lasted(self.start, today, self.since.precision)

    def passed_in_words(self, today: date) -> str:
        """The same in words: "two years this month", "about two years"."""
        return lasted_in_words(self.start, today, self.since.precision)

    def reaches_in_words(self, months: int) -> str:
        """When so many months are full, to the month or year: "March 2027"; for what is only about true anyway."""
        day = self.reaches(months)
        return str(day.year) if self.since.precision is Precision.YEAR else f"{NAMES[day.month - 1]} {day.year}"

    def due_in_words(self, months: int) -> str:
        """When so many months are full, as it follows a name: "on 15 March 2027", "in March 2027", "around 2027"."""
        if self.since.precision is Precision.DAY:
            return f"on {Moment.of(self.reaches(months))}"
        about = "around" if self.since.precision is Precision.YEAR else "in"
        return f"{about} {self.reaches_in_words(months)}"


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
