"""On the days on which clocks change, against a slow oracle that looks at a clock on the wall every minute."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from advice.cadence import Errand, Rules, Window, Wishes, next_allowed
from advice.zones import own_minute

MINUTE = timedelta(minutes=1)
EVERY_DAY = frozenset(range(7))
KEYS = {own_minute(key): key for key in map(str, range(2000))}
CHANGES = [
    ("Europe/Madrid", date(2026, 3, 29)),
    ("Europe/Madrid", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # half an hour back
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Havana", date(2026, 3, 8)),  # midnight is skipped
    ("America/Havana", date(2026, 11, 1)),  # the first hour of the day comes twice
    ("America/Santiago", date(2026, 4, 4)),  # at midnight back into the day before
    ("America/St_Johns", date(2006, 10, 29)),  # at one past midnight back into the day before
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that was not
]
WINDOWS = [(9, 17, 7), (0, 24, 0), (1, 3, 30), (2, 3, 0), (0, 2, 45), (0, 1, 59), (3, 5, 0), (22, 24, 10)]


def allowed(tz: ZoneInfo, first: datetime, last: datetime, window: tuple[int, int, int]) -> Iterator[datetime]:
    """Every minute at which a message may go: from the first time that the wall shows the own minute of a day, or a
    later one, until the first time that it shows the closing hour or a later one, while it shows no hour before."""
    opens, closes, own = window
    today, opened, closed = date.min, False, False
    now = first
    while now < last:
        wall = now.astimezone(tz)
        minute = wall.hour * 60 + wall.minute
        if wall.date() > today:
            today, opened, closed = wall.date(), False, False
        if wall.date() == today:
            opened = opened or minute >= opens * 60 + own
            closed = closed or minute >= closes * 60
            if opened and not closed and minute >= opens * 60:
                yield now
        now += MINUTE


@pytest.mark.parametrize(("name", "day"), CHANGES, ids=str)
@pytest.mark.parametrize(("opens", "closes", "own"), WINDOWS)
def test_it_is_the_first_minute_that_the_wall_allows(name: str, day: date, opens: int, closes: int, own: int) -> None:
    tz = ZoneInfo(name)
    midnight = datetime.combine(day, time(), UTC)
    may = list(allowed(tz, midnight - timedelta(days=2), midnight + timedelta(days=4), (opens, closes, own)))
    rules = Rules(KEYS[own], Wishes(name), Window(opens, closes, EVERY_DAY))

    ahead = iter(may)
    expected = next(ahead)
    now = midnight - timedelta(days=1)
    while now < midnight + timedelta(days=2):
        while expected < now:
            expected = next(ahead)
        assert next_allowed(now, rules, Errand("nudge")) == expected, now.astimezone(tz)
        now += timedelta(minutes=11)


def test_a_minute_that_is_skipped_is_the_next_one_and_one_that_comes_twice_is_the_first() -> None:
    madrid = Rules(KEYS[30], Wishes("Europe/Madrid"), Window(2, 6, EVERY_DAY))

    spring = next_allowed(datetime(2026, 3, 28, 20, tzinfo=UTC), madrid, Errand("nudge"))
    autumn = next_allowed(datetime(2026, 10, 24, 20, tzinfo=UTC), madrid, Errand("nudge"))

    assert spring == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # 03:00, the first minute after the gap
    assert autumn == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30, the first of the two
