"""INSERT with ON CONFLICT, which every database spells in its own module."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: Connection, table: Table) -> Any:
    """Return an INSERT into `table` that offers `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(table)
