"""One bot a database file: the second one is refused. PostgreSQL is made for several, and has no such lock."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.engine import Database


class AlreadyRunning(Exception):  # noqa: N818
    """Another process serves from this database file."""


@contextmanager
def only_one(database: Database) -> Iterator[None]:
    """Hold the file's lock for as long as the bot runs. The system frees it when the process ends, however it ends.

    Raises:
        AlreadyRunning: somebody else holds it.
    """
    name = database.url.database
    if not database.is_sqlite or not name:
        yield
        return
    with Path(f"{name}.run").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning(name) from error
        yield
