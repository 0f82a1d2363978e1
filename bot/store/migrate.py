"""Bring a database to the schema this code knows. Whole or not at all: a killed upgrade leaves what was there."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, text

from bot.store.engine import Database, Patience

_LOCK = 0x63617265  # any number: on PostgreSQL whoever migrates holds the advisory lock with it


class SchemaTooNew(Exception):
    """The database was written by a later version than this one."""


class BrokenReferences(Exception):
    """After the upgrade some row would refer to one that is not there; nothing was changed."""


def migrations_folder() -> Path:
    """Return the folder of revisions: inside the package where we are installed, beside it in the source tree.

    Raises:
        FileNotFoundError: neither is there; the installation is damaged.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "migrations", package.parent / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    raise FileNotFoundError(f"no migrations beside {package}")


def head(folder: Path | None = None) -> str:
    """Return the newest revision that this code knows."""
    return _revisions(folder or migrations_folder())[-1]


def current(database: Database) -> str | None:
    """Return the revision that the database stands at, or None for an empty one.

    Raises:
        DatabaseBusy: it could not be read.
    """
    with database.reading() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def upgrade(database: Database, folder: Path | None = None) -> None:
    """Run every revision in `folder` (ours, where none is given) that the database has not seen.

    Raises:
        SchemaTooNew: the database holds a revision that this code does not know.
        BrokenReferences: the rows do not fit the new schema.
        DatabaseBusy: it could not be read.
        sqlalchemy.exc.OperationalError: it could not be changed.
    """
    folder = folder or migrations_folder()
    known, standing = _revisions(folder), current(database)
    if standing == known[-1]:
        return  # what every start but the first one after an update does, so it imports no Alembic
    if standing is not None and standing not in known:
        raise SchemaTooNew(
            f"The database is at schema {standing}, written by a later version of careercheck; "
            f"this version knows schemas up to {known[-1]}. Install that version again, or restore a backup."
        )
    _run(database, folder)


def _revisions(folder: Path) -> list[str]:
    """Return all revisions in order. A file is named by its revision, as in `0001_first_tables.py`."""
    return sorted(path.name.partition("_")[0] for path in (folder / "versions").glob("[0-9]*_*.py"))


def _run(database: Database, folder: Path) -> None:
    from alembic import command  # noqa: PLC0415 - dear to import, seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    engine = _engine(database)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            command.upgrade(config, "head")
            if database.is_sqlite:
                _check_references(connection)
    finally:
        engine.dispose()


def _engine(database: Database) -> Engine:
    """Return an engine apart from the database's own: SQLite must not mind references while tables are made anew."""
    if not database.is_sqlite:
        return create_engine(database.url, poolclass=NullPool, hide_parameters=True)
    engine = create_engine(
        database.url,
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"timeout": Patience.WORKER.value, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # Inside a transaction SQLite ignores a change of foreign_keys: it is now or never. Left on, making a parent table
    # anew would delete the rows of its children.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=OFF", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN EXCLUSIVE")


def _check_references(connection: Connection) -> None:
    tables = sorted({row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")})
    if tables:
        raise BrokenReferences(f"rows without what they refer to in: {', '.join(tables)}")
