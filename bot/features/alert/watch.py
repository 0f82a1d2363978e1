"""What the bot sees of its own trouble beside the database: Slack that does not answer, a disk that fills up.

One look a minute. What is seen here lives in this process; that an episode is told once is the database's to see to.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.runtime.errors import SlackAway, SlackError, SlackUnsure
from bot.runtime.slack import SlackDoor
from bot.store.engine import Database, DatabaseBusy

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Sight:
    """What one look saw."""

    away: bool  # Slack cannot be reached, or does not reach us
    free: int | None  # MB on the database's disk; None: not ours to watch
    unwritten: tuple[datetime, str] | None  # since when the database could not be written until now, and why


class Watch:
    """Looks around, and remembers what is to be told once it is over.

    Args:
        database: which one is ours.
        door: asked whether Slack answers, where the last call or the line failed.
        line: tells whether what people do reaches us.
    """

    def __init__(self, database: Database, door: SlackDoor, line: Callable[[], bool]) -> None:
        self._door = door
        self._line = line
        name = database.url.database
        self._folder = Path(name).resolve().parent if database.is_sqlite and name else None
        self._unwritten: tuple[datetime, str] | None = None
        self.queue = Queue()

    def look(self) -> Sight:
        """Look around."""
        free = None if self._folder is None else shutil.disk_usage(self._folder).free // MEGABYTE
        return Sight(away=not (self._line() and self._answers()), free=free, unwritten=self._unwritten)

    def not_written(self, at: datetime, busy: DatabaseBusy) -> None:
        """Remember that what was seen at `at` (UTC instant) could not be written down."""
        self._unwritten = self._unwritten or (at, str(busy)[:60])

    def written(self) -> None:
        """Remember that it could."""
        self._unwritten = None

    def _answers(self) -> bool:
        """Tell whether Slack answers; asked only where it last did not, for a bot at rest calls nobody for hours."""
        if self._door.answered:
            return True
        try:
            self._door.identity()
        except (SlackAway, SlackUnsure):
            return False
        except SlackError:
            return True  # it says no, but it says something
        return True


class Queue:
    """Whether what waits gets fewer from look to look."""

    STUBBORN = 3  # looks

    def __init__(self) -> None:
        self._waiting = 0
        self._looks = 0

    def grows(self, waiting: int) -> bool:
        """Take in how many wait too long; True once they did not get fewer for some looks."""
        self._looks = self._looks + 1 if waiting >= max(1, self._waiting) else 0
        self._waiting = waiting
        return self._looks >= self.STUBBORN
