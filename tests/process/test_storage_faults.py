"""Disks that are full, read-only or forbidden, and commits that must be on them."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

from bot.store.engine import Database
from bot.store.erased import forget
from bot.store.ready import make_ready
from tests.kit import World, a_world
from tests.kit_storage import NOON
from tests.kit_update import an_update
from tests.process.served import SOON, Served, Watcher, served
from tests.stories.steps import begins

pytestmark = pytest.mark.process

# Gives up root's right to pass over permissions, where it has it, and goes on as the command line.
AS_A_USER = (
    "-c",
    "import ctypes, os, sys\n"
    "for right in (1, 2): ctypes.CDLL(None).prctl(24, right)\n"
    "os.execv(sys.executable, [sys.executable, '-m', 'bot', *sys.argv[1:]])",
)


@contextmanager
def full(pid: int, database: Path) -> Iterator[None]:
    """Let no file of a process grow beyond what the database's log has reached."""
    reached = database.with_name(f"{database.name}-wal").stat().st_size
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (reached, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def test_a_disk_that_fills_up_under_a_running_bot(house: Served, ana: Watcher) -> None:
    assert house.run
    ana.begins()
    card = ana.with_button("Yes")

    with full(house.run.process.pid, house.file):
        house.slack.act.click(ana.id, channel=card["channel"], ts=card["ts"], label="Yes")
        house.awaits(lambda: "couldn't save that" in str(ana.screen()), "a sentence")
        house.slack.act.command(ana.id, "/careercheck pause")
        house.awaits(lambda: str(ana.screen()).count("couldn't save that") > 1, "a sentence for the command too")
        assert house.rows("SELECT * FROM answers") == []

    ana.clicks("Yes")
    ana.expects("2 of 21")
    assert "Traceback" not in house.run.err


@contextmanager
def failures() -> Iterator[SimpleQueue[str]]:
    """Note what the database of this process refuses."""
    seen: SimpleQueue[str] = SimpleQueue()

    def note(context: ExceptionContext) -> None:
        seen.put(str(context.original_exception))

    event.listen(Engine, "handle_error", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "handle_error", note)


def test_nothing_is_sent_that_could_not_be_marked_as_being_sent(world: World) -> None:
    ana = world.who("ana")
    begins(ana)
    world.slack.faults.refuse("chat.postMessage", retry_after=30)
    ana.clicks("Yes")
    assert world.rows("SELECT count(*) FROM outbox WHERE state = 'due'") != [(0,)]
    database = Path(str(world.bot.services.database.url.database))
    before = [call.method for call in world.slack.calls]

    with full(0, database), failures() as failed:
        for _ in range(2):
            world.clock.advance(timedelta(seconds=60))
            assert "disk I/O error" in failed.get(timeout=SOON)
        ana.does_not_see("2 of 21")
        assert [call.method for call in world.slack.calls] == before

    world.passes(seconds=60)
    ana.sees("2 of 21")


@pytest.fixture
def asleep(tmp_path: Path) -> Iterator[Served]:
    """A workspace whose bot has run and been stopped."""
    with served(tmp_path) as made:
        made.stops()
        yield made


@contextmanager
def modes(*wanted: tuple[Path, int]) -> Iterator[None]:
    before = [(path, path.stat().st_mode) for path, _ in wanted]
    for path, mode in wanted:
        path.chmod(mode)
    try:
        yield
    finally:
        for path, mode in before:
            path.chmod(mode)


@pytest.mark.parametrize("what", ["the volume", "the file", "reading it"])
def test_a_start_where_nothing_may_be_written_is_refused(tmp_path: Path, what: str) -> None:
    volume = tmp_path / "volume"
    volume.mkdir()
    with served(tmp_path, start=False, CAREERCHECK_DATABASE=f"sqlite:///{volume / 'bot.db'}") as house:
        house.starts()
        house.stops()
        file = volume / "bot.db"
        before = file.read_bytes()
        forbidden = {"the volume": [(file, 0o400), (volume, 0o500)], "the file": [(file, 0o400)]}

        with modes(*forbidden.get(what, [(file, 0o000)])):
            run = house.runs("run", module=AS_A_USER)
            assert run.ends() == 1
            backup = house.runs("backup", str(volume / "saved.db"), module=AS_A_USER)
            ended = backup.ends()

        said = run.err.strip().splitlines()[-1]
        assert "The database could not be opened or written (" in said
        assert said.endswith("Check CAREERCHECK_DATABASE.")
        assert "Traceback" not in run.err + backup.err
        # What may be read can still be saved.
        assert (ended, (volume / "saved.db").exists()) == ((0, True) if what == "the file" else (1, False))
        assert file.read_bytes() == before


def test_an_update_on_a_full_disk_is_refused_and_changes_nothing(asleep: Served) -> None:
    """Here the disk says that it has room and then has not."""
    before = asleep.file.read_bytes()
    limited = (
        "-c",
        "import pathlib, resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "from bot.store import migrate\n"
        f"migrate.migrations_folder = lambda: pathlib.Path({str(asleep.folder / 'update')!r})\n"
        "from bot.cli import app; app(prog_name='careercheck')",
    )
    an_update(asleep.folder / "update")

    run = asleep.runs("run", module=limited)

    assert run.ends() == 1
    assert "could not be written" in run.err
    assert "nothing was changed" in run.err
    assert "Traceback" not in run.err
    assert asleep.file.read_bytes() == before
    assert not list(asleep.folder.glob("bot.db.*backup*"))


@contextmanager
def commits() -> Iterator[list[tuple[Any, ...]]]:
    """Note for each commit of this process, by whatever engine, what it is sure of."""
    seen: list[tuple[Any, ...]] = []

    def note(connection: Connection) -> None:
        pragmas = ("synchronous", "journal_mode")
        seen.append(tuple(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in pragmas))

    event.listen(Engine, "commit", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "commit", note)


def test_every_commit_waits_until_it_is_on_the_disk(tmp_path: Path) -> None:
    """SQLite then promises that a power loss takes no commit back: synchronous is FULL (2) wherever we write."""
    with a_world(tmp_path) as world, commits() as seen:
        ana = world.who("ana")
        begins(ana)
        ana.clicks("Yes")
        forget(world.bot.services.database, world.slack.cast.team_id, ana.id, NOON)
        other = Database(f"sqlite:///{tmp_path / 'other.db'}")
        make_ready(other, NOON)
        make_ready(other, NOON, an_update(tmp_path / "update"))
        other.close()

    assert len(seen) > 10
    assert set(seen) == {(2, "wal")}
