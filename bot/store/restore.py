"""A backup takes the database's place: looked over, brought to this version, without who was erased since.

All of it happens to a copy; only then the copy takes the place, in one step. A kill at any moment leaves the old
database or the new one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, update

from bot.store.backup import KEPT, taken_at, unsign
from bot.store.engine import Database
from bot.store.erased import replay
from bot.store.erasures import log_of
from bot.store.files import BESIDE, PRIVATE, beside, make_room, stamp, sync_folder, whole_or_not_at_all
from bot.store.migrate import upgrade
from bot.store.refused import Refused
from bot.store.sound import open_file, problem_in, schema_of
from bot.store.tables import outbox

BEFORE = ".before-restore-"
_TIMES = 3  # a copy, and what bringing it to this version takes


@dataclass(frozen=True)
class Restored:
    """What was done."""

    schema: str  # the backup's
    taken: datetime | None  # None: not a file that `careercheck backup` wrote
    erased: int  # people
    no_log: Path | None  # where a log of erasures would stand, and none does: nobody can tell who was erased since
    kept: Path | None  # where the database is now that was there before


def restore(database: Database, backup: Path, now: datetime, *, old: bool = False) -> Restored:
    """Put a backup in the database's place. Hold the file's lock (`only_one`) meanwhile.

    `old`: also one from before the erasures that are still known.

    Raises:
        Refused: the backup is not one, is damaged, of a later version or too old; or the disk does not let us.
    """
    target = Path(str(database.url.database))
    try:
        if not backup.is_file():
            raise Refused(f"There is no file {backup}.")
        if target.exists() and backup.samefile(target):
            raise Refused(f"{backup} is the database itself.")
        make_room(target.parent, _TIMES * backup.stat().st_size)
        with whole_or_not_at_all(target, owned_like=target if target.exists() else None) as part:
            _copy(backup, part)
            schema, taken = _examine(part, backup)
            if taken is not None and taken < now - KEPT and not old:
                raise Refused(
                    f"{backup} is of {taken:%Y-%m-%d}, and who was erased more than {KEPT.days} days ago is not known "
                    "any more. Take a younger one; or add --old, and erase those people again: careercheck person erase"
                )
            log = log_of(database)
            erased = _bring_up(part, database, log, now)
            kept = _set_aside(target, now)
    except sqlite3.Error as error:
        raise Refused(f"{backup} cannot be restored ({_name(error)}); nothing was changed.") from error
    except OSError as error:
        raise Refused(f"{backup} could not be restored ({error.strerror}); nothing was changed.") from error
    return Restored(schema, taken, erased, None if log is None or log.exists() else log, kept)


def remove_second_names(target: Path) -> None:
    """Remove what a restore that was killed at its last step left: a second name of the database that is still ours."""
    for file in target.parent.glob(f"{target.name}{BEFORE}*"):
        if target.exists() and file.samefile(target):
            file.unlink()


def _copy(backup: Path, part: Path) -> None:
    """Copy the file, and with it what a database that was not closed well has in its log."""
    shutil.copyfile(backup, part)
    log = beside(backup, "-wal")
    if log.exists():
        shutil.copyfile(log, beside(part, "-wal"))


def _examine(part: Path, backup: Path) -> tuple[str, datetime | None]:
    with open_file(part) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            schema, taken = schema_of(connection), taken_at(connection)
            wrong = problem_in(connection)
        except sqlite3.DatabaseError as error:
            raise Refused(f"{backup} is no database, or a damaged one ({_name(error)}).") from error
        if schema is None:
            raise Refused(f"{backup} is no backup of careercheck.")
        if wrong is not None:
            raise Refused(f"{backup} is damaged ({wrong}). Take another backup.")
        return schema, taken


def _bring_up(part: Path, database: Database, log: Path | None, now: datetime) -> int:
    """Make of the copy a database of this version to go on with. Returns how many people were erased again."""
    copy = Database(database.url.set(database=str(part)))
    try:
        upgrade(copy)
        erased = replay(copy, log, now)
        with copy.writing() as connection:
            _do_not_ring_twice(connection, now)
    finally:
        copy.close()
    with open_file(part) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # all of it in the one file
        unsign(connection)
    return erased


def _do_not_ring_twice(connection: Connection, now: datetime) -> None:
    """What nobody asked for and was due after the backup was taken may have been sent since: it is not sent blindly."""
    may_be_out = (outbox.c.state == "due", outbox.c.promise == "unasked", outbox.c.due_at <= now)
    connection.execute(update(outbox).where(*may_be_out).values(state="unknown", reason="restored"))


def _set_aside(target: Path, now: datetime) -> Path | None:
    """Give the present database a second name, and leave nothing beside it that SQLite would add to another."""
    remove_second_names(target)
    if not target.exists() or target.stat().st_size == 0:
        _remove_beside(target)
        return None
    _fold(target)
    kept = beside(target, f"{BEFORE}{stamp(now)}")
    kept.unlink(missing_ok=True)
    os.link(target, kept)
    kept.chmod(PRIVATE)
    log = beside(target, "-wal")
    if log.exists():  # a damaged database, whose log could not be folded in
        shutil.copyfile(log, beside(kept, "-wal"))
    sync_folder(target.parent)
    _remove_beside(target)
    return kept


def _fold(target: Path) -> None:
    """Write the log's commits into the database, so that it is whole without; a damaged one stays as it is."""
    with open_file(target) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.DatabaseError as error:
            if _name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise Refused("Somebody else uses the database. Wait until they are done, and try again.") from error


def _remove_beside(target: Path) -> None:
    for ending in BESIDE:
        beside(target, ending).unlink(missing_ok=True)


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", type(error).__name__))
