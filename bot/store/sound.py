"""Is a SQLite file whole, and is it ours? Asked at every start, of every backup, and before a restore."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from bot.store.engine import Database, DatabaseDamaged, Patience
from bot.store.files import beside

DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")  # and their extended codes
_WAL_HEADER, _FRAME_HEADER = 32, 24  # bytes (SQLite's documentation, "WAL-mode file format")
_INDEX_HEADER = 48
_LARGEST = 65536  # a page of this size is written down as 1


@contextmanager
def open_file(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a database file that is there, without the habits of `Database`: no transaction but what is asked for."""
    uri, patience = f"file:{quote(str(file.absolute()))}?mode=rw", Patience.WORKER.value
    with closing(sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)) as connection:
        yield connection


def check_at_start(database: Database) -> None:
    """Look whether the file lost committed rows or pages of it do not fit together. Nothing else may have it open.

    Raises:
        DatabaseDamaged: it did, or they do not; nothing was changed.
        DatabaseBusy: it could not be read.
    """
    file = Path(str(database.url.database))
    missing = missing_commits(file)  # first: whoever opens the file makes a new index of what is left
    if missing:
        raise DatabaseDamaged(f"{missing} bytes of committed rows are missing from {file.name}-wal")
    with database.reading() as connection:
        found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    if found != "ok":
        raise DatabaseDamaged(_last_line(found))


def missing_commits(file: Path) -> int:
    """Return how many bytes the log of commits (-wal) is shorter than its index (-shm) says; 0 where they agree.

    SQLite itself takes a log that was cut off for one that ended there. The index outlives a killed process, and is
    never ahead of what was committed; after a power loss there may be none, and nothing to compare.
    """
    wal, index = beside(file, "-wal"), beside(file, "-shm")
    if not index.exists():
        return 0
    with index.open("rb") as opened:
        header, copy, copied = opened.read(_INDEX_HEADER), opened.read(_INDEX_HEADER), opened.read(4)
    if len(copied) < 4 or header != copy or not header[12]:  # noqa: PLR2004 - a number, or an index never filled
        return 0
    log = _begin(wal)
    if log and log[16:24] != header[32:40]:
        return 0  # the index of an earlier log
    page, frames = struct.unpack_from("=HI", header, 14)
    (in_the_database,) = struct.unpack("=I", copied)
    if in_the_database >= frames:
        return 0  # all of it is in the database by now
    promised: int = _WAL_HEADER + frames * (_FRAME_HEADER + (_LARGEST if page == 1 else page))
    return max(0, promised - (wal.stat().st_size if wal.exists() else 0))


def problem_in(connection: sqlite3.Connection) -> str | None:
    """Return what is wrong with a database, or None; it reads all of it."""
    found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if found != "ok":
        return _last_line(found)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    return None if broken is None else f"a row of {broken[0]} refers to nothing"


def schema_of(connection: sqlite3.Connection) -> str | None:
    """Return the schema that a database of ours stands at; None for somebody else's."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"alembic_version", "workspaces", "people"} <= tables:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def _last_line(found: str) -> str:
    return found.splitlines()[-1]  # the first may only be a heading


def _begin(wal: Path) -> bytes:
    if not wal.exists():
        return b""
    with wal.open("rb") as opened:
        return opened.read(_WAL_HEADER)
