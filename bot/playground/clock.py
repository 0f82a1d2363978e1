"""The playground's time: the machine's own, and as far ahead of it as somebody moved it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from bot.runtime.clock import Clock, Uptime

NOTHING = timedelta()


@runtime_checkable
class MovableClock(Clock, Protocol):
    """A clock that somebody can move."""

    def advance(self, step: timedelta) -> None:
        """Let `step` pass at once; whoever waits on this clock is woken to look again."""


class PlaygroundClock:
    """Runs with the machine's clock, and can be moved forward. A move is time that has passed, by every count.

    Args:
        machine: the clock it runs with.
        ahead: how far it was moved in earlier runs.
        keep: is told how far it is ahead before each move takes effect, so that a later run does not go back.
    """

    def __init__(
        self, machine: Clock, ahead: timedelta = NOTHING, keep: Callable[[timedelta], object] | None = None
    ) -> None:
        self._machine = machine
        self._ahead = ahead
        self._keep = keep
        self._lock = threading.Lock()
        self._waiting: list[threading.Condition] = []

    @property
    def ahead(self) -> timedelta:
        """How far it is ahead of the machine."""
        with self._lock:
            return self._ahead

    def now(self) -> datetime:
        """Return the present UTC instant of the playground, aware."""
        return self._machine.now() + self.ahead

    def monotonic(self) -> float:
        """Return seconds that only ever grow; what was skipped counts."""
        return self._machine.monotonic() + self.ahead.total_seconds()

    def uptime(self) -> Uptime:
        """Return how long the machine would have been on, had the time that was skipped passed."""
        up = self._machine.uptime()
        return Uptime(up.boot, up.seconds + self.ahead.total_seconds())

    def wait(self, condition: threading.Condition, until: datetime | None) -> None:
        """Wait on a held `condition` until it is notified or this clock reaches `until`; a move notifies it too."""
        with self._lock:
            self._waiting.append(condition)
            ahead = self._ahead  # a move from now on finds the condition, and waits until it is let go of
        try:
            self._machine.wait(condition, None if until is None else until - ahead)
        finally:
            with self._lock:
                self._waiting.remove(condition)

    def advance(self, step: timedelta) -> None:
        """Let `step` pass at once.

        Raises:
            ValueError: it goes back.
        """
        if step < NOTHING:
            raise ValueError("the playground's time only moves forward")
        with self._lock:
            if self._keep is not None:
                self._keep(self._ahead + step)
            self._ahead += step
            waiting = list(self._waiting)
        for condition in waiting:
            with condition:
                condition.notify_all()
