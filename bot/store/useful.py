"""Queries on what was found useful: counts, and that a check was judged; never who said what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from bot.store.insert import insert
from bot.store.tables import checks, useful


class Count(NamedTuple):
    """How often a check was found useful in a workspace, and how often not."""

    workspace: str
    what: str
    yes: int
    no: int


# Made once: making a statement takes longer than running it.
_JUDGED = select(checks.c.judged).where(
    checks.c.workspace == bindparam("workspace"), checks.c.id == bindparam("check_id")
)
_ALL = select(useful.c.workspace, useful.c.what, useful.c.yes, useful.c.no).order_by(useful.c.workspace, useful.c.what)


def is_judged(connection: Connection, workspace: str, check_id: str) -> bool:
    """Tell whether somebody said already whether this check was useful."""
    return bool(connection.execute(_JUDGED, {"workspace": workspace, "check_id": check_id}).scalar_one_or_none())


def judge(connection: Connection, workspace: str, check_id: str, *, yes: bool) -> bool:
    """Count that a check was useful, or not; False where it was counted before."""
    first = connection.execute(
        update(checks)
        .where(checks.c.workspace == workspace, checks.c.id == check_id, checks.c.judged.is_(False))
        .values(judged=True)
        .returning(checks.c.kind)
    ).scalar_one_or_none()
    if first is not None:
        _count(connection, workspace, first, yes=yes)
    return first is not None


def every(connection: Connection) -> Sequence[Count]:
    """Return all counts of all workspaces."""
    return [Count(*row) for row in connection.execute(_ALL)]


def _count(connection: Connection, workspace: str, what: str, *, yes: bool) -> None:
    column = useful.c.yes if yes else useful.c.no
    first: dict[str, Any] = {column.name: 1}
    connection.execute(
        insert(connection, useful)
        .values(workspace=workspace, what=what, **first)
        .on_conflict_do_update(index_elements=["workspace", "what"], set_={column.name: column + 1})
    )
