"""A company and its bot: what happens next, whoever does it, and that everything holds after each step."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from bot.features.nudge import jump
from bot.store import people as known
from bot.store.engine import DatabaseBusy
from tests.simulation.books import Books, Broken, Row, row_of
from tests.simulation.door import BOT, Crash, Delivered, LyingDoor
from tests.simulation.faults import BY_PEOPLE, Faults
from tests.simulation.machine import WORKSPACE, FaultyDatabase, Process, SimulatedClock
from tests.simulation.model import Someone

OCCASIONS = "SELECT id, user_id, kind, about, state, reason, due_on FROM occasions"
# When there is something to do again; a path is looked at from the moment at which its day begins anywhere.
NEXT = """SELECT (SELECT min(look_at) FROM occasions WHERE state = 'waiting'),
 (SELECT min(due_at) FROM outbox WHERE state = 'due'),
 (SELECT min(lease_until) FROM outbox WHERE state = 'sending'),
 (SELECT min(due_on) FROM paths WHERE due_on >= '{day}')"""
SENDING = "SELECT o.id FROM occasions o JOIN outbox m ON m.id = o.outbox_id WHERE m.state = 'sending'"
BETWEEN = "between claim and call"
AHEAD = timedelta(hours=14)
AGAIN = timedelta(hours=1)  # what is overdue and does not go yet is looked at again
PAUSED = "SELECT 1 FROM ticks WHERE paused_at IS NOT NULL"
LEASES = "SELECT lease_until FROM outbox WHERE state = 'sending'"
LATE = timedelta(minutes=10)  # and the beat that finds out that it ran out
TRIES = 60
Happening = Callable[[], object]


class Company:
    """One seeded company: its people, their bot, the machine it runs on, and the Slack between them."""

    def __init__(
        self, seed: int, database: FaultyDatabase, start: datetime, holidays: frozenset[date] | None = None
    ) -> None:
        self.seed = seed
        self.chance = Random(f"company {seed}")
        self.clock = SimulatedClock(start)
        self.faults = Faults.of(seed)
        self.database = database
        self.door = LyingDoor(self.clock, self.faults, self.struck, self.delivered)
        self.people: dict[str, Someone] = {}
        self.holidays = _holidays(self.chance, start.year) if holidays is None else holidays
        self.books = Books(self.people, self.door, self.holidays)
        self.trace: list[str] = []
        self.alone = self.chance.random() < 0.7  # as on SQLite; else a dead sender's row waits for its lease
        self.ticks = 0
        self.reacts: Callable[[Delivered, list[Row]], None] = lambda message, rows: None
        self.interrupts: Callable[[str], None] = lambda user: None
        self._interrupted = self._orphans = False
        self._happenings: list[tuple[datetime, int, Happening]] = []
        self._numbers = count(1)
        with database.writing() as connection:
            facts = {"bot_user_id": BOT["user_id"], "bot_id": BOT["bot_id"], "domain": "sim"}
            known.know_workspace(connection, workspace=WORKSPACE, now=start, **facts)
        database.faults, database.struck = self.faults, self.struck
        database.after_commit = None
        self.process = self._new_process()

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
        """Go from one thing that happens to the next; the bot's own are among them."""
        while self.now < until:
            upcoming = self._happenings[0][0] if self._happenings else until
            when = min(until, upcoming, self._next_of_the_bot())
            if when > self.now:
                self.clock.advance(when - self.now)
            while self._happenings and self._happenings[0][0] <= self.now:
                heapq.heappop(self._happenings)[2]()
            self.beats()

    def beats(self) -> None:
        """Let the bot do what it does by itself, and check the books."""
        self.ticks += 1
        if not self.ticks % 50:
            self.survives(self.process.forgets)
        if self.faults.strikes({BETWEEN: BY_PEOPLE[BETWEEN]}):
            self.database.after_commit = self._interrupt
        self.survives(lambda: self.process.ticks(orphans=self._orphans))
        self.database.after_commit = None
        self.check()

    def check(self) -> None:
        """Check what must hold after every step."""
        with self.database.reading() as connection:
            look = connection.exec_driver_sql
            leases = [_instant(lease) for (lease,) in look(LEASES)]
            paused = look(PAUSED).first() is not None
            rows = [row_of(found) for found in look(OCCASIONS)]
        self._orphans = bool(leases)
        if any(self.now - lease > LATE for lease in leases):
            raise Broken("a row is on its way for longer than its lease")
        self.books.check(rows, self.now, all_clear=not paused and not self.door.shut)

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
        self.door.unsure.update(row.id for row in self.read(SENDING))
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
        where = f" WHERE user_id = '{user}'" if user else ""
        self.faults.meets(kind, [row.state for row in self.read(f"SELECT DISTINCT state FROM occasions{where}")])

    def _interrupt(self) -> None:
        """Let somebody do something just when a message to them was taken up and is not drawn yet."""
        found = self.read("SELECT user_id FROM outbox WHERE state = 'sending' AND promise = 'unasked'")
        if not found or found[0].user_id not in self.people:
            return
        self.database.after_commit = None
        self.struck(BETWEEN, found[0].user_id)
        # Another process of ours takes it in, so to say: it does not die of this.
        self._interrupted, self.faults.quiet, quiet = True, True, self.faults.quiet
        self.interrupts(found[0].user_id)
        self._interrupted, self.faults.quiet = False, quiet

    # What is delivered and written ----------------------------------------------------------------------------------

    def delivered(self, message: Delivered) -> None:
        """Judge a message at the moment at which it is delivered."""
        if not message.unasked:
            return
        rows = [row for row in self.rows() if row.id in message.told]
        self.says(f"delivered to {message.user}: {', '.join(f'{row.kind} {row.due_on}' for row in rows)}")
        self.books.delivered(message, rows, self.paused())
        self.reacts(message, rows)

    def rows(self) -> list[Row]:
        """Return every occasion in the bot's books."""
        return [row_of(found) for found in self.read(OCCASIONS)]

    def paused(self) -> bool:
        """Tell whether sending waits for an operator's word."""
        return bool(self.read(PAUSED))

    def resumes(self) -> None:
        """Let sending go on, as an operator does."""
        if self.paused():
            self.says("resumed")
            self.survives(lambda: jump.resume(self.database, self.clock, WORKSPACE))

    def read(self, query: str) -> list[Any]:
        """Look into the database."""
        with self.database.reading() as connection:
            return list(connection.exec_driver_sql(query))

    def _next_of_the_bot(self) -> datetime:
        look, due, lease, day = self.read(NEXT.format(day=(self.now - timedelta(days=2)).date()))[0]
        moments = [_instant(moment) for moment in (look, due, lease) if moment is not None]
        if day is not None:
            on = day if isinstance(day, date) else date.fromisoformat(day)
            moments.append(datetime.combine(on, time(), self.now.tzinfo) - AHEAD)
        first = min(moments, default=self.now + timedelta(days=30))
        return first if first > self.now else self.now + AGAIN


def _instant(written: Any) -> datetime:
    read = written if isinstance(written, datetime) else datetime.fromisoformat(written)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _holidays(chance: Random, year: int) -> frozenset[date]:
    """Return some days a year on which nothing is sent, and once three weeks in a row."""
    days = {date(year + n, 1, 1) + timedelta(days=chance.randrange(365)) for n in range(30) for _ in range(4)}
    weeks = date(year + chance.randrange(6), 7, 1)
    return frozenset(days | {weeks + timedelta(days=n) for n in range(21)})
