"""A copy of the database in one file, taken beside a running bot, and looked over before it gets its name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store.engine import Database
from bot.store.files import BESIDE, beside, make_room, whole_or_not_at_all
from bot.store.refused import Refused
from bot.store.sound import DAMAGED, open_file, problem_in, schema_of

KEPT = timedelta(days=30)  # no backup may be older: what is erased today is then out of all of them
OURS = 0x63617265  # SQLite's application id of a backup of ours
OUR_ENDINGS = (*BESIDE, ".run", ".erased")
HOW_TO_RESTORE = "Restore an earlier one: careercheck restore FILE"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Backup:
    """What was written."""

    file: Path
    size: int  # bytes
    schema: str


def back_up(database: Database, target: Path, now: datetime, *, force: bool = False) -> Backup:
    """Write all that is committed into `target`; whoever reads and writes meanwhile goes on.

    A kill at any moment leaves `target` as it was or a whole backup. `force`: it may take the place of another file.

    Raises:
        Refused: it would take the place of something, the database is not ours or damaged, or the disk does not let us.
    """
    source = Path(str(database.url.database))
    _may_write(target, source, force=force)
    with _in_words(source, target):
        make_room(target.parent, _size(source))
        with whole_or_not_at_all(target) as part:
            with open_file(source) as connection:
                connection.execute("VACUUM INTO ?", (str(part),))
            schema = _look_over(part, source, now)
        return Backup(target, target.stat().st_size, schema)


def sign(connection: sqlite3.Connection, now: datetime) -> None:
    """Write into a backup that it is one, and when it was taken, to the minute: its own times get lost in copying."""
    connection.execute(f"PRAGMA application_id = {OURS}")
    connection.execute(f"PRAGMA user_version = {(now - _EPOCH) // timedelta(minutes=1)}")


def unsign(connection: sqlite3.Connection) -> None:
    """Make of a backup a database again, whose copies are as old as they are."""
    connection.execute("PRAGMA application_id = 0")
    connection.execute("PRAGMA user_version = 0")


def taken_at(connection: sqlite3.Connection) -> datetime | None:
    """Return when a backup was taken; None for a file that `back_up` did not write."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != OURS:
        return None
    return _EPOCH + timedelta(minutes=connection.execute("PRAGMA user_version").fetchone()[0])


def _may_write(target: Path, source: Path, *, force: bool) -> None:
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}.")
    ours = [source, *(beside(source, ending) for ending in OUR_ENDINGS)]
    if target.resolve() in [file.resolve() for file in ours]:
        raise Refused(f"{target} belongs to the database itself. Name another file for the backup.")
    if target.is_dir():
        raise Refused(f"{target} is a folder. Name a file in it.")
    if target.exists() and not force:
        raise Refused(f"{target} is there already. Name another file, or add --force to replace it.")


def _look_over(part: Path, source: Path, now: datetime) -> str:
    with open_file(part) as connection:
        schema, wrong = schema_of(connection), problem_in(connection)
        if schema is None:
            raise Refused(f"{source} is no database of careercheck.")
        if wrong is not None:
            raise Refused(f"The database is damaged ({wrong}), so no backup was written. {HOW_TO_RESTORE}")
        sign(connection, now)
        return schema


def _size(source: Path) -> int:
    wal = beside(source, "-wal")
    return source.stat().st_size + (wal.stat().st_size if wal.exists() else 0)


@contextmanager
def _in_words(source: Path, target: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        if name.startswith(DAMAGED):
            raise Refused(f"{source} is damaged ({name}), so no backup was written. {HOW_TO_RESTORE}") from error
        raise Refused(f"The backup {target} could not be written ({name}); nothing was changed.") from error
    except OSError as error:
        raise Refused(f"The backup {target} could not be written ({error.strerror}); nothing was changed.") from error
