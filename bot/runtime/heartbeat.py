"""The heartbeat: a row in the database that says when all was last well with this process.

A process that runs and does nothing is as bad as one that has ended, so a beat is left out where

* ``planner``: the job that takes up what a dead sender left has not succeeded,
* ``senders``: every thread that sends has ended, or all hang in one call,
* ``line``: what people do in Slack does not reach us,

each for two minutes on end; and where the database cannot be written there is no beat either. Time is counted in beats,
for the clock may be turned. A line that Slack is replacing, or one busy minute of the database, is nothing to report.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.runtime.clock import Clock
from bot.runtime.outbox import Outbox
from bot.runtime.ticker import Ticker
from bot.store import processes
from bot.store.engine import Database, DatabaseBusy
from bot.store.processes import Process

BEAT_EVERY = timedelta(seconds=20)
ENOUGH = 6  # beats in a row at which a sign was missing: two minutes
FORGOTTEN_AFTER = timedelta(days=1)  # until then, whoever looks is told what became of a process that was killed

Sign = Callable[[], bool]


@dataclass(frozen=True)
class Gap:
    """A time in which the database could not be written, and its word for why."""

    since: datetime
    until: datetime
    code: str


log = structlog.get_logger(__name__)


class Heartbeat:
    """Looks at the signs of life and writes down that all is well, or what is not.

    Args:
        clock: tells the time of a beat.
        database: where the row is kept.
        workspace: whose row it is.
        signs: a word for each sign of life -> whether it is there; asked once a beat.
    """

    def __init__(self, clock: Clock, database: Database, workspace: str, signs: Mapping[str, Sign]) -> None:
        self._clock = clock
        self._database = database
        self._workspace = workspace
        self._id = secrets.token_hex(8)
        self._signs = signs
        self._missed = dict.fromkeys(signs, 0)
        self._ails: str | None = None
        self._beat_at: datetime | None = None
        self._unwritten: tuple[datetime, str] | None = None
        self.gap: Gap | None = None  # the last one that is over

    def start(self) -> None:
        """Write down that this process serves.

        Raises:
            DatabaseBusy: the database cannot be written.
        """
        now = self._clock.now()
        if self._ails is None or self._beat_at is None:
            self._beat_at = now
        us = Process(
            workspace=self._workspace,
            id=self._id,
            host=socket.gethostname(),
            pid=os.getpid(),
            started_at=now,
            beat_at=self._beat_at,
            ails=self._ails,
        )
        with self._database.writing() as connection:
            if self._database.is_sqlite:  # the file's lock is ours, so whoever held it before has ended
                processes.forget_others(connection, self._workspace, self._id)
            processes.forget(connection, self._workspace, now - FORGOTTEN_AFTER)
            processes.arrive(connection, us)

    def beat(self) -> None:
        """Look, and write it down.

        Raises:
            DatabaseBusy: the database cannot be written.
        """
        for name, there in self._signs.items():
            self._missed[name] = 0 if there() else self._missed[name] + 1
        ails = next((name for name, missed in self._missed.items() if missed >= ENOUGH), None)
        if ails != self._ails:
            _say(ails, self._ails)
        self._ails = ails
        now = self._clock.now()
        try:
            known = self._written(ails, now)
        except DatabaseBusy as busy:
            self._unwritten = self._unwritten or (now, str(busy)[:60])
            raise
        if self._unwritten is not None:
            since, code = self._unwritten
            self.gap, self._unwritten = Gap(since, now, code), None
        if not known:
            self.start()  # we stood still for so long that others took us for dead

    def _written(self, ails: str | None, now: datetime) -> bool:
        """Write how we are. False: our row was forgotten."""
        with self._database.writing() as connection:
            if ails is not None:
                return processes.ail(connection, self._workspace, self._id, ails)
            known = processes.beat(connection, self._workspace, self._id, now)
        self._beat_at = now
        return known

    def stop(self) -> None:
        """Take the row away: this process ends as it should. Where that cannot be written, it is forgotten in time."""
        try:
            with self._database.writing() as connection:
                processes.leave(connection, self._workspace, self._id)
        except DatabaseBusy as busy:
            log.warning("heartbeat.database_busy", error=str(busy))

    def age(self) -> float:
        """Return the seconds since all was last well."""
        return 0.0 if self._beat_at is None else (self._clock.now() - self._beat_at).total_seconds()

    def ails(self) -> list[str]:
        """Return in a word why all is not well; nothing where it is."""
        return [] if self._ails is None else [self._ails]


def _say(ails: str | None, before: str | None) -> None:
    if ails is None:
        log.info("heartbeat.well_again", sign=before)
    else:
        log.error("heartbeat.missing", sign=ails)


def signs(ticker: Ticker, planner: str, outbox: Outbox, line: Sign) -> dict[str, Sign]:
    """Return the signs: the ticker's job `planner` succeeds, rows are sent, and the `line` to Slack stands."""
    return {"planner": _planner(ticker, planner), "senders": _senders(outbox), "line": line}


def _planner(ticker: Ticker, job: str) -> Sign:
    seen = -1

    def there() -> bool:
        nonlocal seen
        before, seen = seen, ticker.succeeded(job)
        return seen != before

    return there


def _senders(outbox: Outbox) -> Sign:
    seen = ""

    def there() -> bool:
        nonlocal seen
        (alive, busy, latest), before = outbox.pulse(), seen
        seen = latest
        return busy < alive or latest != before  # of none alive none is busy, and nothing new is taken

    return there
