"""What an error of a database driver means to us: wait, restore a backup, or mend our SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError  # noqa: A004 - of the pool

# PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html
_DAMAGED = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB", "XX001", "XX002"})
# The connection, a transaction that took too long, users, locks, room, shutting down, the machine.
_PASSING = ("08", "25006", "25P", "28", "3D", "40", "53", "55P03", "57", "58")

# A failed connection carries no code. Its text names the host and the user, and with a mistyped URL a part of the
# password may stand where the host belongs: so we say it in our own words.
_CONNECTING = {
    "password": "the server does not know this user with this password",
    "role": "the server does not know this user",
    "pg_hba": "the server lets this user not in from here",
    "too many": "the server takes no more connections",
    "connection slots": "the server takes no more connections",
    "starting up": "the server is starting",
    "shutting down": "the server is stopping",
    "recovery mode": "the server is starting",
    "database": "the server has no such database",  # last: of the database system the others speak, too
}
_NOBODY = "no server answers"
_AWAY = (_NOBODY, "the server takes no more connections", "the server is starting", "the server is stopping")
# In the file of commits that is shared, SQLite says of a full disk that it cannot make it larger. 53100: PostgreSQL's.
_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "53100"})


class DatabaseBusy(Exception):
    """The database did not let us in, or not write, within our patience. Nothing was saved."""


class DatabaseAway(DatabaseBusy):
    """No server is there, or not yet, or it takes nobody more for now. Waiting may help."""


class DatabaseFull(DatabaseBusy):
    """There is no room left on the database's disk."""


class DatabaseDamaged(DatabaseBusy):
    """The file is not a database, or its pages do not fit together. Waiting does not help; a backup does."""


@contextmanager
def told_apart() -> Iterator[None]:
    """Turn what the driver raises into what it means; a slip in our own SQL stays what it is.

    Raises:
        DatabaseBusy: waiting, or mending the server or the URL, helps.
        DatabaseDamaged: only a backup does.
    """
    try:
        yield
    except TimeoutError as error:
        raise DatabaseBusy("every connection is in use") from error
    except sqlite3.Error as error:
        meant = _meant_by_sqlite(error)
        if meant is None:
            raise
        raise meant from error
    except DBAPIError as error:
        _without_details(error)
        meant = _meant(error)
        if meant is None:
            raise
        raise meant from error


def _without_details(error: DBAPIError) -> None:
    """Leave out what PostgreSQL quotes of the row below the first line of an error: somebody may have written it."""
    if error.orig is not None and not isinstance(error.orig, sqlite3.Error):
        whole = str(error.orig)
        first = whole.partition("\n")[0]
        error.orig.args = (first,)
        error.args = tuple(str(part).replace(whole, first) for part in error.args)


def _meant(error: DBAPIError) -> DatabaseBusy | None:
    if isinstance(error.orig, sqlite3.Error):
        return _meant_by_sqlite(error.orig)
    code = getattr(error.orig, "sqlstate", None)
    if code is None:
        gone = isinstance(error, OperationalError) or error.connection_invalidated
        words = _in_words(str(error.orig))
        return (DatabaseAway if words in _AWAY else DatabaseBusy)(words) if gone else None
    if code in _DAMAGED:
        return DatabaseDamaged(type(error.orig).__name__)
    if code in _FULL:
        return DatabaseFull(type(error.orig).__name__)
    return DatabaseBusy(type(error.orig).__name__) if code.startswith(_PASSING) else None


def _meant_by_sqlite(error: sqlite3.Error) -> DatabaseBusy | None:
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    if name in _DAMAGED:
        return DatabaseDamaged(name)
    if name in _FULL:
        return DatabaseFull(name)
    slip = name == "SQLITE_ERROR" or not isinstance(
        error, sqlite3.OperationalError
    )  # no such table, a broken reference
    return None if slip else DatabaseBusy(name)


def _in_words(text: str) -> str:
    said = text.partition("failed: FATAL:")[2]
    return next((words for fragment, words in _CONNECTING.items() if fragment in said), _NOBODY)
