"""How a database finds the rows of a statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event


def plan(connection: Connection, run: Callable[[], Any]) -> str:
    """Return how the database finds the rows of the first statement in `run`, in the database's own words."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        seen.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        run()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    statement, parameters = seen[0]
    on_sqlite = connection.dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if on_sqlite else "EXPLAIN"
    steps = connection.exec_driver_sql(f"{explain} {statement}", parameters)
    return "\n".join(step[3] if on_sqlite else step[0] for step in steps)
