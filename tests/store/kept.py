"""A database file with one person in it, and what became of them."""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from bot.store import migrate
from bot.store.engine import Database
from bot.store.tables import exports, outbox, people
from tests.kit_rows import plant
from tests.kit_storage import NOON


def a_database(file: Path, zone: str = "Europe/Vienna") -> Database:
    """Return a database of this version in which Ana lives in `zone`."""
    database = Database(f"sqlite:///{file}")
    migrate.upgrade(database)
    with database.writing() as connection:
        plant(connection, "T1", "U1", zone)
    return database


def comes(database: Database, user_id: str, since: datetime = NOON) -> None:
    """Let somebody use the bot from `since` on."""
    with database.writing() as connection:
        plant(connection, "T1", user_id, f"words of {user_id}")
        hers = (people.c.workspace == "T1", people.c.user_id == user_id)
        connection.execute(update(people).where(*hers).values(created_at=since, last_contact_at=since))
        connection.execute(
            update(outbox).where(outbox.c.user_id == user_id).values(channel=f"D{user_id}", ts="1795420800.000100")
        )
        connection.execute(update(exports).where(exports.c.user_id == user_id).values(files=[f"F{user_id}"]))


def moves(database: Database, zone: str) -> None:
    """Change a row, so that before and after can be told apart."""
    with database.writing() as connection:
        connection.execute(update(people).where(people.c.workspace == "T1").values(tz=zone))


def left_by_a_killed_process(file: Path, zone: str) -> None:
    """Change a row in a process that is killed: the commit is then in the log (-wal) alone."""
    child = os.fork()
    if not child:
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE people SET tz = ?", (zone,))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def zones(file: Path) -> set[str]:
    """Return where people live, after a look whether the file is whole; it must be one that SQLite opens."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {row[0] for row in connection.execute("SELECT tz FROM people")}


def who(file: Path) -> set[str]:
    """Return who is in a database file, by user id."""
    with closing(sqlite3.connect(file)) as connection:
        return {row[0] for row in connection.execute("SELECT user_id FROM people")}


def names(folder: Path) -> set[str]:
    """Return the names of the files in a folder."""
    return {file.name for file in folder.iterdir()}
