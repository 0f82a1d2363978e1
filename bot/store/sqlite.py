"""SQLite: WAL, full durability, foreign keys on, and an explicit BEGIN IMMEDIATE for whoever writes.

The driver's own habit (no BEGIN before a SELECT) loses updates silently.
"""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event


def make_engine(url: URL, patience: float) -> Engine:
    """Return an engine whose transactions wait `patience` seconds."""
    engine = create_engine(
        url,
        hide_parameters=True,  # an error must not quote what somebody wrote
        pool_size=16,
        max_overflow=16,
        pool_timeout=patience,
        connect_args={"timeout": patience, "isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def options(*, writing: bool, until: float) -> dict[str, Any]:
    """Return how a connection begins; it waits for the file until `until` (of time.monotonic)."""
    return {"begin": "BEGIN IMMEDIATE" if writing else "BEGIN", "until": until}


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Wait for the file no longer than what is left: part of the patience may have gone by behind our own writers."""
    told = connection.get_execution_options()
    left = max(0, int((told["until"] - time.monotonic()) * 1000))
    connection.exec_driver_sql(f"PRAGMA busy_timeout={left}")
    connection.exec_driver_sql(told["begin"])
