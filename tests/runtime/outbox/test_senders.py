"""The threads that send: what their looking costs others."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Pool, event

from tests.kit import Somebody, World
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
