"""Queries on results: what a check came to, as it was then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, select

from advice.check import Progress
from bot.store.checks import CheckRow
from bot.store.tables import checks, results


@dataclass(frozen=True)
class ResultRow:
    """A finished result: `number` 1 is the first; more are corrections. The answers in it never change."""

    check_id: str
    user_id: str
    content: str
    number: int
    progress: Progress
    finished_at: datetime


def add(connection: Connection, row: CheckRow, *, id: str, now: datetime) -> int:  # noqa: A002
    """Keep what a check came to, as it is now; returns its number (1: first, more: corrected)."""
    where = (results.c.workspace == row.workspace, results.c.check_id == row.id)
    number = 1 + int(connection.execute(select(func.count()).select_from(results).where(*where)).scalar_one())
    connection.execute(
        results.insert().values(
            workspace=row.workspace,
            id=id,
            user_id=row.user_id,
            check_id=row.id,
            number=number,
            snapshot=row.progress.to_json(),
            finished_at=now,
        )
    )
    return number


def load(connection: Connection, workspace: str, check_id: str, number: int) -> ResultRow | None:
    """Return one result of a check."""
    where = (results.c.check_id == check_id, results.c.number == number)
    return _newest(connection, workspace, and_(*where))


def last(connection: Connection, workspace: str, user_id: str, kind: str) -> ResultRow | None:
    """Return a person's newest result of a kind of check."""
    return _newest(connection, workspace, and_(results.c.user_id == user_id, checks.c.kind == kind))


def before(connection: Connection, row: ResultRow, workspace: str, kind: str) -> ResultRow | None:
    """Return the newest result of the same kind from an earlier check."""
    earlier = and_(results.c.user_id == row.user_id, checks.c.kind == kind, results.c.check_id < row.check_id)
    return _newest(connection, workspace, earlier)


def _newest(connection: Connection, workspace: str, condition: Any) -> ResultRow | None:
    row = connection.execute(
        select(
            results.c.check_id,
            results.c.user_id,
            checks.c.content,
            results.c.number,
            results.c.snapshot,
            results.c.finished_at,
        )
        .join(checks, and_(checks.c.workspace == results.c.workspace, checks.c.id == results.c.check_id))
        .where(results.c.workspace == workspace, condition)
        .order_by(results.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return ResultRow(
        row.check_id, row.user_id, row.content, row.number, Progress.from_json(row.snapshot), row.finished_at
    )
