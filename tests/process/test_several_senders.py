"""Several processes on one PostgreSQL share the outbox: nothing is sent twice, lost, or out of its order."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from bot.store import claims
from bot.store.engine import Database
from bot.store.outbox import URGENCY
from bot.store.tables import outbox, people, workspaces
from tests.kit_storage import NOON, on_postgresql
from tests.process.sending import LEASE
from tests.process.served import ROOT, SOON

pytestmark = [pytest.mark.process, pytest.mark.storage, on_postgresql]

LATER = NOON + timedelta(days=1)  # every lease has run out


@dataclass(frozen=True)
class Sent:
    """One row as a sender held it, from when to when."""

    id: str
    begun: float
    ended: float


class Senders:
    """Processes that send from one database."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url, self._folder = url, folder
        self._running: list[subprocess.Popen[bytes]] = []
        self._files: list[Path] = []

    def start(self, count: int, now: datetime = NOON, *, keep: bool = False) -> None:
        """Start so many, which begin together."""
        first = len(self._running)
        for _ in range(count):
            self.ready(now, keep=keep)
        for number in range(first, first + count):
            self.begin(number)

    def ready(self, now: datetime = NOON, *, keep: bool = False, dies_at: int = 0) -> None:
        """Start one that is connected and waits, and that dies with so manieth a row in its hands."""
        file = self._folder / f"sender-{len(self._files)}"
        file.touch()
        what = [self._url, now.isoformat(), str(file), str(int(keep)), str(dies_at)]
        command = [sys.executable, "-m", "tests.process.sending", *what]
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._running.append(process)
        self._files.append(file)
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"

    def begin(self, number: int) -> None:
        """Let one go that is ready."""
        stdin = self._running[number].stdin
        assert stdin is not None
        stdin.write(b"go\n")
        stdin.flush()

    def end(self) -> list[int]:
        return [process.wait(4 * SOON) for process in self._running]

    def wait_for(self, number: int, rows: int) -> None:
        """Wait until one has held so many rows, or is dead."""
        while self._files[number].read_bytes().count(b"\n") < rows and self._running[number].poll() is None:
            os.sched_yield()

    def held(self) -> list[list[Sent]]:
        """What each of them held."""
        return [[_sent(line) for line in file.read_text().splitlines()] for file in self._files]

    def close(self) -> None:
        for process in self._running:
            process.kill()
            process.communicate()


def _sent(line: str) -> Sent:
    id, begun, ended = line.split()  # noqa: A001
    return Sent(id, float(begun), float(ended))


@pytest.fixture
def senders(database_url: str, tmp_path: Path) -> Iterator[Senders]:
    made = Senders(database_url, tmp_path)
    yield made
    made.close()


def fill(database: Database, promises: Sequence[str], persons: int) -> None:
    """Put a row of each promise in the outbox, for one person after the other."""
    with database.writing() as connection:
        workspace = {"bot_user_id": "B1", "bot_id": "B1", "domain": "acme", "created_at": NOON}
        connection.execute(insert(workspaces).values(workspace="T1", **workspace))
        known = {"workspace": "T1", "channel": "D1", "created_at": NOON, "last_contact_at": NOON}
        connection.execute(insert(people), [{**known, "user_id": f"U{n}"} for n in range(persons)])
        row = {"workspace": "T1", "verb": "post", "view": "v", "ids": {}, "state": "due", "due_at": NOON}
        rows = [
            {**row, "id": f"{n:05}", "dedupe": str(n), "user_id": f"U{n % persons}", "created_at": NOON}
            | {"promise": promise, "urgency": URGENCY[promise]}
            for n, promise in enumerate(promises)
        ]
        connection.execute(insert(outbox), rows)
    with database.writing() as connection:
        connection.exec_driver_sql("ANALYZE")  # as the server does by itself a minute after so many new rows


def states(database: Database, promise: str = "reply") -> Counter[str]:
    where = (outbox.c.workspace == "T1", outbox.c.promise == promise)
    with database.reading() as connection:
        counted = connection.execute(select(outbox.c.state, func.count()).where(*where).group_by(outbox.c.state))
        return Counter({state: count for state, count in counted})  # noqa: C416


def recover(database: Database, now: datetime) -> int:
    with database.writing() as connection:
        return claims.recover(connection, now=now)


@pytest.mark.parametrize(("processes", "rows"), [(2, 2_000), (4, 10_000)])
def test_of_many_due_rows_none_is_claimed_twice(
    database: Database, senders: Senders, processes: int, rows: int
) -> None:
    fill(database, ["reply"] * rows, persons=rows)

    senders.start(processes, keep=True)

    assert senders.end() == [0] * processes
    held = senders.held()
    assert all(held), "each had its share"
    assert Counter(sent.id for each in held for sent in each) == Counter(f"{n:05}" for n in range(rows))
    assert states(database) == {"sending": rows}


def test_what_one_person_is_told_keeps_its_order_whoever_sends_it(database: Database, senders: Senders) -> None:
    persons = 5
    fill(database, ["reply", "reply", "reply", "reply", "tidy", "unasked"] * 50, persons)

    senders.start(4)

    assert senders.end() == [0] * 4
    sent = sorted((one for each in senders.held() for one in each), key=lambda one: one.id)
    assert len(sent) == 300
    for number in range(persons):
        for earlier, later in itertools.combinations(sent[number::persons], 2):
            if int(earlier.id) % 6 < 4:  # a reply
                assert earlier.ended <= later.begun, (earlier, later)


@pytest.mark.parametrize("processes", [2, 4])
def test_one_that_is_killed_loses_nothing_and_nothing_is_said_twice(
    database: Database, senders: Senders, processes: int
) -> None:
    fill(database, ["reply", "unasked"] * 150, persons=300)

    senders.ready(dies_at=30)
    for _ in range(1, processes):
        senders.ready()
    senders.begin(0)
    senders.wait_for(0, rows=20)  # however the machine shares its time, it has its part before the others join it
    for number in range(1, processes):
        senders.begin(number)

    assert senders.end() == [-signal.SIGKILL, *[0] * (processes - 1)]
    assert recover(database, NOON + LEASE) == 0, "nobody takes what somebody may still be sending"
    orphans = recover(database, LATER)
    assert orphans == 1, "it held one row at a time"
    senders.start(1, LATER)
    senders.end()
    said = Counter(one.id for each in senders.held() for one in each)
    unknown = states(database, "unasked")["unknown"]
    assert states(database) == {"sent": 150}
    assert states(database, "unasked") + Counter(sent=unknown) - Counter(unknown=unknown) == {"sent": 150}
    assert len(said) >= 300 - unknown, "nothing is lost"
    twice = {id for id, times in said.items() if times > 1}  # noqa: A001
    assert len(twice) <= orphans, "only a reply that the dead one may have sent is sent again"
    assert all(int(id) % 2 == 0 for id in twice), "and an unasked message never"  # noqa: A001
