"""Serving one workspace until somebody says stop."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import structlog

from bot.bot import Bot
from bot.not_started import NotYet, ServeError, in_words
from bot.runtime import config, logs
from bot.runtime.clock import Clock, SystemClock
from bot.runtime.config import Config, ConfigError
from bot.runtime.secret_files import open_to_others
from bot.store.engine import Database
from bot.store.lock import only_one
from bot.store.ready import make_ready
from bot.wire import build

if TYPE_CHECKING:
    from bot.runtime.metrics import Metrics

__all__ = ["ServeError", "run", "running", "serve", "told_to_stop"]

# Seconds between tries to start while Slack or the database server is not there: after a power cut a machine is up
# before its network. About five minutes in all; then whoever started us is told.
PAUSES: tuple[float | None, ...] = (1, 2, 4, 8, 16, 32, 60, 60, 60, 60, None)

log = structlog.get_logger(__name__)


def run() -> None:
    """Serve with the settings of the environment; what keeps us from it is said on standard error."""
    try:
        serve(os.environ)
    except ServeError as error:
        sys.exit(str(error))


def serve(environ: Mapping[str, str]) -> None:
    """Serve until SIGTERM or SIGINT.

    Raises:
        ServeError: settings, content, database or Slack do not let us start.
    """
    try:
        settings = config.load(environ)
    except ConfigError as error:
        raise ServeError(f"These settings need a look:\n{error}") from error
    logs.configure(settings.log_level)
    logs.take_over()
    for name in open_to_others(environ):
        log.warning("run.secret_file_open", setting=name)
    told = told_to_stop()
    for pause in PAUSES:
        if _served(settings, told, last=pause is None) or told(pause):
            return


def _served(settings: Config, told: Told, *, last: bool) -> bool:
    """Serve until we are told to stop. False: what we need is not there yet, and this was not the `last` try."""
    began = False
    try:
        with running(settings, SystemClock()):
            began = True
            log.info("run.serving")
            told()
            log.info("run.stopping")
    except NotYet as error:
        if began or last:
            raise
        log.warning("run.waiting", code=error.code)
        return False
    return True


@contextmanager
def running(settings: Config, clock: Clock) -> Iterator[Bot]:
    """Start the bot on its database, and stop it at the end.

    Raises:
        ServeError: as in `serve`.
    """
    with in_words(), closing(_database(settings)) as database, only_one(database):
        make_ready(database, clock.now())
        with counted(settings) as metrics:
            bot = build(settings, clock, database, metrics)
            try:
                bot.start()
                yield bot
            finally:
                bot.stop()


def _database(settings: Config) -> Database:
    return Database(settings.database_url, erasures=settings.erasures)


@contextmanager
def counted(settings: Config) -> Iterator[Metrics | None]:
    """Count what happens where the operator wants it, for as long as the bot runs.

    Raises:
        CannotListen: the address for it is in use.
    """
    if settings.metrics is None:
        yield None
        return
    from bot.runtime.metrics import Metrics  # noqa: PLC0415 - where it is wanted only

    metrics = Metrics()
    metrics.open(settings.metrics)
    try:
        with logs.also(metrics.count_line):
            yield metrics
    finally:
        metrics.close()


class Told:
    """Waits for SIGTERM or SIGINT; one that comes from its making on counts, also while the bot still starts."""

    def __init__(self) -> None:
        self._told: SimpleQueue[int] = SimpleQueue()  # an Event's lock may be held by the thread a signal interrupts
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda number, _frame: self._told.put(number))

    def __call__(self, seconds: float | None = None) -> bool:
        """Wait for a signal, for ever or so long, awake now and then: one that came just before we fell asleep is heard
        only by the awake. False: none came.
        """
        clock = SystemClock()
        until = None if seconds is None else clock.monotonic() + seconds
        while until is None or clock.monotonic() < until:
            try:
                self._told.get(timeout=0.5)
            except Empty:
                continue
            return True
        return False


def told_to_stop() -> Told:
    """Return what waits for SIGTERM or SIGINT."""
    return Told()
