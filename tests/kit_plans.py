"""How a database finds the rows of a statement, in the database's own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from tests.kit_statements import Statement, statements


def plan(connection: Connection, run: Callable[[], Any]) -> str:
    """Return how the database finds the rows of the first statement in `run`."""
    return plans(connection, run)[0]


def plans(connection: Connection, run: Callable[[], Any]) -> list[str]:
    """Return how the database finds the rows of each statement in `run`."""
    with statements() as seen:
        run()
    return [explained(connection, statement) for statement in seen]


def explained(connection: Connection, statement: Statement) -> str:
    """Return how the database finds the rows of a statement."""
    on_sqlite = connection.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if on_sqlite else "EXPLAIN"
    steps = connection.exec_driver_sql(f"{explain} {statement.text}", statement.values)
    return "\n".join(step[3] if on_sqlite else step[0] for step in steps)
