"""Transactions: how we talk to the database so that nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy import URL, Connection, Engine

from bot.store import postgresql, sqlite
from bot.store.driver_errors import DatabaseAway, DatabaseBusy, DatabaseDamaged, DatabaseFull, told_apart
from bot.store.url import BadUrl, read

__all__ = ["BadUrl", "Database", "DatabaseAway", "DatabaseBusy", "DatabaseDamaged", "DatabaseFull", "Patience"]


class Patience(Enum):
    """How long a transaction waits for the database, in seconds."""

    LISTENER = 1.5  # somebody clicked and Slack waits for us at most three seconds
    WORKER = 5.0


class Database:
    """One database: give it a URL, ask it for transactions. `erasures`: the file where who was erased is written down.

    Raises:
        BadUrl: the URL names no database that we can use.
    """

    def __init__(self, url: str | URL, *, erasures: Path | None = None) -> None:
        self.url = read(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.erasures = erasures
        # On SQLite our own writers queue here, fairly, and do not fight over the file's lock. PostgreSQL lets several
        # write at once.
        self._writers = threading.Lock() if self.is_sqlite else None
        self._undo: WeakKeyDictionary[Connection, list[Callable[[], None]]] = WeakKeyDictionary()
        self._engines = {patience: self._engine(patience) for patience in Patience}

    @contextmanager
    def writing(self, patience: Patience = Patience.WORKER) -> Iterator[Connection]:
        """Open a transaction that may write; commits at the end, rolls back on an exception.

        Raises:
            DatabaseBusy: somebody else held the database for longer than `patience`, or it cannot be written at all.
        """
        until = time.monotonic() + patience.value
        with self._turn(patience), self._transaction(patience, writing=True, until=until) as connection:
            yield connection

    @contextmanager
    def reading(self, patience: Patience = Patience.WORKER) -> Iterator[Connection]:
        """Open a transaction that only reads one consistent state.

        Raises:
            DatabaseBusy: as in `writing`.
        """
        until = time.monotonic() + patience.value
        with self._transaction(patience, writing=False, until=until) as connection:
            yield connection

    def otherwise(self, connection: Connection, undo: Callable[[], None]) -> None:
        """Call `undo` if the transaction of this connection comes to nothing: for what is done beside the database."""
        self._undo.setdefault(connection, []).append(undo)

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
    def _transaction(self, patience: Patience, *, writing: bool, until: float) -> Iterator[Connection]:
        with told_apart(), self._engines[patience].connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(**postgresql.options(writing=writing))
            try:
                with connection.begin():
                    if self.is_sqlite:
                        sqlite.begin(connection, writing=writing, until=until)
                    yield connection
            except Exception:  # not a kill: what that leaves undone the next start does
                if self.is_sqlite:
                    sqlite.end(connection)
                every = self._undo.pop(connection, [])
                for undo in every if not connection.invalidated else ():  # else nobody knows what came of it
                    undo()
                raise

    def _engine(self, patience: Patience) -> Engine:
        make_engine = sqlite.make_engine if self.is_sqlite else postgresql.make_engine
        return make_engine(self.url, patience.value)
