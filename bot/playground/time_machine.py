"""Moves the clock forward from one thing that falls due to the next, so that each comes in order, on its own day."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.playground.clock import MovableClock
from bot.playground.coming import Ahead, Coming
from bot.playground.core import Core
from bot.playground.moves import STEPS, Arrived, Move, furthest
from bot.playground.refusal import Refused
from bot.playground.settling import Settling
from bot.store.driver_errors import DatabaseBusy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.bot import Bot

LEAST = timedelta(minutes=1)
"""Between two steps: the planner looks no more often by itself."""
KEPT = 50


class TimeMachine:
    """Moves one playground. One move at a time, from any thread.

    Args:
        clock: is moved.
        core: the simulated Slack, which shows what comes.
    """

    def __init__(self, clock: MovableClock, core: Core) -> None:
        self._clock = clock
        self._core = core
        self._settling = Settling(clock, core)
        self._bot: Bot | None = None
        self._turn = threading.Lock()
        self.move: Move | None = None
        self.told: Sequence[str] = ()
        """Ids of those who told the bot something before anybody came."""
        self.arrived: deque[Arrived] = deque(maxlen=KEPT)

    def drive(self, bot: Bot | None) -> None:
        """Take this bot along from now on, or none. A move that goes on is stopped first."""
        self.stop()
        with self._turn:
            self._bot = bot
            self.arrived.clear()

    def stop(self) -> None:
        """End the move that goes on, after the step it is at."""
        move = self.move
        if move is not None:
            move.stopping = True

    def by(self, step: str) -> Sequence[Arrived]:
        """Move by one of `STEPS`, or to the `next` thing that will be said to anybody; returns what came.

        Raises:
            Refused: unknown_step, already_moving, too_far; nothing_ahead, where the bot will say nothing of itself.
        """
        if step == "next":
            return self._to_next()
        if step not in STEPS:
            raise Refused("unknown_step")
        return self.to(STEPS[step](self._clock.now()), by=step)

    def to(self, instant: datetime, by: str = "to") -> Sequence[Arrived]:
        """Move to a UTC instant; returns what came on the way.

        Raises:
            Refused: already_moving; backwards, where that is past; too_far, where it is decades away.
        """
        now = self._clock.now()
        if instant < now:
            raise Refused("backwards")
        if instant > furthest(now):
            raise Refused("too_far")
        with self._moving(instant, by) as move:
            came: list[Arrived] = []
            while not move.stopping and self._clock.now() < instant:
                came += self._step(instant)
            return came

    def coming(self, user: str) -> Sequence[Coming]:
        """Return what one person will be told, the first first. Only they should see it."""
        bot = self._bot
        return [] if bot is None else self._ahead(bot).of(user)

    # -- steps

    def _to_next(self) -> Sequence[Arrived]:
        if self._first() is None:
            raise Refused("nothing_ahead")
        with self._moving(self._clock.now(), "next") as move:
            while not move.stopping:
                first = self._first()
                if first is None:
                    break
                move.to = max(first, self._clock.now() + LEAST)
                came = self._step(move.to)
                if came:
                    return came
        return []

    def _first(self) -> datetime | None:
        """Return the first instant at which anybody is told something, as far as one can tell."""
        return min((one.at for user in self._people() for one in self.coming(user)), default=None)

    def _step(self, target: datetime) -> list[Arrived]:
        """Move to whatever falls due first, at most to `target`, and let all come of it that does."""
        self._settling.settle(self._bot)
        with self._core.workspace.lock:
            before = self._core.workspace.next_ts()
        if self._bot is not None:
            self._catch_up(self._bot)
        now = self._clock.now()
        due = self._due()
        at = target if due is None else min(target, max(due, now + LEAST))
        self._clock.advance(max(timedelta(), at - now))
        self._plan()
        came = self._since(before)
        self.arrived.extend(came)
        with self._core.workspace.changing():
            pass  # everybody sees what time it is
        return came

    def _due(self) -> datetime | None:
        with self._core.workspace.lock:
            again = self._core.deliveries.next_due(self._clock.now())
        look = None if self._bot is None else self._ahead(self._bot).next_look(self._people())
        now = self._clock.now()
        return min((one for one in (again, look) if one is not None and one > now), default=None)

    def _plan(self) -> None:
        """What the ticker does each minute or hour, it would have done by now."""
        if self._bot is not None:
            self._bot.ticker.run_all()
            self._settling.settle(self._bot)
            self._catch_up(self._bot)

    def _catch_up(self, bot: Bot) -> None:
        self._settling.catch_up(bot, self._ahead(bot), self._people())

    def _since(self, ts: str) -> list[Arrived]:
        """Return the bot's messages to single people since a timestamp, oldest first."""
        with self._core.workspace.lock:
            rooms = [room for room in self._core.workspace.conversations.values() if room.kind == "im"]
            found = [
                Arrived(room.person, message.ts, self._clock.now())
                for room in rooms
                for message in room.messages.values()
                if message.bot and message.seen_by is None and message.ts > ts
            ]
        return sorted(found, key=lambda one: one.ts)

    # -- around a move

    @contextmanager
    def _moving(self, to: datetime, by: str) -> Iterator[Move]:
        if not self._turn.acquire(blocking=False):
            raise Refused("already_moving")
        try:
            self.move = Move(self._clock.now(), to, by)
            yield self.move
        except DatabaseBusy as busy:
            raise Refused("database_busy") from busy
        finally:
            self.move = None
            self._turn.release()
            with self._core.workspace.changing():
                pass

    def _ahead(self, bot: Bot) -> Ahead:
        return Ahead(bot.services, self._core.workspace.cast.team_id)

    def _people(self) -> list[str]:
        with self._core.workspace.lock:
            return list(self._core.workspace.people)
