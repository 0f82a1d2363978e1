"""The log of erasures: who was erased, so that a backup taken before does not bring them back.

One line an erasure, in a file beside the database, or where the operator wants it (on PostgreSQL there is none
otherwise): it outlives a damaged database, and a restore does not take it back.

An id is personal, so there is only a salted hash of it: enough to know somebody again who is in a backup, and nothing
to read for anybody else. A line goes after as long as a backup may be kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy import Connection, text

from bot.store.backup import KEPT
from bot.store.engine import Database, DatabaseBusy
from bot.store.erasure_lines import Erasure, read, written
from bot.store.files import beside, whole_or_not_at_all
from bot.store.refused import Refused

warn = structlog.get_logger(__name__)

_LONGER = timedelta(days=1)  # than any backup
_LOCK = 4_217_093_001  # of PostgreSQL's, for whoever writes the log


def log_of(database: Database) -> Path | None:
    """Return the file of erasures of a database, there or not; None: a PostgreSQL of which none is set."""
    if database.erasures is None and database.is_sqlite:
        return beside(Path(str(database.url.database)), ".erased")
    return database.erasures


def note(database: Database, connection: Connection, log: Path, erasure: Erasure) -> None:
    """Add a line, in the transaction that erases; where that comes to nothing the line goes again.

    Raises:
        DatabaseBusy: it could not be written.
        LogUnreadable: the log cannot be read.
    """
    with _alone(connection):
        _write(database, log, [*_needed(read(log), erasure.at), erasure])
    database.otherwise(connection, partial(_came_to_nothing, database, log, erasure))


def forget_old(database: Database, now: datetime) -> None:
    """Drop the lines that no backup needs any more.

    Raises:
        DatabaseBusy: the database or the log could not be written.
        LogUnreadable: the log cannot be read.
    """
    log = log_of(database)
    if log is not None and any(True for _ in read(log)):
        with database.writing() as connection, _alone(connection):
            erasures = list(read(log))
            needed = _needed(erasures, now)
            if needed != erasures:
                _write(database, log, needed)


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Let nobody else write the log meanwhile. On SQLite a writing transaction is alone, whatever process asks."""
    if connection.dialect.name == "sqlite":
        yield
        return
    connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
    try:
        yield
    finally:
        connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})


def _came_to_nothing(database: Database, log: Path, erasure: Erasure) -> None:
    """Take a line out again: who was told that nothing was changed is not erased by it at some later start."""
    try:
        if database.is_sqlite:
            _take_out(database, log, erasure)
        else:
            with database.writing() as another, _alone(another):
                _take_out(database, log, erasure)
    except (DatabaseBusy, Refused) as error:
        warn.error("erasure.stays_noted", error=str(error))


def _take_out(database: Database, log: Path, erasure: Erasure) -> None:
    """Mostly it is the last, and on a full disk a file can still be made shorter."""
    try:
        whole, line = log.read_bytes(), written(erasure).encode()
        if whole.endswith(line):
            os.truncate(log, len(whole) - len(line))
            return
    except OSError as error:
        raise DatabaseBusy(f"{log.name}: {error.strerror}") from error
    _write(database, log, [each for each in read(log) if each != erasure])


def _needed(erasures: Iterator[Erasure] | list[Erasure], now: datetime) -> list[Erasure]:
    return [erasure for erasure in erasures if erasure.at > now - KEPT - _LONGER]


def _write(database: Database, log: Path, erasures: list[Erasure]) -> None:
    """Write the log anew. By the superuser's hand it still belongs to the bot, who has to read it."""
    try:
        with whole_or_not_at_all(log, owned_like=_the_bots(database, log)) as part:
            part.write_text("".join(map(written, erasures)))
    except OSError as error:
        raise DatabaseBusy(f"{log.name}: {error.strerror}") from error


def _the_bots(database: Database, log: Path) -> Path:
    """Return what belongs to the bot: the database's file; where there is none the log as it is, or else its folder."""
    file = Path(str(database.url.database))
    return file if database.is_sqlite and file.exists() else log if log.exists() else log.parent
