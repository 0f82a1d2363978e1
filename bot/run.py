"""Serving one workspace until somebody says stop."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import structlog

from advice.catalog import ContentError
from bot.runtime import config, logs
from bot.runtime.clock import Clock, SystemClock
from bot.runtime.config import Config, ConfigError
from bot.runtime.errors import CannotListen, SlackError
from bot.runtime.secret_files import open_to_others
from bot.store.engine import BadUrl, Database, DatabaseBusy, DatabaseDamaged
from bot.store.lock import AlreadyRunning, only_one
from bot.store.ready import make_ready
from bot.store.refused import Refused
from bot.wire import Bot, build

if TYPE_CHECKING:
    from bot.runtime.metrics import Metrics

log = structlog.get_logger(__name__)


class ServeError(Exception):
    """The bot cannot start; the message says why and what to do, for the operator."""


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
    with running(settings, SystemClock()):
        log.info("run.serving")
        told()
        log.info("run.stopping")


@contextmanager
def running(settings: Config, clock: Clock) -> Iterator[Bot]:
    """Start the bot on its database, and stop it at the end.

    Raises:
        ServeError: as in `serve`.
    """
    try:
        database = Database(settings.database_url)
        with only_one(database):
            make_ready(database, clock.now())
            with counted(settings) as metrics:
                bot = build(settings, clock, database, metrics)
                try:
                    bot.start()
                    yield bot
                finally:
                    bot.stop()
    except AlreadyRunning as error:
        raise ServeError("Another careercheck is running on this database file. Stop it first.") from error
    except Refused as error:
        raise ServeError(str(error)) from error
    except ContentError as error:
        raise ServeError(f"The content has problems:\n{error}") from error
    except SlackError as error:
        words = f"Slack did not let us in: {error.code}. Check SLACK_BOT_TOKEN, SLACK_APP_TOKEN and SLACK_API_URL."
        raise ServeError(words) from error
    except CannotListen as error:
        words = f"Nothing can be heard at {error}. Stop what listens there, or set {error.setting} to another address."
        raise ServeError(words) from error
    except BadUrl as error:
        raise ServeError(f"CAREERCHECK_DATABASE needs a look. {error}") from error
    except DatabaseDamaged as error:
        words = (
            f"The database is damaged ({error}), and nothing was changed. Restore a backup: careercheck restore FILE"
        )
        raise ServeError(words) from error
    except DatabaseBusy as error:
        raise ServeError(
            f"The database could not be opened or written ({error}). Check CAREERCHECK_DATABASE."
        ) from error


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


def told_to_stop() -> Callable[[], object]:
    """Return what waits for SIGTERM or SIGINT; one that comes from now on counts, also while the bot still starts."""
    told: SimpleQueue[int] = SimpleQueue()  # an Event's lock may be held by the very thread the signal interrupts
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _frame: told.put(number))
    return lambda: _next(told)


def _next(told: SimpleQueue[int]) -> int:
    """Wait for a signal, awake now and then: one that came just before we fell asleep is heard only by the awake."""
    while True:
        try:
            return told.get(timeout=0.5)
        except Empty:
            continue
