"""One bot a database file: the second one is refused. PostgreSQL is made for several, and has no such lock."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.engine import Database, DatabaseBusy
from bot.store.files import PRIVATE, give, look_that_it_is_a_file


class AlreadyRunning(Exception):
    """Another process serves from this database file, or changes it as a whole."""


@contextmanager
def only_one(database: Database) -> Iterator[None]:
    """Hold the file's lock for as long as the bot runs. The system frees it when the process ends, however it ends.

    Raises:
        AlreadyRunning: somebody else holds it.
        Refused: it is no file.
        DatabaseBusy: nothing can be written where the file is to be.
    """
    name = database.url.database
    if not database.is_sqlite or not name:
        yield
        return
    try:
        look_that_it_is_a_file(Path(name))
        descriptor = os.open(f"{name}.run", os.O_RDWR | os.O_CREAT, PRIVATE)
        if Path(name).exists():
            give(descriptor, Path(name))  # of a command that root runs: the bot has to hold it next
    except OSError as error:
        raise DatabaseBusy(error.strerror or type(error).__name__) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning(name) from error
        yield
    finally:
        os.close(descriptor)
