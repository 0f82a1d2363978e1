"""SQLite: WAL, full durability, foreign keys on, and an explicit BEGIN IMMEDIATE for whoever writes.

The driver's own habit (no BEGIN before a SELECT) loses updates silently.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event


def make_engine(url: URL, patience: float) -> Engine:
    """Return an engine whose transactions wait `patience` seconds."""
    engine = create_engine(
        url,
        hide_parameters=True,  # an error must not quote what somebody wrote
        pool_size=16,
        max_overflow=16,
        pool_timeout=patience,
        pool_reset_on_return=None,  # every transaction ends before its connection goes back
        connect_args={"timeout": patience, "isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def begin(connection: Connection, *, writing: bool, until: float) -> None:
    """Begin a transaction; it waits for the file until `until` (of time.monotonic).

    Part of the patience may have gone by behind our own writers.

    Raises:
        sqlite3.Error: the file did not let us in.
    """
    left = max(0, int((until - time.monotonic()) * 1000))
    # Straight to the driver: these two take longer to pass through SQLAlchemy than to run.
    driver = cast(sqlite3.Connection, connection.connection.driver_connection)
    driver.execute(f"PRAGMA busy_timeout={left}")
    driver.execute("BEGIN IMMEDIATE" if writing else "BEGIN")


def end(connection: Connection) -> None:
    """Make sure that no transaction is left open: a commit that failed leaves its own."""
    cast(sqlite3.Connection, connection.connection.driver_connection).rollback()


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
