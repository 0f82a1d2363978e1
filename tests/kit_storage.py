"""Databases for tests, rows for any table, and a watch over statements that forget to name their workspace."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Connection,
    Date,
    Engine,
    Float,
    Integer,
    String,
    Table,
    and_,
    event,
    insert,
    select,
)
from sqlalchemy.sql import Alias, Delete, Insert, Select, TableClause, Update, operators, visitors
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, BooleanClauseList, ColumnClause, TextClause

from bot.store import migrate
from bot.store.engine import Database
from bot.store.tables import metadata
from bot.store.types import Utc

BACKENDS = ("sqlite", "postgresql")
on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
on_both = pytest.mark.parametrize("backend", BACKENDS, indirect=True)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

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


def fresh_database(folder: Path) -> Database:
    """Return an empty database of the newest schema in `folder`."""
    file = folder / "careercheck.db"
    if not file.exists():
        lay_down(file)
    database = Database(f"sqlite:///{file}")
    migrate.upgrade(database)
    return database


def lay_down(file: Path) -> None:
    """Write an empty database of the newest schema to `file`, as a start of ours would leave it."""
    file.touch(mode=0o600, exist_ok=False)
    file.write_bytes(_newest())


@cache
def _newest() -> bytes:
    """Make it once for all tests of this process: to run the migrations takes as long as most tests do."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "newest.db"
        database = Database(f"sqlite:///{file}")
        migrate.upgrade(database)
        database.close()
        assert [kept.name for kept in Path(folder).iterdir()] == [file.name], "the file alone is not all of it"
        return file.read_bytes()


# Rows for any table -------------------------------------------------------------------------------------------------


def plant(connection: Connection, workspace: str, user_id: str, said: str) -> dict[str, dict[str, Any]]:
    """Put one row about a person into every table, each text in it holding `said`. Returns the rows by table.

    The rows are made from the tables alone, so a new table needs nothing here; a new type of column does.
    """
    rows: dict[str, dict[str, Any]] = {}
    for table in metadata.sorted_tables:
        row = _row(table, workspace, user_id, said)
        there = select(table).where(and_(*(column == row[column.name] for column in table.primary_key)))
        if connection.execute(there).first() is None:
            connection.execute(insert(table).values(row))
        rows[table.name] = row
    return rows


def _row(table: Table, workspace: str, user_id: str, said: str) -> dict[str, Any]:
    references = {key.parent.name: key.column for key in table.foreign_keys}
    states = _states(table)
    row: dict[str, Any] = {}
    for column in table.c:
        if column.name in ("workspace", "user_id"):
            row[column.name] = {"workspace": workspace, "user_id": user_id}[column.name]
        elif column.name in references:
            row[column.name] = _key(references[column.name].table, user_id)
        elif column.primary_key and isinstance(column.type, String):
            row[column.name] = _key(table, user_id)[: column.type.length]
        else:
            row[column.name] = states.get(column.name) or _value(column.type, "" if outlives(table) else said)
    return row


def outlives(table: Table) -> bool:
    """Tell whether rows of a table stay behind without their person; nothing that somebody wrote is in them."""
    return "user_id" in table.c and bool(table.c.user_id.nullable)


def _key(table: Table, user_id: str) -> str:
    return f"{table.name}-{user_id if _is_of_people(table) else 'everybody'}"


def _is_of_people(table: Table) -> bool:
    """Tell whether a table holds rows about people, or what such rows refer to."""
    return any(
        one is table or any(key.column.table is table for key in one.foreign_keys)
        for one in metadata.sorted_tables
        if "user_id" in one.c
    )


def _states(table: Table) -> dict[str, str]:
    """Return the first value that a CHECK (column IN (...)) allows, by column."""
    checks = (str(rule.sqltext) for rule in table.constraints if isinstance(rule, CheckConstraint))
    return {found[1]: found[2] for check in checks if (found := re.match(r"(\w+) IN \('(\w+)'", check))}


def _value(kind: Any, said: str) -> Any:
    if isinstance(kind, Utc):
        return NOON
    if isinstance(kind, String):  # Text too
        return said[: kind.length]
    plain: Mapping[type, Any] = {
        JSON: {"said": said},
        Boolean: True,
        Date: date(2026, 12, 1),
        Integer: 1,
        Float: 1.0,
    }
    for sort, value in plain.items():
        if isinstance(kind, sort):
            return value
    raise TypeError(f"no example of {kind!r} yet: add one here")


# The watch ----------------------------------------------------------------------------------------------------------


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
