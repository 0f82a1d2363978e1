"""The threads that send: woken when something may be due, at work while something is, and stopped between two rows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import structlog

from bot.runtime.clock import Clock
from bot.store.engine import DatabaseBusy

A_MOMENT = timedelta(seconds=1)  # until we look again where something stands in the way
LAST_CALLS = 15.0  # seconds that a stop leaves each thread for its call to Slack

log = structlog.get_logger(__name__)


class Senders:
    """Threads that send one row after the other, as long as there is one.

    Args:
        clock: what they wait on.
        send_one: sends the first row that may go; False when there is none.
        may_send: whether there is such a row.
        next_due: the UTC instant at which the next row falls due, or None.
        threads: how many.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        send_one: Callable[[], bool],
        may_send: Callable[[], bool],
        next_due: Callable[[], datetime | None],
        threads: int,
    ) -> None:
        self._clock = clock
        self._send_one = send_one
        self._may_send = may_send
        self._next_due = next_due
        lock = threading.Lock()
        self._changed = threading.Condition(lock)  # senders wait here; each wake is for one of them
        self._settled = threading.Condition(lock)  # and here whoever waits for what they do
        self._wakes = 0
        self._busy = 0
        self._stopping = False
        self._looks = count()
        self._last_look = -1  # the number of the last one, of those who rest
        self._threads = [threading.Thread(target=self._work, name=f"sender-{n}", daemon=True) for n in range(threads)]

    def start(self) -> None:
        """Start them all."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let each finish the row it has, and end."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
            self._settled.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=LAST_CALLS)

    def wake(self) -> None:
        """Let one of them look whether a row is due."""
        with self._changed:
            self._wakes += 1
            self._changed.notify()

    def pause(self) -> bool:
        """Wait for a moment, in the middle of a row; False at once where we are to stop."""
        with self._settled:
            if self._stopping:
                return False
            self._clock.wait(self._settled, self._clock.now() + A_MOMENT)
        return True

    def idle(self) -> bool:
        """Tell whether nothing is on its way and nothing may go by now."""
        with self._changed:
            return self._at_rest()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is on its way and nothing may go by now; False when that takes longer than `seconds`."""
        with self._settled:
            return self._settled.wait_for(self._at_rest, timeout=seconds)

    def pulse(self) -> tuple[int, int]:
        """Return how many of them live, and how many are at work."""
        with self._changed:
            return sum(thread.is_alive() for thread in self._threads), self._busy

    def _at_rest(self) -> bool:
        return self._busy == 0 and not self._may_send()

    def _work(self) -> None:
        seen, looked = -1, self._clock.now()
        while True:
            look = next(self._looks)
            # Looked up before the lock is taken: whoever wakes us has somebody waiting, and must not wait for this.
            until = self._look_again_at(looked)
            with self._changed:
                if self._stopping:
                    return
                self._rest(seen, look, until)
                if self._stopping:
                    return
                seen = self._wakes
                self._busy += 1
            looked = self._clock.now()
            try:
                while not self._stopping and self._send_one():
                    seen, looked = self._wakes, self._clock.now()  # whatever was said until now, the next look finds
            except DatabaseBusy as error:
                log.warning("outbox.database_busy", error=str(error))
            except Exception:  # the boundary of this thread: one broken row must not end all sending
                log.exception("outbox.broken")
            finally:
                with self._settled:
                    self._busy -= 1
                    self._settled.notify_all()

    def _rest(self, seen: int, look: int, until: datetime | None) -> None:
        """Wait for a wake that came after `seen`; whoever looked last waits for `until` too. The lock is held.

        If all of them did, each second that a message has to wait for its turn would cost as many looks as there are
        threads. Who looked last has seen all that was written before, so nobody need look sooner.
        """
        self._last_look = max(self._last_look, look)
        if seen == self._wakes and look == self._last_look:
            self._clock.wait(self._changed, until)
        while seen == self._wakes and look != self._last_look and not self._stopping:
            self._clock.wait(self._changed, None)

    def _look_again_at(self, looked: datetime) -> datetime | None:
        """Return when to look again after one at `looked`; where the clock has moved on since, that may be at once."""
        try:
            due = self._next_due()
        except DatabaseBusy:
            return looked + A_MOMENT
        if due is None:
            return None
        # Due already and still not sent: it waits its turn, a cap, or Slack's leave.
        return max(due, looked + A_MOMENT)
