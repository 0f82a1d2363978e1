"""A company in which something falls due for everybody at once, and one round after the other in which the bot dies."""

from __future__ import annotations

import multiprocessing
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.playground.cast import Cast, Person
from bot.runtime.outbox.queue import LEASE
from tests.kills.moments import Moment, Seen, draw
from tests.kills.process import MINUTE, PACE, Order, obey
from tests.kit import Somebody, World, words
from tests.stories.nudges import manager_since, nudges, tells, ticks

MOST = 8  # people
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = date(2024, 11, 25)
SOON = 60.0  # seconds that a process may take on a busy machine
MEANT = "I meant to write to you"
TOLD, AGAIN, LATER = "told", "arrived, and said again", "said later"
ENDS = (TOLD, AGAIN, LATER)
DOUBLED, LOST, STUCK = BREAKS = ("doubled", "lost", "stuck")


class Broken(AssertionError):
    """A promise was broken: something `DOUBLED`, `LOST` or `STUCK`."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(f"{kind}: {why}")
        self.kind = kind


@dataclass(frozen=True)
class Lived:
    """One round: how the bot died, and how it ended for how many people."""

    kills: Counter[str]
    ended: Counter[str]


class Company(World):
    """People who all became managers on one day, and the database as it stands before they are told what it means."""

    def __init__(self, folder: Path) -> None:
        people = [Person(f"U0{n:07d}", f"p{n}", f"Person {n}", tz="Europe/London") for n in range(MOST)]
        super().__init__(folder, Cast("T0KILLED1", "Killed", "killed", tuple(people)))
        self.folder = folder
        self.people = [Somebody(self, person.id) for person in people]
        self.starts()
        for person in self.people:
            tells(self, person, manager_since(DAY))
        ticks(self)
        self.stops()
        self.clock.advance(NOON - self.clock.now())
        self.before = folder / "bot.db"
        self.undisturbed = self._undisturbed()

    def round(self, seed: int) -> Lived:
        """Let the bot die as the seed says, start it again, and see what everybody got.

        Raises:
            Broken: something came twice, was lost, or does not end.
        """
        fate = draw(seed)
        file = self._fresh(f"round-{seed}")
        arrived = [len(nudges(person)) for person in self.people]
        for moment, away in zip(fate.moments, fate.away, strict=True):
            self._killed(file, moment)
            self.clock.advance(self._last_sign(file) + timedelta(seconds=away) - self.clock.now())
        self._lives(file)
        arrived = [len(nudges(person)) - before for person, before in zip(self.people, arrived, strict=True)]
        return Lived(Counter(moment.kind for moment in fate.moments), self._judged(file, arrived))

    def _undisturbed(self) -> Seen:
        """See what a process does that nobody kills."""
        seen = self._lives(self._fresh("undisturbed"))
        if any(len(nudges(person)) != 1 for person in self.people):
            raise Broken(LOST, "nobody is killed, and not everybody is told")
        return seen

    def _fresh(self, name: str) -> Path:
        file = self.folder / f"{name}.db"
        with closing(sqlite3.connect(self.before)) as before, closing(sqlite3.connect(file)) as copy:
            before.backup(copy)
        self.changes_settings(database_url=f"sqlite:///{file}")
        return file

    def _killed(self, file: Path, moment: Moment) -> None:
        with self._process(file, moment.point(self.undisturbed)) as (process, line):
            if moment.kind == "at any time":
                process.join(moment.seconds(self.undisturbed))
            else:
                wait([process.sentinel, line], SOON)
            process.kill()
            process.join(SOON)
            if process.exitcode != -signal.SIGKILL:
                raise Broken(STUCK, f"it ended by itself: {process.exitcode}\n{_log(file)}")

    def _lives(self, file: Path) -> Seen:
        """Start the bot and let it say all; there is a time by which it must have."""
        with self._process(file) as (process, line):
            if not line.poll(SOON):
                raise Broken(STUCK, f"it does not come to an end\n{_log(file)}")
            seen: Seen
            try:
                seen, now = line.recv()
            except EOFError:
                raise Broken(STUCK, f"it does not start any more\n{_log(file)}") from None
            line.send("end")
            process.join(SOON)
        self.clock.advance(now - self.clock.now())
        return seen

    @contextmanager
    def _process(self, file: Path, point: str | None = None) -> Iterator[tuple[BaseProcess, Connection]]:
        ours, theirs = multiprocessing.Pipe()
        now = self.clock.now()
        ends = now + LEASE + MINUTE + PACE * (MOST + 1)
        order = Order(self.settings, self.slack.cast.team_id, now, ends, point, file.with_suffix(".log"))
        # Who is forked has everything imported; the process that forks them has no threads and no connections.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.kills.process"])
        process = context.Process(target=obey, args=(order, theirs))
        process.start()
        theirs.close()
        try:
            yield process, ours
        finally:
            process.kill()
            process.join()
            ours.close()
            # Else what somebody says next may go to the dead.
            self.slack.wait_for(lambda: not self.slack.connected, SOON, "Slack knows that it has gone")

    def _last_sign(self, file: Path) -> datetime:
        """Return what the clock of the dead showed when they last wrote, at least."""
        with closing(sqlite3.connect(file)) as connection:
            query = "SELECT max(at) FROM (SELECT at FROM ticks UNION SELECT sent_at FROM outbox)"
            ((last,),) = connection.execute(query)
        return max(self.clock.now(), datetime.fromisoformat(last).replace(tzinfo=UTC))

    def _judged(self, file: Path, arrived: list[int]) -> Counter[str]:
        with closing(sqlite3.connect(file)) as connection:
            states = dict(connection.execute("SELECT user_id, state FROM occasions"))
            if list(connection.execute("SELECT 1 FROM outbox WHERE state IN ('due', 'sending')")):
                raise Broken(STUCK, f"a message is neither sent nor given up\n{_log(file)}")
        self.starts()
        try:
            pairs = zip(self.people, arrived, strict=True)
            return Counter(_judge(person, states.get(person.id, "nowhere"), copies) for person, copies in pairs)
        finally:
            self.stops()
            self.clock.advance(MINUTE)


def _judge(person: Somebody, state: str, copies: int) -> str:
    """Say how it ended for one person, by what Slack delivered and what they see."""
    if copies > 1:
        raise Broken(DOUBLED, f"{person.id} was told {copies} times")
    before = len(person.messages())
    person.writes("hello", thread=False)
    said = any(MEANT in words(message) for message in person.messages()[before:]), MEANT in person.opens_home()
    if (state, copies, said) == ("told", 1, (False, False)):
        return TOLD
    if (state, said) == ("unknown", (True, True)):
        return AGAIN if copies else LATER
    kind = STUCK if state in ("waiting", "queued") else LOST
    raise Broken(
        kind, f"{person.id}: {state}, delivered {copies} times, said with the next message and on Home: {said}"
    )


def _log(file: Path) -> str:
    return file.with_suffix(".log").read_text()


@contextmanager
def a_company(folder: Path) -> Iterator[Company]:
    """Open a company, and end it."""
    company = Company(folder)
    try:
        yield company
    finally:
        company.close()
