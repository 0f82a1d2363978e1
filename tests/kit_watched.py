"""A watch over statements that forget to name their workspace."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    event,
)
from sqlalchemy.sql import Alias, Delete, Insert, Select, TableClause, Update, operators, visitors
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, BooleanClauseList, ColumnClause, TextClause

from bot.store.tables import metadata

# What is about the whole process and not about one workspace.
ABOUT_THE_PROCESS = {
    ("bot.store.claims", "claim"),
    ("bot.store.claims", "may_claim"),
    ("bot.store.outbox", "next_due"),
    ("bot.store.claims", "recover"),
    ("bot.store.migrate", "current"),
    ("bot.store.people", "forget_receipts"),
    ("bot.store.backlog", "due_now"),
    ("bot.store.backlog", "by_state"),
    ("bot.store.episodes", "stopped"),
    ("bot.store.processes", "every"),
    ("bot.store.useful", "every"),
    ("bot.store.audit", "every"),
    ("bot.store.erased", "replay"),
    ("bot.store.erased", "lost_log"),
    ("bot.store.retention", "how_many"),
}


@contextmanager
def every_statement_names_its_workspace() -> Iterator[None]:
    """Fail at the end if a statement touched rows of a workspace without saying which workspace.

    Watches every engine of this process, whatever thread runs the statement.
    """
    faults: list[str] = []
    known: dict[Any, set[str]] = {}  # a statement looks the same each time it is run, and looking is dear

    def look(_connection: Connection, statement: Any, *_parameters: Any) -> None:
        shape = statement._generate_cache_key()
        if shape is None:
            forgotten = unnamed(statement)
        else:
            if shape.key not in known:
                known[shape.key] = unnamed(statement)
            forgotten = known[shape.key]
        if forgotten and not _about_the_process():
            faults.append(f"{', '.join(sorted(forgotten))} in: {statement}")

    event.listen(Engine, "before_execute", look)
    try:
        yield
    finally:
        event.remove(Engine, "before_execute", look)
    assert not faults, "statements that do not name their workspace:\n" + "\n\n".join(faults)


def unnamed(statement: Any) -> set[str]:
    """Return the tables in `statement` whose workspace is bound neither to a value nor to a table's that is.

    A new row needs no look: its workspace is part of its key, so the database refuses one without.
    """
    if isinstance(statement, TextClause):
        return _unnamed_in_text(statement.text)
    parts = _parts(statement) if isinstance(statement, Select | Update | Delete | Insert) else []
    touched = {part for part in parts if _has_workspace(part)}
    touched -= {part.element for part in touched if isinstance(part, Alias)}  # the alias stands for it
    if isinstance(statement, Update | Delete):
        touched.add(statement.table)
    named: set[Any] = {statement.table} if isinstance(statement, Insert) else set()
    equal: list[tuple[Any, Any]] = []
    for condition in _conditions(parts):
        sides = [_workspace_of(condition.left), _workspace_of(condition.right)]
        if all(side is not None for side in sides):
            equal.append((sides[0], sides[1]))
        elif any(side is not None for side in sides) and _is_value(condition):
            named.add(sides[0] if sides[0] is not None else sides[1])
    while more := {b for pair in equal for a, b in (pair, pair[::-1]) if a in named and b not in named}:
        named |= more
    return {part.name for part in touched - named}


def _parts(statement: Any) -> list[Any]:
    parts = list(visitors.iterate(statement))
    joins = [source for part in parts if isinstance(part, Select) for source in part.get_final_froms()]
    return parts + [part for join in joins for part in visitors.iterate(join)]


def _has_workspace(part: Any) -> bool:
    return isinstance(part, TableClause | Alias) and "workspace" in part.c


def _workspace_of(side: Any) -> Any:
    """Return the table or alias whose workspace column `side` is, or None."""
    return side.table if isinstance(side, ColumnClause) and side.name == "workspace" else None


def _is_value(condition: BinaryExpression[Any]) -> bool:
    return isinstance(condition.right, BindParameter) or isinstance(condition.left, BindParameter)


def _conditions(parts: list[Any]) -> Iterator[BinaryExpression[Any]]:
    """Yield what must be true of every row: an equality inside an OR or a NOT binds nothing."""
    for part in parts:
        for clause in (getattr(part, "whereclause", None), getattr(part, "onclause", None)):
            yield from _all_of(clause)


def _all_of(clause: Any) -> Iterator[BinaryExpression[Any]]:
    if isinstance(clause, BooleanClauseList) and clause.operator is operators.and_:
        for inner in clause.clauses:
            yield from _all_of(inner)
    elif isinstance(clause, BinaryExpression) and clause.operator in (operators.eq, operators.in_op):
        yield clause


def _unnamed_in_text(text: str) -> set[str]:
    if ":workspace" in text:
        return set()
    words = set(re.findall(r"\w+", text))
    return {table.name for table in metadata.tables.values() if "workspace" in table.c and table.name in words}


def _about_the_process() -> bool:
    frame = sys._getframe()
    while frame := frame.f_back:
        if (frame.f_globals.get("__name__"), frame.f_code.co_name) in ABOUT_THE_PROCESS:
            return True
    return False
