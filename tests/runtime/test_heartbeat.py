"""The heartbeat stops when the bot runs and does nothing, and starts again when it is well."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError

import pytest

from bot.health import health
from bot.runtime.clock import ManualClock
from bot.runtime.heartbeat import BEAT_EVERY, ENOUGH, Heartbeat
from bot.runtime.shut_out import let_in, shut_out
from bot.store import episodes, processes, tables
from bot.store.engine import Database, DatabaseBusy
from tests.kit import LOST, MONDAY, Somebody, World
from tests.kit_http import WorldOverHttp
from tests.kit_known import found
from tests.kit_watched import every_statement_names_its_workspace
from tests.stories.steps import begins

HERE = socket.gethostname()
WHY = {"planner": "nothing due is taken up", "senders": "nothing is sent", "line": "does not reach it"}


class Signs(dict[str, bool]):
    """Signs of life that a test switches."""

    def asked(self) -> dict[str, object]:
        return {name: lambda name=name: self[name] for name in self}


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MONDAY)


@pytest.fixture
def signs() -> Signs:
    return Signs(planner=True, senders=True, line=True)


@pytest.fixture
def heart(database: Database, clock: ManualClock, signs: Signs) -> Iterator[Heartbeat]:
    """A heart that has begun to beat."""
    with database.writing() as connection:
        found(connection, "T1", now=MONDAY)
    heart = Heartbeat(clock, database, "T1", signs.asked())  # type: ignore[arg-type]
    with every_statement_names_its_workspace():
        heart.start()
        yield heart


def beats(heart: Heartbeat, clock: ManualClock, times: int) -> None:
    for _ in range(times):
        clock.advance(BEAT_EVERY)
        heart.beat()


def verdict(database: Database, clock: ManualClock, host: str = HERE) -> tuple[bool, str]:
    with database.reading() as connection:
        said = health(processes.every(connection), episodes.stopped(connection), host, clock.now())
    return said.well, said.said


@pytest.mark.storage
def test_a_bot_that_is_well_is_so_at_once_and_as_long_as_it_beats(
    heart: Heartbeat, database: Database, clock: ManualClock
) -> None:
    assert verdict(database, clock) == (True, "The bot is well: its last heartbeat was 0 seconds ago.")
    beats(heart, clock, 30)
    clock.advance(timedelta(seconds=119))
    assert verdict(database, clock) == (True, "The bot is well: its last heartbeat was 119 seconds ago.")
    clock.advance(timedelta(seconds=1))
    assert verdict(database, clock)[0] is False


@pytest.mark.storage
@pytest.mark.parametrize("sign", WHY)
def test_a_bot_that_does_nothing_is_not_well_and_says_why(
    heart: Heartbeat, database: Database, clock: ManualClock, signs: Signs, sign: str
) -> None:
    signs[sign] = False
    beats(heart, clock, ENOUGH - 1)
    assert heart.ails() == []
    beats(heart, clock, 6)
    assert heart.ails() == [sign]
    assert heart.age() == 120
    well, said = verdict(database, clock)
    assert not well
    assert WHY[sign] in said
    assert "last well 2 minutes ago" in said

    signs[sign] = True
    beats(heart, clock, 1)
    assert heart.ails() == []
    assert verdict(database, clock)[0] is True


@pytest.mark.storage
def test_a_sign_that_is_missing_now_and_then_is_nothing(
    heart: Heartbeat, database: Database, clock: ManualClock, signs: Signs
) -> None:
    for _ in range(4):
        signs["line"] = False
        beats(heart, clock, ENOUGH - 1)
        signs["line"] = True
        beats(heart, clock, 1)

    assert verdict(database, clock)[0] is True


@pytest.mark.storage
def test_a_bot_that_has_ended_as_it_should_leaves_nothing(
    heart: Heartbeat, database: Database, clock: ManualClock
) -> None:
    heart.stop()

    assert verdict(database, clock) == (
        False, "No bot runs on this machine with this database, or it has not started yet."
    )  # fmt: skip


@pytest.mark.storage
def test_a_bot_that_slack_shut_out_lives_and_says_that_nothing_is_sent(
    heart: Heartbeat, database: Database, clock: ManualClock
) -> None:
    shut_out(database, "T1", "token_revoked", clock.now())
    clock.advance(timedelta(minutes=1))
    well, said = verdict(database, clock)
    assert well, "no restart would let it in"
    assert "Slack refused our token 60 seconds ago (token_revoked), and nothing is sent since." in said

    let_in(database, "T1", clock.now())
    assert verdict(database, clock) == (True, "The bot is well: its last heartbeat was 60 seconds ago.")


@pytest.mark.storage
def test_a_bot_that_was_killed_is_not_well_and_its_successor_is(
    heart: Heartbeat, database: Database, clock: ManualClock, signs: Signs
) -> None:
    clock.advance(timedelta(minutes=5))
    assert (
        "it has ended, hangs, or cannot write its database. It was last well 5 minutes ago"
        in (verdict(database, clock)[1])
    )

    Heartbeat(clock, database, "T1", signs.asked()).start()  # type: ignore[arg-type]
    assert verdict(database, clock)[0] is True
    assert verdict(database, clock, "another-machine")[0] is False

    clock.advance(timedelta(days=1))
    Heartbeat(clock, database, "T1", signs.asked()).start()  # type: ignore[arg-type]
    with database.reading() as connection:
        others = [process.beat_at for process in processes.every(connection)][1:]
    # On PostgreSQL it may be another process that lives; of a SQLite file there is only one.
    assert others == ([] if database.is_sqlite else [clock.now() - timedelta(days=1)])


def ended() -> int:
    """Return the id that a process had."""
    with subprocess.Popen([sys.executable, "-c", ""]) as short:
        short.wait()
    return short.pid


@pytest.mark.storage
def test_a_process_that_is_gone_does_not_count_however_lately_it_was_well(
    heart: Heartbeat, database: Database, clock: ManualClock
) -> None:
    with database.writing() as connection:
        connection.execute(tables.processes.update().where(tables.processes.c.workspace == "T1").values(pid=ended()))
    assert verdict(database, clock) == (
        False, "No bot runs on this machine now. One ended by force; it was last well 0 seconds ago."
    )  # fmt: skip

    with database.writing() as connection:
        connection.execute(tables.processes.update().where(tables.processes.c.workspace == "T1").values(pid=1))
    assert verdict(database, clock)[0] is True, "somebody else's process lives, too"


@pytest.mark.storage
@pytest.mark.parametrize("ails", [False, True])
def test_whoever_was_taken_for_dead_comes_back_as_it_is(
    heart: Heartbeat, database: Database, clock: ManualClock, signs: Signs, ails: bool
) -> None:
    signs["line"] = not ails
    beats(heart, clock, ENOUGH)
    clock.advance(timedelta(days=2))
    with database.writing() as connection:
        assert processes.forget(connection, "T1", clock.now()) == 1
    beats(heart, clock, 1)

    assert verdict(database, clock)[0] is not ails


def test_a_gap_in_writing_is_remembered_once_it_is_over(
    heart: Heartbeat, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise DatabaseBusy("SQLITE_FULL")

    with monkeypatch.context() as broken:
        broken.setattr(processes, "beat", refuses)
        for _ in range(3):
            with pytest.raises(DatabaseBusy):
                beats(heart, clock, 1)
    assert heart.gap is None
    beats(heart, clock, 1)

    assert heart.gap is not None
    assert (heart.gap.since, heart.gap.until) == (MONDAY + BEAT_EVERY, MONDAY + 4 * BEAT_EVERY)
    assert heart.gap.code == "SQLITE_FULL"
    assert heart.age() == 0


def pulse(world: World, times: int) -> list[str]:
    """Let the real heart beat, with its planner."""
    for _ in range(times):
        world.bot.ticker.run("recover")
        world.bot.ticker.run("beat")
    return world.bot.heartbeat.ails()


def test_the_heart_of_a_bot_that_serves(world: World, ana: Somebody) -> None:
    begins(ana)

    assert pulse(world, 2 * ENOUGH) == []


def test_a_bot_whose_planner_no_longer_runs(world: World) -> None:
    for _ in range(ENOUGH + 1):
        world.bot.ticker.run("beat")

    assert world.bot.heartbeat.ails() == ["planner"]


def test_a_bot_whose_senders_have_ended(world: World) -> None:
    world.bot.services.outbox.stop()

    assert pulse(world, ENOUGH) == ["senders"]


def test_a_bot_whose_line_is_cut(world: World) -> None:
    world.bot.transport.finish(1)

    assert pulse(world, ENOUGH) == ["line"]


def test_a_bot_whose_senders_all_hang(world: World, ana: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    begins(ana)
    cast = [world.who(name) for name in ("ben", "chiara", "dev", "ewa", "nia")]
    for somebody in cast:
        somebody.runs("/careercheck help")
    hangs, inside = threading.Event(), threading.Semaphore(0)
    delivery = world.bot.services.outbox._delivery
    say = delivery._say

    def hang(*parts: object) -> object:
        inside.release()
        hangs.wait(6 * LOST)
        return say(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(delivery, "_say", hang)
    for somebody in cast:
        world.slack.act.message(somebody.id, "hello")
    for _ in range(4):
        assert inside.acquire(timeout=LOST), "four senders are at work"
    assert pulse(world, ENOUGH + 1) == ["senders"]

    hangs.set()
    world.settles()
    assert pulse(world, 1) == []


def test_two_bots_on_one_machine_are_told_apart(world: World) -> None:
    (row,) = world.rows("SELECT id, pid, host FROM processes")
    world.restarts()
    (again,) = world.rows("SELECT id, pid, host FROM processes")

    assert row[0] != again[0]
    assert row[1:] == again[1:]


def test_a_bot_that_is_not_well_takes_no_traffic(tmp_path: Path) -> None:
    world = WorldOverHttp(tmp_path)
    try:
        world.starts()
        with urllib.request.urlopen(f"{world.address}/readyz", timeout=10) as page:
            assert page.read() == b"ready\n"
        world.bot.services.outbox.stop()
        assert pulse(world, ENOUGH) == ["senders"]
        world.clock.advance(timedelta(seconds=5))

        with pytest.raises(HTTPError) as refusal:
            urllib.request.urlopen(f"{world.address}/readyz", timeout=10)
        with refusal.value as answer:
            assert (answer.code, answer.read()) == (503, b"senders\n")
    finally:
        world.close()
