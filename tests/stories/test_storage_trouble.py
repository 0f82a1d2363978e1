"""The database is locked, full or gone: the person hears a sentence, and nothing is half-written."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.kit import Somebody, World
from tests.stories.steps import begins


@contextmanager
def held_by_somebody_else(world: World) -> Iterator[None]:
    """Hold the file as a long write of another process does."""
    other = sqlite3.connect(str(world.bot.services.database.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def full(world: World) -> Iterator[None]:
    """Let no file of this process grow beyond what the database's log has reached."""
    reached = Path(f"{world.bot.services.database.url.database}-wal").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (reached, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_click_while_the_database_is_locked(world: World, ana: Somebody) -> None:
    begins(ana)
    before = world.rows("SELECT * FROM checks")

    with held_by_somebody_else(world):
        card = ana.with_button("Yes")
        world.slack.act.click(ana.id, channel=card["channel"], ts=card["ts"], label="Yes")
        world.slack.wait_for(lambda: "couldn't save that" in str(ana.screen()), why="a sentence")

    world.settles()
    assert world.rows("SELECT * FROM checks") == before
    assert world.rows("SELECT * FROM answers") == []
    ana.sees("I couldn't save that just now. Nothing you said before is lost; please try again in a minute. (ref ")
    ana.clicks("Yes")
    ana.sees("2 of 21")


def test_a_command_while_the_database_is_locked(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck help")

    with held_by_somebody_else(world):
        world.slack.act.command(ana.id, "/careercheck")

    world.settles()
    ana.sees("I couldn't save that just now")
    assert world.rows("SELECT * FROM checks") == []


def test_an_event_while_the_database_is_locked_comes_again(world: World, ana: Somebody) -> None:
    begins(ana)

    with held_by_somebody_else(world):
        world.slack.act.message(ana.id, "a thought about that one", thread_ts=ana.thread_ts())
        world.slack.wait_for(world.slack.outstanding, why="the event is not acknowledged")
        world.slack.wait_for(lambda: world.bot.idle() or None, why="the listener gave up")

    world.clock.advance(world.redelivery)
    world.settles()
    assert len(world.rows("SELECT * FROM notes")) == 1


def test_a_full_disk(world: World, ana: Somebody) -> None:
    begins(ana)
    card = ana.with_button("Yes")

    with full(world):
        world.slack.act.click(ana.id, channel=card["channel"], ts=card["ts"], label="Yes")
        world.slack.wait_for(lambda: "couldn't save that" in str(ana.screen()), why="a sentence")

    assert world.rows("SELECT * FROM answers") == []
    world.passes(seconds=5)
    ana.clicks("Yes")
    ana.sees("2 of 21")


def test_the_database_file_is_for_nobody_else_on_the_machine(world: World) -> None:
    name = str(world.bot.services.database.url.database)
    world.bot.services.outbox.recover()

    for file in (name, f"{name}-wal"):
        assert Path(file).stat().st_mode & 0o077 == 0
