"""One bot a database file: the second one is refused. PostgreSQL is made for several, and has no such lock."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.engine import Database, DatabaseBusy


class AlreadyRunning(Exception):
    """Another process serves from this database file."""


@contextmanager
def only_one(database: Database) -> Iterator[None]:
    """Hold the file's lock for as long as the bot runs. The system frees it when the process ends, however it ends.

    Raises:
        AlreadyRunning: somebody else holds it.
        DatabaseBusy: nothing can be written where the file is to be.
    """
    name = database.url.database
    if not database.is_sqlite or not name:
        yield
        return
    try:
        Path(name).touch(mode=0o600)  # what people tell the bot is for nobody else on this machine
        opened = Path(f"{name}.run").open("a")  # noqa: SIM115 - closed below
    except OSError as error:
        raise DatabaseBusy(error.strerror or type(error).__name__) from error
    with opened as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning(name) from error
        yield
