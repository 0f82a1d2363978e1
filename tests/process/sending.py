"""A sender in a process of its own: claims what is due, says it, settles it, and writes down what it held, and when.

`python -m tests.process.sending URL AT FILE KEEP DIES_AT` says that it is ready, waits for a line, and goes on until
nothing is due any more. It is the instant AT (ISO 8601) there, and time passes only while a workspace's pace holds
everything up. Each row is a line `id begun ended` in FILE, in seconds of a clock that all processes of a machine share.
KEEP is 1 where rows are only claimed, and kept. DIES_AT is the row, counted from one, with which in its hands the
process kills itself; 0 is never.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.runtime.outbox import PROMISES
from bot.store import claims
from bot.store.claims import Letter
from bot.store.engine import Database
from bot.store.tables import outbox
from bot.store.turns import UNASKED_APART

LEASE = timedelta(seconds=60)


def send_all(database: Database, now: datetime, file: Path, *, keep: bool, dies_at: int) -> None:
    """Send until nothing is due any more, or until the row `dies_at` is held."""
    held = itertools.count(1)
    with file.open("a", buffering=1) as lines:
        while True:
            letter = claimed(database, now, file.name)
            if letter is not None:
                begun = time.monotonic()
                lines.write(f"{letter.id} {begun} {time.monotonic()}\n")
                if next(held) == dies_at:
                    os.kill(os.getpid(), signal.SIGKILL)
                if not keep:
                    settle(database, letter, now)
            elif not any_due(database):
                return
            elif not may_claim(database, now):  # else others look at all that is left
                now += UNASKED_APART


def any_due(database: Database) -> bool:
    with database.reading() as connection:
        return connection.execute(select(outbox.c.id).where(outbox.c.state == "due").limit(1)).first() is not None


def may_claim(database: Database, now: datetime) -> bool:
    with database.reading() as connection:
        return claims.may_claim(connection, promises=PROMISES, now=now)


def claimed(database: Database, now: datetime, token: str) -> Letter | None:
    with database.writing() as connection:
        return claims.claim(connection, promises=PROMISES, now=now, lease=LEASE, token=token)


def settle(database: Database, letter: Letter, now: datetime) -> None:
    with database.writing() as connection:
        assert claims.settle(connection, letter, state="sent", now=now, channel="D1", ts="1.1")


if __name__ == "__main__":
    url, at, name, keep, dies_at = sys.argv[1:]
    opened = Database(url)
    any_due(opened)  # connected: from here on nothing of a start is in the way
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    send_all(opened, datetime.fromisoformat(at), Path(name), keep=keep == "1", dies_at=int(dies_at))
