"""A simulated Slack with the production bot connected to it."""

from __future__ import annotations

import shutil
import threading
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog

from bot.playground import kept_clock, told
from bot.playground.cast import demo_cast
from bot.playground.clock import PlaygroundClock
from bot.playground.folder import CLOCK, DATABASE, SLACK
from bot.playground.simulated import SimulatedSlack
from bot.playground.state import Json
from bot.run import ServeError, running
from bot.runtime.clock import SystemClock
from bot.runtime.config import Config

log = structlog.get_logger(__name__)


class Trial:
    """A simulated Slack and the bot in front of it, both in one folder.

    Args:
        folder: where the bot's database is, and, where that is to be `kept`, the simulated Slack's file.
        kept: whether the simulated Slack goes on where it ended.
        record: a file for the bot's calls, one JSON line each.
        demo: a folder whose data it begins with where there is none yet, and after a reset.
        at: the UTC instant that it is there, to live through what has been; now, where none is given.

    Raises:
        KeepError: what is kept there is damaged or not ours.
    """

    def __init__(
        self,
        folder: Path,
        *,
        kept: bool,
        record: Path | None = None,
        demo: Path | None = None,
        at: datetime | None = None,
    ) -> None:
        self.data = folder / DATABASE
        self._demo = demo
        self._in_the_past = at is not None
        self.clock = _clock_at(at) if at else _clock_of(folder / CLOCK)
        self._bot = ExitStack()
        self._lock = threading.Lock()
        self.slack = SimulatedSlack(
            self.clock,
            demo_cast(also=("files:write",)),
            record=record,
            data=str(self.data),
            keep=folder / SLACK if kept else None,
            begin=demo / SLACK if demo else None,
            reset=self.reset,
        )
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
        """Begin anew."""
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
        if self._demo and not self.data.exists():
            shutil.copyfile(self._demo / DATABASE, self.data)
        settings = Config(slack.bot_token, slack.app_token, slack.api_url, f"sqlite:///{self.data}")
        bot = self._bot.enter_context(running(settings, self.clock))
        self._machine.drive(bot)
        if not self._in_the_past:
            self._machine.told = told.tell(slack, bot)

    def _stop_bot(self) -> None:
        self._machine.drive(None)
        self._bot.close()


def _clock_of(moved: Path) -> PlaygroundClock:
    """Return the present, as far ahead as it was moved before; moves are kept in the file."""
    return PlaygroundClock(SystemClock(), kept_clock.load(moved), partial(kept_clock.save, moved))


def _clock_at(instant: datetime) -> PlaygroundClock:
    """Return a clock that stands at an instant now."""
    machine = SystemClock()
    return PlaygroundClock(machine, instant - machine.now())
