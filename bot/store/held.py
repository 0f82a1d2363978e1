"""How much is kept about a person, table by table, and from when: found in the tables, so that none is missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect

from bot.store.person import about_people
from bot.store.tables import checks, outbox
from bot.store.types import Utc

OF_NOTE: Mapping[str, Sequence[ColumnElement[bool]]] = {
    "outbox": (outbox.c.verb == "post", outbox.c.ts.is_not(None)),
    "checks": (checks.c.state != "offered",),
}


@dataclass(frozen=True)
class Kept:
    """So many rows, of instants (UTC) from `first` to `last`; None where they say no time."""

    rows: int
    first: datetime | None
    last: datetime | None


def count(connection: Connection, workspace: str, user_id: str, *, of_note: bool = False) -> Mapping[str, Kept]:
    """Return what is kept about a person, by table; tables without any are left out.

    `of_note`: only what says something to them, so of messages those that came, and no checks that were merely offered.
    """
    rows = connection.execute(_counting(of_note=of_note), {"of_workspace": workspace, "of_user": user_id})
    return {row.name: Kept(row.rows, row.first, row.last) for row in rows if row.rows}


@cache
def _counting(*, of_note: bool) -> CompoundSelect[Any]:
    """Return the one statement that asks every table."""
    return union_all(*(_of(table).where(*(OF_NOTE.get(table.name, ()) if of_note else ())) for table in about_people()))


def _of(table: Table) -> Select[str, int, datetime, datetime]:
    when = _instant(table)
    mine = (table.c.workspace == bindparam("of_workspace"), table.c.user_id == bindparam("of_user"))
    first = cast(null(), Utc) if when is None else func.min(when)
    last = cast(null(), Utc) if when is None else func.max(when)
    what = (literal(table.name).label("name"), func.count().label("rows"), first.label("first"), last.label("last"))
    return select(*what).select_from(table).where(*mine)


def _instant(table: Table) -> Column[datetime] | None:
    """Return the instant at which rows of a table came to be, or the first that every row has."""
    always = [column for column in table.c if isinstance(column.type, Utc) and not column.nullable]
    return next((column for column in always if column.name == "created_at"), always[0] if always else None)
