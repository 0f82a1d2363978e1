"""Names for new rows: unique, and sorted by when they were made."""

from __future__ import annotations

import secrets
import threading
from datetime import datetime

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


class Ids:
    """Makes ids of 20 characters. Within one process each is greater than the one before, whatever the clock does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def new(self, now: datetime) -> str:
        """Return a fresh id for something that happens at `now` (UTC instant)."""
        with self._lock:
            # 20 bits below a millisecond keep the order of what happens within one.
            self._last = max(self._last + 1, int(now.timestamp() * 1000) << 20)
            return _text(self._last, 14) + _text(secrets.randbits(30), 6)


def _text(number: int, length: int) -> str:
    return "".join(_DIGITS[(number >> shift) & 31] for shift in range(5 * (length - 1), -1, -5))
