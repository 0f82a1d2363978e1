"""Bring a database to the schema this code knows. Whole or not at all: a killed upgrade leaves what was there."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, inspect, text

from bot.store.driver_errors import told_apart
from bot.store.engine import Database, Patience
from bot.store.refused import Refused

OTHERS = 600.0  # seconds that a start waits for another that upgrades: a large company's rows take minutes
_LOCK = 0x63617265  # any number: on PostgreSQL whoever migrates holds the advisory lock with it


class SchemaTooNew(Refused):
    """The database was written by a later version than this one."""


class NotOurs(Refused):
    """The file holds somebody else's tables."""


class BrokenReferences(Refused):
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
        return _standing(connection)


def upgrade(database: Database, folder: Path | None = None) -> None:
    """Run every revision in `folder` (ours, where none is given) that the database has not seen.

    Raises:
        Refused: as in `needs_upgrade`, or the rows do not fit the new schema (BrokenReferences).
        DatabaseBusy: it could not be read or changed.
    """
    if needs_upgrade(database, folder):
        _run(database, folder or migrations_folder())


def needs_upgrade(database: Database, folder: Path | None = None) -> bool:
    """Tell whether there are revisions that the database has not seen. Imports no Alembic: every start asks.

    Raises:
        SchemaTooNew: the database holds a revision that this code does not know.
        NotOurs: it holds tables that no version of ours made.
        DatabaseBusy: it could not be read.
    """
    known = _revisions(folder or migrations_folder())
    with database.reading() as connection:
        standing = _standing(connection)
        if standing == known[-1]:
            return False
        if not _ours(connection, standing):
            name = database.url.database
            raise NotOurs(f"{name} is no database of careercheck. Nothing was changed; name another one.")
    _refuse_later(standing, known)
    return True


def _standing(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _refuse_later(standing: str | None, known: list[str]) -> None:
    if standing is not None and standing not in known:
        raise SchemaTooNew(
            f"The database is at schema {standing}, written by a later version of careercheck; "
            f"this version knows schemas up to {known[-1]}. Install that version again, or restore a backup of this "
            "one: careercheck restore FILE"
        )


def _ours(connection: Connection, standing: str | None) -> bool:
    """Tell whether a database has our tables, or none: somebody else's must not be mixed with what people tell us."""
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return "workspaces" in tables if standing is not None else not tables


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
        with told_apart(), engine.begin() as connection:
            config.attributes["connection"] = connection
            if not database.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            _refuse_later(_standing(connection), _revisions(folder))  # whoever was first may be a later version
            command.upgrade(config, "head")
            if database.is_sqlite:
                _check_references(connection)
    finally:
        engine.dispose()


def _engine(database: Database) -> Engine:
    """Return an engine apart from the database's own: SQLite must not mind references while tables are made anew."""
    if not database.is_sqlite:
        limit = {"options": f"-c lock_timeout={int(OTHERS * 1000)}"}
        return create_engine(database.url, poolclass=NullPool, hide_parameters=True, connect_args=limit)
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
        words = "The database was left as it was: after the update rows would miss what they refer to, in"
        raise BrokenReferences(f"{words} {', '.join(tables)}.")
