"""INSERT with ON CONFLICT, which every database spells in its own module."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: Connection, table: Table) -> Any:
    """Return an INSERT into `table` that offers `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(table)


def add_once(connection: Connection, table: Table, *, key: tuple[str, ...], **values: Any) -> bool:
    """Add a row, unless one with the same `key` (columns that are unique together) is there; True if it was added.

    Whoever adds the same key at the same moment waits for us, and then finds it there.
    """
    # Asked for what it added: the number of rows is not told by every driver.
    added = (
        insert(connection, table)
        .values(**values)
        .on_conflict_do_nothing(index_elements=key)
        .returning(table.c[key[-1]])
    )
    return connection.execute(added).first() is not None
