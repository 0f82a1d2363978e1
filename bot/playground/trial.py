"""`careercheck try`: the simulated Slack with the production bot connected to it, and its page in the browser."""

from __future__ import annotations

import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import structlog
import typer

from bot.playground import kept_clock, told
from bot.playground.clock import PlaygroundClock
from bot.playground.folder import CLOCK, DATABASE, SLACK, claimed
from bot.playground.simulated import SimulatedSlack
from bot.playground.state import Json
from bot.run import ServeError, running, told_to_stop
from bot.runtime import logs
from bot.runtime.clock import SystemClock
from bot.runtime.config import Config

log = structlog.get_logger(__name__)


class Trial:
    """A simulated Slack and the bot in front of it, both in one folder.

    Args:
        folder: where the bot's database is, and, where that is to be `kept`, the simulated Slack's file.
        kept: whether the simulated Slack goes on where it ended.
        record: a file for the bot's calls, one JSON line each.

    Raises:
        KeepError: what is kept there is damaged or not ours.
    """

    def __init__(self, folder: Path, *, kept: bool, record: Path | None = None) -> None:
        self.data = folder / DATABASE
        moved = folder / CLOCK
        self._clock = PlaygroundClock(SystemClock(), kept_clock.load(moved), partial(kept_clock.save, moved))
        self._bot = ExitStack()
        self._lock = threading.Lock()
        keep = folder / SLACK if kept else None
        self.slack = SimulatedSlack(self._clock, record=record, data=str(self.data), keep=keep, reset=self.reset)
        machine = self.slack.machine
        assert machine is not None  # noqa: S101 - this clock can be moved
        self._machine = machine

    def start(self, port: int) -> bool:
        """Start both; False where the port was taken, and another one was found.

        Raises:
            KeepError: nothing can be kept in the folder.
            ServeError: the bot cannot start.
        """
        as_asked = True
        try:
            self.slack.start(port)
        except OSError:
            as_asked = False
            self.slack.start(0)
        with self._lock:
            self._start_bot()
        return as_asked

    def stop(self) -> None:
        """Stop both; a slow Slack would keep the bot waiting."""
        self.slack.faults.clear()
        with self._lock:
            self._stop_bot()
            self.slack.stop()

    def reset(self) -> Json:
        """Begin anew: the bot knows nobody, and nobody has said anything."""
        self.slack.faults.clear()
        with self._lock:
            self._stop_bot()
            for file in self.data.parent.glob(f"{DATABASE}*"):
                file.unlink()
            self.slack.reset()
            try:
                self._start_bot()
            except ServeError as error:
                log.error("playground.bot_not_started", error=str(error))
                return {"ok": False, "error": str(error)}
        return {"ok": True}

    def _start_bot(self) -> None:
        slack = self.slack
        settings = Config(slack.bot_token, slack.app_token, slack.api_url, f"sqlite:///{self.data}")
        bot = self._bot.enter_context(running(settings, self._clock))
        self._machine.drive(bot)
        self._machine.told = told.tell(slack, bot)

    def _stop_bot(self) -> None:
        self._machine.drive(None)
        self._bot.close()


def run(*, port: int, browser: bool, record: Path | None, data: Path | None) -> None:
    """Serve the playground on loopback until Ctrl-C; `data` is the folder to keep it in.

    Raises:
        KeepError: it cannot be kept there.
        ServeError: the bot cannot start.
    """
    logs.configure("WARNING")
    told = told_to_stop()
    with _folder(data) as folder:
        trial = Trial(folder, kept=data is not None, record=record)
        try:
            if not trial.start(port):
                typer.echo(f"Port {port} is in use, so I took another.")
            _say(trial, kept=data is not None)
            if browser:
                webbrowser.open(trial.slack.url)
            told()
            typer.echo("\nStopping ...")
        finally:
            trial.stop()


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is None:
        with tempfile.TemporaryDirectory(prefix="careercheck-") as temporary:
            yield Path(temporary)
    else:
        folder = data.expanduser().resolve()
        with claimed(folder):
            yield folder


def _say(trial: Trial, *, kept: bool) -> None:
    typer.echo(f"\n  Careercheck is waiting for you at  {trial.slack.url}\n")
    typer.echo("  You are Ana. Type /careercheck and press Enter.")
    typer.echo("  A simulated Slack on this computer; nothing leaves it.")
    if kept:
        typer.echo(f"  Kept in {trial.data.parent}, also after you stop.")
    else:
        typer.echo(f"  Kept until you stop (name a folder with --data to keep it): {trial.data}")
    typer.echo("  Ctrl-C ends it.\n")
