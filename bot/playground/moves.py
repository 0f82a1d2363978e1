"""Moves of the clock: how far each step goes, how far any may, one that goes on, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from advice.months import add_months

FURTHEST_YEARS = 50
"""From now: no move goes further. A career is over by then, and calendars end somewhere."""

STEPS: dict[str, Callable[[datetime], datetime]] = {
    "hour": lambda now: now + timedelta(hours=1),
    "day": lambda now: now + timedelta(days=1),
    "week": lambda now: now + timedelta(weeks=1),
    "month": lambda now: _months(now, 1),
    "year": lambda now: _months(now, 12),
}


@dataclass(frozen=True)
class Arrived:
    """A message of the bot that came while the clock was moved."""

    user: str
    ts: str
    at: datetime


@dataclass
class Move:
    """A move that goes on: from where to where (UTC instants)."""

    begun: datetime
    to: datetime
    by: str
    stopping: bool = False


def furthest(now: datetime) -> datetime:
    """Return the instant (UTC) beyond which no move goes."""
    return _months(now, 12 * FURTHEST_YEARS)


def _months(now: datetime, months: int) -> datetime:
    return datetime.combine(add_months(now.date(), months), now.timetz())
