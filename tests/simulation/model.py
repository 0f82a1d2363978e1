"""Who must have been nudged when: the promise as a pure model, written from its words and not from the bot's code.

A swing begins when hands-on work ends and is ended by the next hands-on work. Two and five years into it whoever
manages is told, once; what had passed when they told us is no news. Everything here is about one person.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

HANDS_ON = frozenset({"engineer", "tech_lead"})
MANAGING = frozenset({"manager", "director", "executive"})
AWAY_MONTHS = {"two-years": 24, "three-years": 36, "five-years": 60}  # counted from the day hands-on work ended
BACK = "six-months-back"
AFTER_BACK = 6
ON = {"two-years": True, "three-years": False, "five-years": True, BACK: True}
OPENS, CLOSES, FRIDAY = 9, 17, 4
APART = timedelta(days=7)
LATER = 3  # months, for whoever wants to hear of it again


class Key(NamedTuple):
    """What a person is nudged about at most once."""

    milestone: str
    since: date  # when hands-on work ended: the swing


class Must(Enum):
    """What is promised about a key."""

    OWED = "owed"  # told once its day is there
    MAY = "may"  # the words leave it open
    NEVER = "never"  # it lay in the past when we were told, or when they came back
    OVER = "over"  # the path, or the person's wish, took it back


@dataclass(frozen=True)
class Step:
    """A role from a day until the next step; `building`: hands-on work goes on beside it."""

    start: date
    role: str
    building: bool = False

    @property
    def hands_on(self) -> bool:
        return self.role in HANDS_ON or self.building


@dataclass
class Someone:
    """What the bot was told by a person, and what it owes them."""

    zone: str
    steps: tuple[Step, ...] = ()
    on: dict[str, bool] = field(default_factory=lambda: dict(ON))
    agreed: bool = False
    active: bool = True
    paused: bool = False
    snoozed_until: datetime | None = None
    days_off: tuple[tuple[date, date], ...] = ()
    must: dict[Key, Must] = field(default_factory=dict)
    due: dict[Key, date] = field(default_factory=dict)
    told: dict[Key, datetime] = field(default_factory=dict)
    asked: dict[Key, date] = field(default_factory=dict)  # what is to be said again, and from which day on
    last_unasked: datetime | None = None

    def today(self, now: datetime) -> date:
        """Return the person's own date."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def tells(self, steps: tuple[Step, ...], now: datetime) -> None:
        """Take in a path: what it makes of every milestone that is ahead, behind, or no more."""
        was_away = bool(self.steps) and self.steps[-1].role == "away"
        self.steps = steps
        today, reached = self.today(now), reached_by(steps)
        for key in [key for key in self.must if key not in reached]:
            self.must[key] = Must.OVER
        for key, due in reached.items():
            before, held = self.must.get(key), self.due.get(key) == due
            self.due[key] = due
            if not self.on[key.milestone]:
                continue
            if held and before in (Must.OWED, Must.NEVER):
                continue
            self.must[key] = _judged(due, today, open_=was_away or before is not None)

    def switches(self, milestone: str, on: bool, now: datetime) -> None:
        """Switch a milestone on or off; one whose day had passed by then is not sent for that."""
        if self.on[milestone] == on:
            return
        self.on[milestone] = on
        for key, due in reached_by(self.steps).items():
            if key.milestone != milestone:
                continue
            before = self.must.get(key)
            self.must[key] = _judged(due, self.today(now), open_=before is not None) if on else Must.OVER

    def later(self, key: Key, now: datetime) -> None:
        """Want to hear of a milestone again; the newest wish counts, where no higher one comes before."""
        day = months_after(self.today(now), LATER)
        if self.on[key.milestone] and not self.higher(key, day):
            self.asked[key] = day

    def agrees(self, now: datetime) -> None:
        """Agree, perhaps again: what fell due while they were gone they hear in answer, and it is never sent."""
        self.agreed, today = True, self.today(now)
        for key, due in self.due.items():
            if due <= today and self.must.get(key) in (Must.OWED, Must.MAY):
                self.must[key] = Must.NEVER
        self.asked = {key: day for key, day in self.asked.items() if day > today}

    def is_open(self, now: datetime, holidays: frozenset[date]) -> str | None:
        """Tell why nothing may come at `now`; None where it may."""
        local = now.astimezone(ZoneInfo(self.zone))
        reasons = {
            "not agreed": not self.agreed,
            "has left": not self.active,
            "paused": self.paused,
            "snoozed": self.snoozed_until is not None and now < self.snoozed_until,
            "weekend": local.weekday() > FRIDAY,
            "outside the hours": not OPENS <= local.hour < CLOSES,
            "holiday": local.date() in holidays,
            "days off": self.is_off(local.date()),
        }
        return next((why for why, holds in reasons.items() if holds), None)

    def is_off(self, day: date) -> bool:
        """Tell whether a day is one of their days off."""
        return any(first <= day <= last for first, last in self.days_off)

    def may_be_told(self, key: Key, now: datetime) -> str | None:
        """Tell why a milestone must not be sent at `now`; None where it may."""
        if key in self.told:
            return "it was sent before"
        if self.must.get(key) not in (Must.OWED, Must.MAY):
            return f"it is {self.must.get(key)}"
        if self.today(now) < self.due[key]:
            return "its day is not there yet"
        return "a higher one is reached" if self.higher(key, self.today(now)) else None

    def higher(self, key: Key, today: date) -> bool:
        """Tell whether a higher milestone of the same swing is reached as well."""
        mine = AWAY_MONTHS.get(key.milestone, 0)
        others = [other for other in self.must if other.since == key.since and self.must[other] is not Must.OVER]
        return any(AWAY_MONTHS.get(other.milestone, 0) > mine > 0 and self.due[other] <= today for other in others)

    def owed(self, today: date) -> list[Key]:
        """Return what must be settled by now: sent, or known to have failed."""
        return [key for key, must in self.must.items() if must is Must.OWED and self.due[key] <= today]

    def owed_again(self, today: date) -> list[tuple[Key, date]]:
        """Return what they wanted to hear again by now and is still true and wanted."""
        return [
            (key, day)
            for key, day in self.asked.items()
            if day <= today and self.must.get(key) is Must.OWED and not self.higher(key, today)
        ]


def reached_by(told: tuple[Step, ...]) -> dict[Key, date]:
    """Return every milestone of the present swing, or return, with its day."""
    steps = _without_single_days(told)
    if not steps:
        return {}
    now = steps[-1]
    run = [now]
    for step in reversed(steps[:-1]):
        if step.hands_on != now.hands_on:
            break
        run.append(step)
    since, before = run[-1].start, steps[: len(steps) - len(run)]
    if now.role in MANAGING and not now.building:
        return {Key(name, since): months_after(since, months) for name, months in AWAY_MONTHS.items()}
    left = _last_run_away(before)
    if now.role in HANDS_ON and any(one.role in MANAGING for one in left):
        return {Key(BACK, left[0].start): months_after(since, AFTER_BACK)}
    return {}


def _without_single_days(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Leave out what lasted a day between two times of hands-on work: that is no time away."""
    kept: list[Step] = []
    for number, step in enumerate(steps):
        after = steps[number + 1] if number + 1 < len(steps) else None
        between = bool(kept) and kept[-1].hands_on and after is not None and after.hands_on
        if step.hands_on or not between or after is None or after.start - step.start > timedelta(days=1):
            kept.append(step)
    return tuple(kept)


def _last_run_away(steps: tuple[Step, ...]) -> list[Step]:
    """Return the last run of roles away from hands-on work."""
    run: list[Step] = []
    for step in reversed(steps):
        if step.hands_on:
            break
        run.insert(0, step)
    return run


def months_after(day: date, months: int) -> date:
    """Return the same day some months later; the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _judged(due: date, today: date, *, open_: bool) -> Must:
    if due > today:
        return Must.OWED
    return Must.MAY if open_ or due == today else Must.NEVER
