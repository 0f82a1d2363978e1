"""INSERT with ON CONFLICT, which every database spells in its own module."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table


def insert(connection: Connection, table: Table) -> Any:
    """Return an INSERT into `table` that offers `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return into(connection.dialect.name, table)


def add_once(connection: Connection, table: Table, *, key: tuple[str, ...], **values: Any) -> bool:
    """Add a row, unless one with the same `key` (columns that are unique together) is there; True if it was added.

    Whoever adds the same key at the same moment waits for us, and then finds it there.
    """
    return connection.execute(_once(connection.dialect.name, table, key), values).first() is not None


@cache
def _once(dialect: str, table: Table, key: tuple[str, ...]) -> Any:
    """Return the statement of `add_once`. Made once: making it takes longer than running it."""
    # Asked for what it added: the number of rows is not told by every driver.
    return into(dialect, table).on_conflict_do_nothing(index_elements=key).returning(table.c[key[-1]])


def into(dialect: str, table: Table) -> Any:
    """Return the INSERT of a dialect. Each brings much code along, so the other one is not even imported."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as into_postgresql  # noqa: PLC0415

        return into_postgresql(table)
    from sqlalchemy.dialects.sqlite import insert as into_sqlite  # noqa: PLC0415

    return into_sqlite(table)
