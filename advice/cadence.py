"""When may a message go that the bot sends of itself: in the person's own working hours, on a day that suits them.

What a person asked for keeps to the window too, and is outside the limit of one unasked message in seven days.
A snooze, a vacation and a pause hold back both kinds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from advice.zones import A_DAY, MINUTES, first_instant, last_instant, own_minute, zone

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKDAYS = frozenset(range(5))
HOURS = 24
WEEK = 7
BETWEEN_UNASKED = timedelta(days=7)
HORIZON = timedelta(days=3653)


@dataclass(frozen=True)
class Window:
    """The organisation's hours: from `opens` until before `closes` (hours, local), on `weekdays` (Monday is 0)."""

    opens: int = 9
    closes: int = 17
    weekdays: frozenset[int] = WORKDAYS
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= HOURS:
            raise ValueError(f"a window from {self.opens} to {self.closes} o'clock never opens")


@dataclass(frozen=True)
class Vacation:
    """Days off, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Wishes:
    """What a person chose. `zone`: an IANA name; `weekday` (Monday is 0) and `hour`: for reminders they asked for."""

    zone: str | None = None
    weekday: int | None = None
    hour: int | None = None
    vacations: tuple[Vacation, ...] = ()
    paused: bool = False
    snoozed_until: datetime | None = None
    off: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rules:
    """Everything that decides when. `key` spreads people over the first hour; `last_unasked` is an instant."""

    key: str
    wishes: Wishes = Wishes()
    window: Window = Window()
    fallback_zone: str = "UTC"
    last_unasked: datetime | None = None

    @property
    def tz(self) -> ZoneInfo:
        """The zone that counts for this person."""
        return zone(self.wishes.zone, self.fallback_zone)


@dataclass(frozen=True)
class Errand:
    """Something to be sent: its kind, and the local day from which it is due (None: it is due).

    `asked`: the person asked for it. `moves`: it waits for the weekday they chose; else its day is its day.
    """

    kind: str
    due: date | None = None
    asked: bool = False
    moves: bool = False


def next_allowed(now: datetime, rules: Rules, errand: Errand) -> datetime | None:
    """The first UTC instant, `now` or later, at which the errand may go; None where it may not go at all.

    `now` must be aware. Within the first open hour of a day everybody has a minute of their own.
    """
    wishes = rules.wishes
    if wishes.paused or errand.kind in wishes.off:
        return None
    start = max(_bounds(now, rules, errand))
    opening = _opening(rules, errand)
    instants = (_within(day, opening, start, rules) for day in _days(start, rules, errand))
    return next((instant for instant in instants if instant), None)


def _bounds(now: datetime, rules: Rules, errand: Errand) -> Iterator[datetime]:
    """The instants before which nothing goes."""
    yield now.astimezone(UTC)
    if rules.wishes.snoozed_until:
        yield rules.wishes.snoozed_until.astimezone(UTC)
    if rules.last_unasked and not errand.asked:
        yield rules.last_unasked.astimezone(UTC) + BETWEEN_UNASKED


def _days(start: datetime, rules: Rules, errand: Errand) -> Iterator[date]:
    """The local days, from `start` on, on which the errand may go."""
    today = start.astimezone(rules.tz).date()
    day = max(today, _first_day(rules, errand) or today)
    last = day + HORIZON
    window = rules.window
    while day <= last:
        off = [vacation.last for vacation in rules.wishes.vacations if vacation.first <= day <= vacation.last]
        if off:
            day = min(max(off), last)
        elif day.weekday() in window.weekdays and day not in window.holidays:
            yield day
        day += A_DAY


def _first_day(rules: Rules, errand: Errand) -> date | None:
    """The day from which it is due: for what moves, the chosen weekday on it or after it."""
    weekday = rules.wishes.weekday
    if errand.due is None or weekday is None or not errand.moves:
        return errand.due
    return errand.due + timedelta(days=(weekday - errand.due.weekday()) % WEEK)


def _opening(rules: Rules, errand: Errand) -> int:
    """The minute of the day from which this errand may go: the person's own within the hour that counts for it."""
    window, hour = rules.window, rules.wishes.hour
    chosen = window.opens if hour is None or not errand.asked else min(max(hour, window.opens), window.closes - 1)
    return chosen * MINUTES + own_minute(rules.key)


def _within(day: date, opening: int, start: datetime, rules: Rules) -> datetime | None:
    """The first instant of that day's window from `start` on; None where the window is over, or was skipped."""
    tz, opens = rules.tz, rules.window.opens * MINUTES
    closing = first_instant(day, rules.window.closes * MINUTES, tz)
    # Where the clock goes back over the opening hour, the window pauses until that hour is reached again.
    for instant in (max(start, first_instant(day, opening, tz)), max(start, last_instant(day, opens, tz))):
        wall = instant.astimezone(tz)
        if instant < closing and wall.date() == day and wall.hour * MINUTES + wall.minute >= opens:
            return instant
    return None
