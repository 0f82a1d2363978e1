"""The machine that the bot runs on: its clock, its database, and one process after the other.

A process is put together from the real parts, without threads and sockets. When it dies all of it is thrown away but
the database.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any, cast

from advice.cadence import Window
from advice.catalog import Catalog, builtin, load
from bot import jobs
from bot.declared import FEATURES, all_views, help_lines, telling
from bot.features.lifecycle.arrive import arrive
from bot.features.lifecycle.work import ask_again, meet
from bot.runtime.clock import ManualClock, Uptime
from bot.runtime.errors import SlackShut
from bot.runtime.ids import Ids
from bot.runtime.instant import GOOD_FOR, Instant, Instants
from bot.runtime.outbox import Outbox
from bot.runtime.router import Router
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor
from bot.store.claims import Letter
from bot.store.engine import DatabaseBusy
from tests.simulation.databases import FaultyDatabase
from tests.simulation.door import BOT, LyingDoor

WORKSPACE = BOT["team_id"]
HOURS = (9, 17)
PACE = timedelta(seconds=2)
MOST_MESSAGES = 400  # in one go; there are never so many people


class SimulatedClock(ManualClock):
    """A clock of one machine after the other; whoever waits on it lets the time pass."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._boots, self._booted_at = 1, 0.0

    def uptime(self) -> Uptime:
        """Return how long this run of the machine has lasted."""
        return Uptime(f"boot-{self._boots}", self.monotonic() - self._booted_at)

    def boots(self) -> None:
        """Switch the machine off and on."""
        self._boots, self._booted_at = self._boots + 1, self.monotonic()

    def wait(self, condition: threading.Condition, until: datetime | None) -> None:
        """Let the time pass at once."""
        if until is not None and until > self.now():
            self._move(until - self.now(), (until - self.now()).total_seconds())


class InstantsAtOnce(Instants):
    """Instant effects that are carried out when we say so, in this thread."""

    def __init__(self, clock: SimulatedClock, door: LyingDoor) -> None:
        super().__init__(clock, cast(SlackDoor, door), threads=0)
        self._handed: deque[tuple[datetime, Instant]] = deque()

    def hand_over(self, *instants: Instant) -> None:
        """Take effects."""
        self._handed.extend((self._clock.now() + GOOD_FOR, instant) for instant in instants)

    def carry_all_out(self) -> None:
        """Do what was handed over."""
        while self._handed:
            good_until, instant = self._handed.popleft()
            self._carry_out(instant, good_until)


class OutboxWithoutThreads(Outbox):
    """Tells the door what is promised of the message that it is handed."""

    simulated: LyingDoor

    def _send(self, letter: Letter) -> None:
        self.simulated.unasked = letter.promise == "unasked"
        try:
            super()._send(letter)
        finally:
            self.simulated.unasked = False


class SeededIds(Ids):
    """Ids that are the same for the same seed."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self._chance = chance

    def new(self, now: datetime) -> str:
        """Return a fresh id."""
        return f"{super().new(now)[:14]}{self._chance.randrange(10**6):06}"


@cache
def catalog() -> Catalog:
    """Return the content that comes with the bot."""
    return load(builtin())


class Process:
    """One run of the bot."""

    def __init__(
        self,
        clock: SimulatedClock,
        database: FaultyDatabase,
        door: LyingDoor,
        chance: Random,
        holidays: frozenset[date],
        *,
        alone: bool,
    ) -> None:
        self._clock, self._database, self._door = clock, database, door
        self.instants = InstantsAtOnce(clock, door)
        told = telling(Window(*HOURS, holidays=holidays))
        self.outbox = OutboxWithoutThreads(
            clock=clock,
            database=database,
            door=cast(SlackDoor, door),
            catalog=catalog(),
            views=all_views(),
            help_lines=help_lines(catalog()),
            telling=told,
            threads=0,
            jitter=chance.random,
        )
        self.outbox.simulated = door
        ids = SeededIds(chance)
        self.services = Services(
            clock, ids, database, catalog(), catalog(), self.outbox, self.instants, help_lines(catalog()), told
        )
        self.router = Router(self.services, FEATURES, meet)
        self._alone = alone

    def starts(self) -> None:
        """Say who we are, and take up what the one before left."""
        with suppress(SlackShut):  # an operator is to look after it
            arrive(self._database, self._door.identity(), self._clock.now())
        self.outbox.recover(everything=self._alone)

    def ticks(self, *, orphans: bool) -> None:
        """Do what is to be done again and again, and send what may go. `orphans`: there are rows on their way."""
        ours: list[Callable[[], object]] = [
            lambda: jobs.plan(self.services, WORKSPACE),
            lambda: ask_again(self.services, WORKSPACE),
        ]
        for job in [self.outbox.recover, *ours] if orphans else ours:
            with suppress(DatabaseBusy):  # as the ticker does: the next beat tries again
                job()
        self.instants.carry_all_out()
        self.sends()

    def sends(self) -> None:
        """Send what may go by now, in its own pace."""
        idle = 0
        for _ in range(MOST_MESSAGES):
            due = self.outbox.next_due()
            if due is None or due > self._clock.now() + PACE:
                return
            with suppress(DatabaseBusy):  # as a sender's thread does
                if self.outbox.send_one():
                    idle = 0
                    continue
            idle += 1
            if idle > 1:
                return
            self._clock.advance(PACE)

    def forgets(self) -> None:
        """Forget old receipts."""
        with suppress(DatabaseBusy):
            jobs.forget_receipts(self.services)

    def hears(self, listener: Callable[..., None], body: dict[str, Any]) -> dict[str, Any]:
        """Let a listener take in what somebody did; returns what was acknowledged."""
        acked: dict[str, Any] = {}
        if listener == self.router.on_event:
            listener(body)
        else:
            listener(lambda **given: acked.update(given), body)
        self.instants.carry_all_out()
        return acked
