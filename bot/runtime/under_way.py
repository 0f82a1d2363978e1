"""What is being dealt with just now: counted, so that a stop can wait for it and begin nothing more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class UnderWay:
    """Counts what was begun and is not done yet."""

    def __init__(self) -> None:
        self._running = 0
        self._closed = False
        self._changed = threading.Condition()

    @contextmanager
    def one(self) -> Iterator[bool]:
        """Count one from here to the end of the block; gives False, and counts nothing, once nothing may begin."""
        with self._changed:
            if may_begin := not self._closed:
                self._running += 1
        try:
            yield may_begin
        finally:
            if may_begin:
                with self._changed:
                    self._running -= 1
                    self._changed.notify_all()

    def close(self) -> None:
        """Let nothing more begin."""
        with self._changed:
            self._closed = True

    @property
    def closed(self) -> bool:
        """Whether nothing more may begin."""
        with self._changed:
            return self._closed

    def idle(self) -> bool:
        """Tell whether nothing is being dealt with."""
        with self._changed:
            return self._running == 0

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is being dealt with; False when something still is after `seconds`."""
        with self._changed:
            return self._changed.wait_for(lambda: self._running == 0, timeout=seconds)
