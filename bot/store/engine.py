"""Connections and transactions: how we talk to the database so that nothing is lost.

SQLite: WAL, full durability, foreign keys on, and an explicit BEGIN IMMEDIATE for whoever writes; the driver's own
habit (no BEGIN before a SELECT) loses updates silently. One process-wide lock queues our own writers fairly, so that
they do not fight over the file's lock.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError, TimeoutError  # noqa: A004 - of the pool

_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})


class Patience(Enum):
    """How long a transaction waits for the database, in seconds."""

    LISTENER = 1.5  # somebody clicked and Slack waits for us at most three seconds
    WORKER = 5.0


class DatabaseBusy(Exception):
    """The database did not let us in, or not write, within our patience. Nothing was saved."""


class DatabaseDamaged(DatabaseBusy):
    """The file is not a database, or its pages do not fit together. Waiting does not help; a backup does."""


class Database:
    """One database: give it a URL, ask it for transactions."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writers = threading.Lock() if self.is_sqlite else None
        self._engines = {patience: self._engine(patience) for patience in Patience}

    @contextmanager
    def writing(self, patience: Patience = Patience.WORKER) -> Iterator[Connection]:
        """Open a transaction that may write; commits at the end, rolls back on an exception.

        Raises:
            DatabaseBusy: somebody else held the database for longer than `patience`, or it cannot be written at all.
        """
        until = time.monotonic() + patience.value
        with self._turn(patience), self._transaction(patience, "BEGIN IMMEDIATE", until) as connection:
            yield connection

    @contextmanager
    def reading(self, patience: Patience = Patience.WORKER) -> Iterator[Connection]:
        """Open a transaction that only reads one consistent state.

        Raises:
            DatabaseBusy: as in `writing`.
        """
        with self._transaction(patience, "BEGIN", time.monotonic() + patience.value) as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        for engine in self._engines.values():
            engine.dispose()

    @contextmanager
    def _turn(self, patience: Patience) -> Iterator[None]:
        if self._writers is None:
            yield
            return
        if not self._writers.acquire(timeout=patience.value):
            raise DatabaseBusy("another writer of this process held the database")
        try:
            yield
        finally:
            self._writers.release()

    @contextmanager
    def _transaction(self, patience: Patience, begin: str, until: float) -> Iterator[Connection]:
        try:
            with (
                self._engines[patience].connect().execution_options(begin=begin, until=until) as connection,
                connection.begin(),
            ):
                yield connection
        except TimeoutError as error:
            raise DatabaseBusy("every connection is in use") from error
        except DatabaseError as error:
            name = getattr(error.orig, "sqlite_errorname", type(error.orig).__name__)
            if name in _DAMAGED:
                raise DatabaseDamaged(name) from error
            if not isinstance(error, OperationalError) or name == "SQLITE_ERROR":
                raise  # no such table, a slip in the SQL: waiting does not help
            raise DatabaseBusy(name) from error

    def _engine(self, patience: Patience) -> Engine:
        if not self.is_sqlite:
            timeout = int(patience.value * 1000)
            return create_engine(
                self.url,
                pool_pre_ping=True,
                pool_timeout=patience.value,
                hide_parameters=True,
                connect_args={"options": f"-c lock_timeout={timeout} -c statement_timeout={timeout}"},
            )
        engine = create_engine(
            self.url,
            hide_parameters=True,  # an error must not quote what somebody wrote
            pool_size=16,
            max_overflow=16,
            pool_timeout=patience.value,
            connect_args={"timeout": patience.value, "isolation_level": None, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Wait for the file no longer than what is left: part of the patience may have gone by behind our own writers."""
    options = connection.get_execution_options()
    left = max(0, int((options["until"] - time.monotonic()) * 1000))
    connection.exec_driver_sql(f"PRAGMA busy_timeout={left}")
    connection.exec_driver_sql(options["begin"])
