"""A company and its bot: what happens next, whoever does it, and that everything holds after each step."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from bot.features.nudge import jump
from bot.runtime.errors import NotNow
from bot.store.engine import DatabaseBusy
from tests.simulation.books import Books, Broken
from tests.simulation.databases import FaultyDatabase
from tests.simulation.door import Crash, Delivered, LyingDoor
from tests.simulation.faults import BY_PEOPLE, Faults
from tests.simulation.looks import Looks, Row
from tests.simulation.machine import WORKSPACE, Process, SimulatedClock
from tests.simulation.model import Someone
from tests.simulation.moments import Moments

BETWEEN = "between claim and call"
LEASE = timedelta(seconds=70)  # and the beat that finds out that it ran out
AGAIN = timedelta(hours=1)  # what is overdue and does not go yet is looked at again
WAITING = timedelta(hours=12)  # for an operator
LATE = timedelta(minutes=10)
A_DAY = timedelta(days=1)
TRIES = 60
FORGETS = 50  # beats between two times at which old receipts are forgotten
Happening = Callable[[], object]


class NobodyThere(Exception):
    """Slack lets the bot answer nobody; people give up and try another day."""


class Company:
    """One seeded company: its people, their bot, the machine it runs on, and the Slack between them."""

    def __init__(self, seed: int, database: FaultyDatabase, start: datetime) -> None:
        self.seed = seed
        self.chance = Random(f"company {seed}")
        self.clock = SimulatedClock(start)
        self.faults = Faults.of(seed)
        self.database = database
        self.looks = Looks(database)
        self.door = LyingDoor(self.clock, self.faults, self.struck, self.delivered, self.tried)
        self.people: dict[str, Someone] = {}
        self.holidays = _holidays(self.chance, start.year)
        self.books = Books(self.people, self.door, self.looks, self.holidays)
        self.trace: list[str] = []
        self.alone = self.chance.random() < 0.7  # as on SQLite; else a dead sender's row waits for its lease
        self.ticks = self.hired = 0
        self.reacts: Callable[[Delivered, list[Row]], None] = lambda message, rows: None
        self.interrupts: Callable[[str], None] = lambda user: None
        self.acts: Callable[[str], None] = lambda user: None
        self.worsens: Happening = lambda: None  # while a message is on its way, anything may happen as well
        self._moments = Moments(self.books, Random(f"moments {seed}"))
        self._interrupted = self._orphans = self._helped = False
        self._happenings: list[tuple[datetime, int, Happening]] = []
        self._numbers = count(1)
        self.process = self._new_process()
        self.process.starts()
        database.faults, database.struck = self.faults, self.struck

    # What happens ---------------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """The time by the bot's clock."""
        return self.clock.now()

    def number(self) -> int:
        """Return a number that was not used before in this life."""
        return next(self._numbers)

    def plans(self, after: timedelta, happening: Happening) -> None:
        """Let something happen later."""
        heapq.heappush(self._happenings, (self.now + after, self.number(), happening))

    def lives(self, until: datetime) -> None:
        """Go from one thing that happens to the next, and give the bot its time in between."""
        while self.now < until:
            upcoming = self._happenings[0][0] if self._happenings else until
            when = min(until, upcoming, self._next_of_the_bot())
            if when > self.now:
                self.clock.advance(when - self.now)
            while self._happenings and self._happenings[0][0] <= self.now:
                heapq.heappop(self._happenings)[2]()
            self.beats()

    def _next_of_the_bot(self) -> datetime:
        if self.door.shut or self.looks.paused():
            return self.now + WAITING
        senders = self.process.outbox.next_due()  # they ask to be woken then
        moments = [self._moments.after(self.now)]
        if senders is not None:
            moments.append(senders if senders > self.now else self.now + AGAIN)
        if self._orphans:
            moments.append(self.now + LEASE)
        return min(moments)

    def beats(self) -> None:
        """Let the bot do what it does by itself, and check the books."""
        self.ticks += 1
        if not self.ticks % FORGETS:
            self.survives(self.process.forgets)
        if self.faults.strikes({BETWEEN: BY_PEOPLE[BETWEEN]}):
            self.database.after_commit = self._interrupt
        self.survives(lambda: self.process.ticks(orphans=self._orphans))
        self.database.after_commit = None
        self.check()

    def check(self) -> None:
        """Check what must hold after every step."""
        leases, stuck = self.looks.leases(), self.door.shut or self.looks.paused()
        self._orphans = bool(leases)
        if any(self.now - lease > LATE for lease in leases):
            raise Broken("a row is on its way for longer than its lease")
        self.books.check(self.now, all_clear=not stuck)
        if "queued" in self.books.states.values() and not self.faults.quiet:
            self.plans(timedelta(seconds=self.chance.uniform(0, 120)), self.worsens)
        if stuck and not self._helped:
            self._helped = True
            self.plans(A_DAY * self.chance.uniform(0.5, 5), self.operates)

    def operates(self) -> None:
        """Look after the bot, as an operator does: install the app again, let it go on sending."""
        self.door.shut = self._helped = False
        if self.looks.paused():
            self.says("resumed")
            self.survives(lambda: jump.resume(self.database, self.clock, WORKSPACE))
        self.beats()

    def says(self, what: str) -> None:
        """Write a line of the trace."""
        self.trace.append(f"{self.now:%Y-%m-%d %H:%M:%S} {what}")

    # The process ----------------------------------------------------------------------------------------------------

    def survives(self, does: Callable[[], object]) -> None:
        """Let the process do something; where it dies of that, another one takes its place."""
        try:
            does()
        except Crash as crash:
            self.dies(str(crash))

    def dies(self, why: str) -> None:
        """Throw the process away and start another one on what it left."""
        self.says(f"dies: {why}")
        self._orphans = True
        self.door.unsure.update(self.looks.on_its_way())
        for _ in range(TRIES):
            self.process = self._new_process()
            try:
                return self.process.starts()
            except (Crash, DatabaseBusy):
                continue
        raise Broken("the bot does not start any more")

    def hears(self, listener: str, body: dict[str, Any]) -> dict[str, Any]:
        """Let the bot take in what somebody did; they try again until it is taken."""
        if listener in ("event", "click") and self.strikes("event twice"):
            self._hears(listener, body)
        return self._hears(listener, body)

    def _hears(self, listener: str, body: dict[str, Any]) -> dict[str, Any]:
        for _ in range(TRIES):
            self.door.not_saved = False
            try:
                acked = self.process.hears(getattr(self.process.router, f"on_{listener}"), body)
            except Crash as crash:
                self.dies(str(crash))
                continue
            except DatabaseBusy:
                continue
            except NotNow:
                if self.door.shut:
                    raise NobodyThere from None
                self.beats()
                continue
            if not self.door.not_saved and "couldn't save" not in str(acked):
                if not self._interrupted:
                    self.survives(self.process.sends)
                return acked
        raise Broken(f"the bot never took a {listener}")

    def _new_process(self) -> Process:
        chance = Random(f"process {self.seed} {self.number()}")
        return Process(self.clock, self.database, self.door, chance, self.holidays, alone=self.alone)

    # Faults ---------------------------------------------------------------------------------------------------------

    def strikes(self, kind: str) -> bool:
        """Tell whether a fault of what people do strikes now."""
        struck = self.faults.strikes({kind: BY_PEOPLE[kind]}) is not None
        if struck:
            self.struck(kind)
        return struck

    def struck(self, kind: str, user: str = "") -> None:
        """Note that a fault struck: one person, or everybody."""
        self.says(f"{kind} {user}")
        self.faults.meets(kind, self.looks.met_by([user] if user else self.people.keys()))

    def _interrupt(self) -> None:
        """Let somebody do something just when a message to them was taken up and is not drawn yet."""
        user = self.looks.taken_up_for()
        if user is None or user not in self.people:
            return
        self.database.after_commit = None
        self.struck(BETWEEN, user)
        # Another process of ours takes it in, so to say: it does not die of this.
        self._interrupted, self.faults.quiet, quiet = True, True, self.faults.quiet
        self.interrupts(user)
        self._interrupted, self.faults.quiet = False, quiet

    # What is delivered ----------------------------------------------------------------------------------------------

    def delivered(self, message: Delivered) -> None:
        """Judge a message at the moment at which it is delivered."""
        if not message.unasked:
            return
        rows = self.looks.rows(message.told)
        self.says(f"delivered to {message.user}: {', '.join(f'{row.kind} {row.due_on}' for row in rows)}")
        self.books.delivered(message, rows, paused=self.looks.paused())
        self.reacts(message, rows)

    def tried(self, user: str) -> None:
        """Judge that somebody was to be written to who has left."""
        if user in self.people and not self.people[user].active:
            raise Broken(f"{user} has left and was to be written to")


def _holidays(chance: Random, year: int) -> frozenset[date]:
    """Return some days a year on which nothing is sent, and once three weeks in a row."""
    days = {date(year + n, 1, 1) + timedelta(days=chance.randrange(365)) for n in range(30) for _ in range(4)}
    weeks = date(year + chance.randrange(6), 7, 1)
    return frozenset(days | {weeks + timedelta(days=n) for n in range(21)})
