"""Rows for any table, made from the tables alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Connection,
    Date,
    Float,
    Integer,
    String,
    Table,
    and_,
    insert,
    select,
)

from bot.store.tables import metadata
from bot.store.types import Utc
from tests.kit_storage import NOON


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
