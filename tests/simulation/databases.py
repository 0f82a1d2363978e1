"""The databases that a simulated company may be kept in: in memory, in a file, or on a PostgreSQL server.

The one in memory is kept from life to life, and begins each of them as a copy of an empty one: an engine that has
compiled its statements is worth more than anything else here.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, create_engine, make_url

from bot.store import migrate
from bot.store.engine import Database, DatabaseBusy, Patience
from tests.kit_postgres import a_server, plain
from tests.simulation.door import Crash
from tests.simulation.faults import IN_THE_DATABASE, Faults

KINDS = ("memory", "file", "postgresql")
IN_MEMORY = "file:/simulated?vfs=memdb"  # shared by the connections of one process, as a file is


class FaultyDatabase(Database):
    """A database in whose transactions the process may die, or which is busy."""

    faults: Faults | None = None
    struck: Callable[[str, str], None]
    after_commit: Callable[[], None] | None = None

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._there = self.url

    def aside(self) -> Engine:
        """Return an engine to look in with, past the faults."""
        return create_engine(self._there, isolation_level="AUTOCOMMIT")

    @contextmanager
    def writing(self, patience: Patience = Patience.WORKER) -> Iterator[Connection]:
        """Open a transaction that may write."""
        fault = self.faults.strikes(IN_THE_DATABASE) if self.faults else None
        if fault:
            self.struck(fault, "")
        if fault == "database busy":
            raise DatabaseBusy("simulated")
        with super().writing(patience) as connection:
            yield connection
            if fault == "crash before a commit":
                raise Crash(fault)
        if fault == "crash after a commit":
            raise Crash(fault)
        if self.after_commit is not None:
            self.after_commit()


@contextmanager
def a_database(kind: str = KINDS[0]) -> Iterator[FaultyDatabase]:
    """Give an empty database of the newest schema: of a kind, or the one that a URL names."""
    with ExitStack() as stack:
        if kind == "memory":
            database, kept = _kept_in_memory()
            _empty().backup(kept)
            # What is kept beside the file of a database, such as who was erased, has a folder all the same.
            database.url = make_url(f"sqlite:///{stack.enter_context(TemporaryDirectory())}/simulated.db")
            database.faults = database.after_commit = None
            yield database
            return
        database = FaultyDatabase(_a_url(kind, stack))
        try:
            yield database
        finally:
            database.close()


def _a_url(kind: str, stack: ExitStack) -> str:
    if kind == "file":
        folder = Path(stack.enter_context(TemporaryDirectory()))
        with sqlite3.connect(folder / "simulated.db") as file:
            _empty().backup(file)
        file.close()
        return f"sqlite:///{folder / 'simulated.db'}"
    if kind == "postgresql":
        run = uuid.uuid4().hex[:8]
        return plain(stack.enter_context(stack.enter_context(a_server(run, "life")).database()))
    return kind


@cache
def _kept_in_memory() -> tuple[FaultyDatabase, sqlite3.Connection]:
    """Return the database, and the connection that keeps it there."""
    return FaultyDatabase(f"sqlite:///{IN_MEMORY}&uri=true"), sqlite3.connect(IN_MEMORY, uri=True)


@cache
def _empty() -> sqlite3.Connection:
    """Return a database with nothing in it but its tables."""
    empty = sqlite3.connect(":memory:")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        database = Database(f"sqlite:///{path}")
        migrate.upgrade(database)
        database.close()
        with sqlite3.connect(path) as file:
            file.execute("PRAGMA journal_mode=DELETE")  # what is in memory keeps no log of its writes
            file.backup(empty)
        file.close()
    return empty
