"""The rows of an export, each as its table takes it. What is read is a file from somewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any, TypeVar

from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Table

from bot.store import coherent, contents
from bot.store.portable import LEFT_OUT, WHOSE
from bot.store.types import Utc

Near = TypeVar("Near", date, datetime)
MOST_INTEGER = 2**31
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
LONGEST_TEXTS: Mapping[str, int] = {
    "notes": 3000,
    "evidence": 3000,
    "steps": 700,
}  # characters that people are let write


def a_row(table: Table, row: Any) -> dict[str, Any]:
    """Return a row as its table takes it.

    Raises:
        ValueError, TypeError, KeyError, OverflowError: it is none.
    """
    there = {column.name: column for column in table.c if column.name not in LEFT_OUT.get(table.name, WHOSE)}
    if not isinstance(row, dict) or set(row) != set(there):
        raise ValueError(table.name)
    read = {name: _value(column, row[name]) for name, column in there.items()}
    if table.name in LONGEST_TEXTS and not 0 < len(read["text"].strip()) <= LONGEST_TEXTS[table.name]:
        raise ValueError(table.name)
    if table.name == "contents" and not contents.is_sound(row["digest"], row["body"]):
        raise ValueError(table.name)
    return read


def an_instant(value: Any) -> datetime:
    """Return an instant (UTC) that stands in a file as ISO 8601.

    Raises:
        ValueError, TypeError, OverflowError: it is none, or out of reach.
    """
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return _near(instant.astimezone(UTC))


def _value(column: Column[Any], value: Any) -> Any:
    """Return a value as its column takes it. Raises ValueError: it is none."""
    if value is None and column.nullable:
        return None
    kind = column.type
    if isinstance(kind, JSON) and isinstance(value, dict | list) and _is_plain(value):
        return value
    if isinstance(kind, Utc):
        return an_instant(value)
    if isinstance(kind, Date):
        return _near(date.fromisoformat(value))
    if isinstance(kind, Boolean) and isinstance(value, bool):
        return value
    if isinstance(kind, Integer) and type(value) is int and abs(value) < MOST_INTEGER:
        return value
    if isinstance(kind, String) and isinstance(value, str) and _fits(value, kind.length):
        return value
    raise ValueError(column.name)


def _fits(text: str, most: int | None) -> bool:
    return not _UNSTORABLE.search(text) and (most is None or len(text) <= most)


def _is_plain(value: Any) -> bool:
    """Tell whether a database takes JSON as it is."""
    if isinstance(value, dict):
        return all(_is_plain(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return _fits(value, None) if isinstance(value, str) else not isinstance(value, float) or isfinite(value)


def _near(when: Near) -> Near:
    if when.year not in coherent.YEARS:
        raise ValueError(f"{when.year} is out of reach")
    return when
