"""Local time in a person's zone, also on the days on which clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256
from zoneinfo import ZoneInfo

MINUTES = 60
A_DAY = timedelta(days=1)
A_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=1024)
def zone(name: str | None, fallback: str = "UTC") -> ZoneInfo:
    """The zone of that IANA name; the fallback where there is no name, or none that is known; UTC where neither is."""
    for known in (name, fallback):
        if known:
            try:
                return ZoneInfo(known)
            except (KeyError, ValueError, OSError):  # not there; not a name at all; the name of a folder
                continue
    return ZoneInfo("UTC")


def first_instant(day: date, minute: int, tz: ZoneInfo) -> datetime:
    """The UTC instant at which a clock in `tz` first shows that minute of that day (0 to 1440), or passes it.

    In the hour that is skipped in spring it is the first minute after; in the one that comes twice, the first time.
    """
    wall = datetime.combine(day, time(), tzinfo=None) + timedelta(minutes=minute)
    early, late = sorted(wall.replace(tzinfo=tz, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(tz).replace(tzinfo=None) == wall:
        return early
    return _change(early, late, tz)


def last_instant(day: date, minute: int, tz: ZoneInfo) -> datetime:
    """The same for the last time that a clock shows that minute of that day."""
    first = first_instant(day, minute, tz)
    again = first.astimezone(tz).replace(fold=1).astimezone(UTC)
    return max(first, again)


def own_minute(key: str) -> int:
    """A minute of the hour that is always the same for the same key, so that people are spread over that hour."""
    return int.from_bytes(sha256(key.encode()).digest()[:8], "big") % MINUTES


def _change(early: datetime, late: datetime, tz: ZoneInfo) -> datetime:
    """The second between two instants at which the offset of a zone changes to what it is at the later one."""
    offset = late.astimezone(tz).utcoffset()
    while late - early > A_SECOND:
        middle = early + timedelta(seconds=(late - early) // A_SECOND // 2)
        if middle.astimezone(tz).utcoffset() == offset:
            late = middle
        else:
            early = middle
    return late
