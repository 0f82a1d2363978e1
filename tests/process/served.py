"""The command line as a process of its own, in front of a simulated Slack in this one."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bot.playground.simulated import SimulatedSlack
from bot.runtime.clock import SystemClock
from tests.kit import Json, Somebody, World, words
from tests.kit_storage import lay_down

ROOT = Path(__file__).parents[2]
SOON = 30.0  # seconds that anything may take on a busy machine; what comes is never waited for longer than it takes
COMMAND = ("-m", "bot")


def signalled(point: str) -> tuple[str, ...]:
    """Return the command that signals itself at a point, as in `commit:before:3:KILL`."""
    return ("-m", "tests.process.crashing", point)


def settings_of(slack: SimulatedSlack, database: str) -> dict[str, str]:
    """Return what an operator sets for a bot in that Slack, on the database of that URL."""
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "CAREERCHECK_DATABASE": database,
    }


def beside(world: World, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a module in a process of its own, with the Slack and the database of a world in this one."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    environ |= settings_of(world.slack, world.settings.database_url)
    return subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=ROOT, env=environ)


class Run:
    """One run of the command, its output kept in files."""

    def __init__(
        self, folder: Path, arguments: Sequence[str], settings: dict[str, str], module: Sequence[str] = COMMAND
    ):
        self._out, self._err = folder / "stdout", folder / "stderr"
        environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), "TMPDIR": str(folder)}
        environ["PYTHONFAULTHANDLER"] = "1"
        with self._out.open("a") as out, self._err.open("a") as err:
            self.process = subprocess.Popen(
                [sys.executable, *module, *arguments], env=environ | settings, cwd=folder, stdout=out, stderr=err
            )

    @property
    def out(self) -> str:
        """What it has printed."""
        return self._out.read_text()

    @property
    def err(self) -> str:
        """What it has logged or complained about."""
        return self._err.read_text()

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self.process.poll() is not None

    def ends(self, seconds: float = SOON) -> int:
        """Wait for the end and return the exit code (of a killed process: minus the signal)."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGABRT)  # Python then says where each thread stands
            self.process.wait(SOON)
            raise AssertionError(f"still running after {seconds} s:\n{self.err}") from None

    def stops(self, how: signal.Signals = signal.SIGTERM, seconds: float = SOON) -> int:
        """Ask it to stop, and return its exit code."""
        self.process.send_signal(how)
        return self.ends(seconds)


class Served(World):
    """A workspace whose bot is a process. The simulated time is this test's; the bot has the machine's."""

    run: Run | None = None

    def __init__(self, folder: Path, **environ: str) -> None:
        super().__init__(folder, now=SystemClock().now())  # a clock far from the machine's is trouble of its own
        self.folder = folder
        self.file = folder / "bot.db"
        self.environ = settings_of(self.slack, f"sqlite:///{self.file}") | environ

    def runs(self, *arguments: str, module: Sequence[str] = COMMAND, **environ: str) -> Run:
        """Run a command with these settings, its output in files of its own."""
        folder = self.folder / f"run-{len(list(self.folder.glob('run-*')))}"
        folder.mkdir()
        return Run(folder, arguments, self.environ | environ, module)

    def starts(self, *arguments: str, module: Sequence[str] = COMMAND) -> None:
        """Start the bot and wait until it listens, or has ended."""
        self.run = run = self.runs(*(arguments or ("run",)), module=module)
        while not self.slack.connected and not run.ended:
            self.wait_a_little(lambda: self.slack.connected)

    def stops(self) -> None:
        """Stop the bot as an operator does; it ends well."""
        if self.run is not None:
            if not self.run.ended:
                assert self.run.stops() == 0, self.run.err
            self.run = None
            self.slack.wait_for(lambda: not self.slack.connected, why="the bot has gone")

    def settles(self) -> None:
        """Wait until Slack has heard everything, or the bot has ended."""
        while self.slack.outstanding() and not (self.run is None or self.run.ended):
            self.wait_a_little(lambda: not self.slack.outstanding())

    def wait_a_little(self, predicate: Any) -> None:
        """Wait for something that may never come because the process has ended."""
        try:
            self.slack.wait_for(predicate, timeout=0.1)
        except TimeoutError:
            return

    def called(self, method: str) -> int:
        """How often the bot has called a method."""
        return [call.method for call in self.slack.calls].count(method)

    def awaits(self, predicate: Any, why: str) -> Any:
        """Wait for something to be true in Slack."""
        return self.slack.wait_for(predicate, timeout=SOON, why=why)

    def who(self, name: str) -> Watcher:
        """Return one of the cast by the start of their name."""
        return Watcher(self, super().who(name).id)

    def rows(self, query: str) -> list[Any]:
        """Look into the database file."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as connection:
            return list(connection.execute(query))

    def close(self) -> None:
        """End everything, however it stands."""
        if self.run is not None and not self.run.ended:
            self.run.process.kill()
            self.run.ends()
        self.slack.stop()


class Watcher(Somebody):
    """A person who waits for what the bot says: it works in its own time."""

    _world: Served

    def expects(self, text: str) -> Json:
        """Wait until a message says this, and return the newest that does."""

        def look() -> Json | None:
            return next((message for message in reversed(self.messages()) if text in words(message)), None)

        return self._world.awaits(look, f"{text!r} among:\n" + "\n".join(words(m) for m in self.messages()))

    def begins(self) -> None:
        """Ask for a check, agree, and wait for all that follows at once."""
        self.runs("/careercheck")
        self.expects("what happens to your answers")
        self.clicks("I agree, start")
        self.expects("1 of 21")
        self._world.awaits(lambda: self._world.called("chat.update"), "the parent says that it has begun")
        self._world.settles()


@contextmanager
def served(folder: Path, *, start: bool = True, **environ: str) -> Iterator[Served]:
    """Open a workspace with the bot as a process, and end both."""
    house = Served(folder, **environ)
    try:
        if start:
            if "CAREERCHECK_DATABASE" not in environ:
                lay_down(house.file)  # half of a first start is the tables
            house.starts()
        yield house
    finally:
        house.close()
