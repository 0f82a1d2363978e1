"""The only place that reads the time. Everything else is given a `Clock` or a value taken from one."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class Uptime:
    """How long a machine has been on. `boot` names that run of it; setting its clock does not change `seconds`."""

    boot: str
    seconds: float


class Clock(Protocol):
    """Tells the time and waits for it."""

    def now(self) -> datetime:
        """Return the present UTC instant, aware."""

    def monotonic(self) -> float:
        """Return seconds that only ever grow; for measuring, never for storing."""

    def uptime(self) -> Uptime:
        """Return how long this machine has been on; against another boot it says nothing."""

    def wait(self, condition: threading.Condition, until: datetime | None) -> None:
        """Wait on a held `condition` until it is notified or this clock reaches `until` (None: no bound)."""


class SystemClock:
    """The machine's own clock."""

    def __init__(self) -> None:
        # Where the machine does not name its runs, each of ours is one.
        self._boot = _BOOT.read_text().strip() if _BOOT.is_file() else secrets.token_hex(16)

    def now(self) -> datetime:
        """Return the present UTC instant, aware."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()

    def uptime(self) -> Uptime:
        """Return how long this machine has been on, asleep or not."""
        seconds = time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()
        return Uptime(self._boot, seconds)

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

    def uptime(self) -> Uptime:
        """Return the same, as of a machine that is never switched off."""
        return Uptime("manual", self.monotonic())

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
        self._move(step, passed=max(0.0, step.total_seconds()))

    def jump(self, step: timedelta) -> None:
        """Be set to another time, as a wrong clock is: no time passes."""
        self._move(step, passed=0.0)

    def _move(self, step: timedelta, passed: float) -> None:
        with self._lock:
            self._now += step
            self._elapsed += passed
            waiting = list(self._waiting)
        for condition in waiting:
            with condition:
                condition.notify_all()
