"""The only place that reads the time. Everything else is given a `Clock` or a value taken from one."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits for it."""

    def now(self) -> datetime:
        """Return the present UTC instant, aware."""

    def monotonic(self) -> float:
        """Return seconds that only ever grow; for measuring, never for storing."""

    def wait(self, condition: threading.Condition, until: datetime | None) -> None:
        """Wait on a held `condition` until it is notified or this clock reaches `until` (None: no bound)."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present UTC instant, aware."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()

    def wait(self, condition: threading.Condition, until: datetime | None) -> None:
        """Wait on a held `condition` until it is notified or this clock reaches `until`."""
        condition.wait(None if until is None else max(0.0, (until - self.now()).total_seconds()))


class ManualClock:
    """A clock that moves only when it is told to. Whoever waits on it is woken by every move, to look again."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._elapsed = 0.0
        self._lock = threading.Lock()
        self._waiting: list[threading.Condition] = []

    def now(self) -> datetime:
        """Return the instant this clock stands at."""
        with self._lock:
            return self._now

    def monotonic(self) -> float:
        """Return the seconds this clock has been moved forward since it was made."""
        with self._lock:
            return self._elapsed

    def wait(self, condition: threading.Condition, until: datetime | None) -> None:
        """Wait on a held `condition` until it is notified; every move of the clock notifies it too.

        A time that is already reached returns at once. The caller looks again at what it waited for, as after any wake.
        """
        with self._lock:
            if until is not None and until <= self._now:
                return
            self._waiting.append(condition)
        try:
            condition.wait()
        finally:
            with self._lock:
                self._waiting.remove(condition)

    def advance(self, step: timedelta) -> None:
        """Move forward by `step` (or back, where it is negative: the monotonic seconds then stand still)."""
        with self._lock:
            self._now += step
            self._elapsed += max(0.0, step.total_seconds())
            waiting = list(self._waiting)
        for condition in waiting:
            with condition:
                condition.notify_all()
