"""The threads that send: what their looking costs others."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Pool, event

from bot.runtime.clock import ManualClock
from bot.runtime.outbox.senders import Senders
from tests.kit import MONDAY, Somebody, World
from tests.stories.steps import begins


@contextmanager
def transactions() -> Iterator[list[str]]:
    """Note how each transaction of this process begins."""
    seen: list[str] = []

    def note(statement: str) -> None:
        if statement.startswith("BEGIN"):
            seen.append(statement)

    def watch(connection: sqlite3.Connection, *_of_the_pool: Any) -> None:
        connection.set_trace_callback(note)

    event.listen(Pool, "checkout", watch)
    try:
        yield seen
    finally:
        event.remove(Pool, "checkout", watch)


def test_a_wake_for_nothing_keeps_no_writer_waiting(world: World, ana: Somebody) -> None:
    begins(ana)

    with transactions() as seen:
        for _ in range(5):
            world.bot.services.outbox.wake()
            world.settles()

    assert "BEGIN" in seen
    assert "BEGIN IMMEDIATE" not in seen


def test_a_bot_whose_token_was_taken_back_is_idle_with_its_mail_unsent(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.faults.refuse("chat.postMessage", "token_revoked")

    ana.clicks("Yes")

    assert world.bot.wait_idle(5)  # a thread that looks in vain is busy for a moment
    assert world.rows("SELECT count(*) FROM outbox WHERE state = 'due'")[0][0] >= 1


def test_a_wake_reaches_a_sender_and_not_somebody_who_waits_for_them(world: World, ana: Somebody) -> None:
    senders = world.bot.services.outbox._senders
    begins(ana)
    waiting = [threading.Thread(target=senders.wait_idle, args=(5,)) for _ in range(8)]
    with senders._settled:
        senders._busy += 1  # as if a sender were at work, so that they wait
    for thread in waiting:
        thread.start()
    while len(senders._settled._waiters) < len(waiting):  # type: ignore[attr-defined]
        waiting[0].join(timeout=0.01)

    ana._act.message(ana.id, "yes", thread_ts=ana.thread_ts())
    world.slack.wait_for(lambda: "2 of 21" in "".join(ana.in_thread()), why="the next question comes")

    with senders._settled:
        senders._busy -= 1
        senders._settled.notify_all()
    for thread in waiting:
        thread.join()


class Looking:
    """Four senders on a clock set by hand, and how often one of them looked for a row."""

    def __init__(self) -> None:
        self.clock = ManualClock(MONDAY)
        self.due: datetime | None = None
        self.looks = 0
        self.hangs = threading.Event()
        self.go_on = threading.Event()
        self.senders = Senders(
            self.clock, send_one=self._look, may_send=lambda: False, next_due=lambda: self.due, threads=4
        )

    def _look(self) -> bool:
        self.looks += 1
        if self.hangs.is_set():
            self.hangs.clear()
            self.senders.wake()  # as the queue does once it has claimed a row
            self.go_on.wait(60)
        return False

    def settles(self, looks: int, *, hanging: int = 0) -> None:
        """Wait until so many looks were taken, and all rest who do not hang."""
        while self.looks < looks or len(self.clock._waiting) < 4 - hanging or self.senders.pulse()[1] > hanging:
            threading.Event().wait(0.001)


def test_where_something_waits_for_its_turn_one_sender_looks_and_not_all() -> None:
    looking = Looking()
    looking.due = MONDAY
    looking.senders.start()
    looking.settles(looks=4)

    for second in range(1, 6):
        looking.clock.advance(timedelta(seconds=1))
        looking.settles(looks=4 + second)
    looking.senders.stop()

    assert looking.looks == 4 + 5


def test_while_a_sender_waits_for_slack_another_one_keeps_an_eye_on_the_time() -> None:
    looking = Looking()
    looking.senders.start()
    looking.settles(looks=4)
    looking.due = MONDAY + timedelta(seconds=20)
    looking.hangs.set()
    looking.senders.wake()  # whoever looks now finds a row, and hangs with it
    looking.settles(looks=6, hanging=1)

    looking.clock.advance(timedelta(seconds=20))
    looking.settles(looks=7, hanging=1)

    looking.go_on.set()
    looking.senders.stop()


def test_a_clock_that_moves_while_a_sender_looks_for_the_next_row_is_not_missed() -> None:
    looking = Looking()
    looking.due = MONDAY
    moves = iter([timedelta(seconds=10)])
    looked_at: list[datetime] = []

    def look() -> bool:
        looked_at.append(looking.clock.now())
        return False

    def next_due() -> datetime | None:
        if looked_at:
            looking.clock.advance(next(moves, timedelta()))
        return looking.due

    senders = Senders(looking.clock, send_one=look, may_send=lambda: False, next_due=next_due, threads=1)
    senders.start()
    while not looking.clock._waiting:
        threading.Event().wait(0.001)
    senders.stop()

    assert looked_at == [MONDAY, MONDAY + timedelta(seconds=10)]
