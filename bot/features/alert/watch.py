"""What the bot sees of its own trouble beside the database: Slack that does not answer, a disk that fills up.

One look a minute. What is seen here lives in this process; that an episode is told once is the database's to see to.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.runtime.errors import SlackAway, SlackError, SlackUnsure
from bot.runtime.heartbeat import Gap, Heartbeat
from bot.runtime.slack import SlackDoor
from bot.store.engine import Database

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Sight:
    """What one look saw."""

    away: bool  # Slack cannot be reached, or does not reach us
    free: int | None  # MB on the database's disk; None: not ours to watch
    gap: Gap | None  # when the database last could not be written


class Watch:
    """Looks around, and remembers what is to be told once it is over.

    Args:
        database: which one is ours.
        door: asked whether Slack answers, where the last call or the line failed.
        heartbeat: knows when the database could not be written.
        line: tells whether what people do reaches us.
    """

    CUT_OFF = 2  # looks in a row: a line that is just being replaced, or hung up at a stop, is nothing

    def __init__(self, database: Database, door: SlackDoor, heartbeat: Heartbeat, line: Callable[[], bool]) -> None:
        self._door = door
        self._line = line
        self._heartbeat = heartbeat
        self._cut_off = 0
        name = database.url.database
        self._folder = Path(name).resolve().parent if database.is_sqlite and name else None
        self.queue = Queue()

    def look(self) -> Sight:
        """Look around."""
        self._cut_off = 0 if self._line() and self._answers() else self._cut_off + 1
        return Sight(away=self._cut_off >= self.CUT_OFF, free=self._free(), gap=self._heartbeat.gap)

    def _free(self) -> int | None:
        if self._folder is None:
            return None
        try:
            return shutil.disk_usage(self._folder).free // MEGABYTE
        except OSError:
            return None  # the database tells soon enough that its disk is gone

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
