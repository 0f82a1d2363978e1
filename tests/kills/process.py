"""The process that is killed: the bot with its own threads, database and connections, and a clock that is moved on."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from bot.run import running
from bot.runtime import logs
from bot.runtime.clock import ManualClock
from bot.runtime.config import Config
from bot.store import looking, turns
from bot.store.engine import Database
from bot.wire import Bot
from tests.kills.moments import Seen
from tests.process.crashing import Point, install

PACE = turns.UNASKED_APART
MINUTE = timedelta(minutes=1)
NEVER = 10**9
_STDERR = 2


@dataclass(frozen=True)
class Order:
    """How a process is to run: from when on by its clock, until when at most, and where it dies (None: nowhere)."""

    settings: Config
    workspace: str
    begins: datetime
    ends: datetime
    point: str | None
    log: Path


def obey(order: Order, line: Connection) -> None:
    """Run until everything is said, tell what was done, and wait for a word to end."""
    with order.log.open("a") as log:
        os.dup2(log.fileno(), _STDERR)
    logs.configure("WARNING")
    began = time.monotonic()
    points = {what: Point("before", NEVER, "KILL") for what in ("commit", "call")}
    if order.point is not None:
        what, moment, k = order.point.split(":")
        points[what] = Point(moment, int(k), "KILL")
    for what, point in points.items():
        install(what, point)
    clock = ManualClock(order.begins)
    with running(order.settings, clock) as bot:
        _says_all(bot, clock, order)
        line.send((Seen(points["commit"].passed, points["call"].passed, time.monotonic() - began), clock.now()))
        line.recv()


def _says_all(bot: Bot, clock: ManualClock, order: Order) -> None:
    """Look once a minute, as the ticker would, and let the clock go on until nothing is left to say."""
    looked = None
    while clock.now() < order.ends:
        if looked is None or clock.now() - looked >= MINUTE:
            looked = clock.now()
            bot.ticker.run("recover")
            bot.ticker.run("plan")
        bot.wait_idle(10)
        if not _left(bot.services.database, order):
            return
        clock.advance(PACE)


def _left(database: Database, order: Order) -> bool:
    """Tell whether anything waits, is on its way, or is to be found out."""
    with database.reading() as connection:
        if looking.crossings(connection, order.workspace, order.begins.date(), 1):
            return True
        open_ones = "SELECT 1 FROM outbox WHERE state IN ('due', 'sending') AND promise = 'unasked'"
        waiting = "SELECT 1 FROM occasions WHERE state IN ('waiting', 'queued')"
        return any(connection.exec_driver_sql(query).first() for query in (open_ones, waiting))
