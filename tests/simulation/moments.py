"""When the bot is given time: by what the model expects, and at random; never by what the planner wrote down.

In production the planner looks every minute. Here it looks where something may become due, through the working hours
of whoever is owed something, and now and then in between: at night, on a weekend, in somebody's holidays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tests.simulation.books import Books
from tests.simulation.model import APART, CLOSES, FRIDAY, OPENS, Someone

FAR = timedelta(days=30)
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
BETWEEN = 0.4  # chance of a look before anything is expected


class Moments:
    """Chooses the next moment of one company."""

    def __init__(self, books: Books, chance: Random) -> None:
        self._books = books
        self._chance = chance
        self._expected: datetime | None = None

    def after(self, now: datetime) -> datetime:
        """Return when the bot is to be given time next."""
        expected = min((when for one in self._books.people.items() for when in self._of(*one, now)), default=now + FAR)
        expected = min(expected, now + FAR)
        news = expected != self._expected
        self._expected = expected
        if news and expected - now > AN_HOUR and self._chance.random() < BETWEEN:
            return now + (expected - now) * self._chance.random()
        return expected

    def _of(self, user: str, someone: Someone, now: datetime) -> Iterator[datetime]:
        """Say when somebody's day has come, or when what is due may be said."""
        if not (someone.active and someone.agreed):
            return
        milestones, again = self._books.open_for(user)
        today = someone.today(now)
        days = [someone.due[key] for key in milestones] + [day for _, day in again]
        ahead = min((day for day in days if day > today), default=None)
        if ahead is not None:
            yield datetime.combine(ahead, time(), ZoneInfo(someone.zone)).astimezone(UTC)
        if someone.paused or not any(day <= today for day in days):
            return
        asked = any(day <= today for _, day in again)
        start = max(now, someone.snoozed_until or now)
        if someone.last_unasked is not None and not asked:
            start = max(start, someone.last_unasked + APART)
        yield self._chance_to_say(someone, start, now)

    def _chance_to_say(self, someone: Someone, start: datetime, now: datetime) -> datetime:
        day, last = someone.today(start), someone.today(start + 2 * FAR)
        while day <= last:
            if self._works(someone, day):
                for hour in range(OPENS, CLOSES):
                    minute = time(hour, (hour * 7 + day.day * 11) % 60)
                    when = datetime.combine(day, minute, ZoneInfo(someone.zone)).astimezone(UTC)
                    if when >= start and when > now:
                        return when
            day += A_DAY
        return now + FAR

    def _works(self, someone: Someone, day: date) -> bool:
        return day.weekday() <= FRIDAY and day not in self._books.holidays and not someone.is_off(day)
