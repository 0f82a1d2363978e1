"""Queries on results: what a check came to, as it was then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select

from advice.check import Progress
from bot.store.checks import CheckRow
from bot.store.tables import checks, results


@dataclass(frozen=True)
class ResultRow:
    """A finished result: `number` 1 is the first; more are corrections. The answers in it never change."""

    check_id: str
    user_id: str
    kind: str
    content: str
    number: int
    progress: Progress
    finished_at: datetime


# All of a result but when it was finished, which is not always asked of the same row.
COLUMNS = (
    results.c.check_id,
    results.c.user_id,
    checks.c.kind,
    checks.c.content,
    results.c.number,
    results.c.snapshot.label("progress"),
)


def _newest(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the query for the newest result of which this is true."""
    return (
        select(*COLUMNS, results.c.finished_at)
        .join(checks, and_(checks.c.workspace == results.c.workspace, checks.c.id == results.c.check_id))
        .where(results.c.workspace == bindparam("workspace"), *conditions)
        .order_by(results.c.id.desc())
        .limit(1)
    )


# Made once: making a statement takes longer than running it.
_THEIRS = (results.c.user_id == bindparam("user_id"), checks.c.kind == bindparam("kind"))
_LOAD = _newest(results.c.check_id == bindparam("check_id"), results.c.number == bindparam("number"))
_LAST = _newest(*_THEIRS)
_BEFORE = _newest(*_THEIRS, results.c.check_id < bindparam("check_id"))
_OF_PERSON = results.c.user_id == bindparam("user_id")
_NEWEST = _newest(_OF_PERSON)
_LAST_FINISHED = _newest(_OF_PERSON, results.c.number == 1)


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
    return _one(connection, _LOAD, {"workspace": workspace, "check_id": check_id, "number": number})


def is_corrected(connection: Connection, workspace: str, row: ResultRow) -> bool:
    """Tell whether an answer was changed after a result, so that another one counts by now."""
    values = {"workspace": workspace, "check_id": row.check_id, "number": row.number + 1}
    return connection.execute(_LOAD, values).first() is not None


def last(connection: Connection, workspace: str, user_id: str, kind: str) -> ResultRow | None:
    """Return a person's newest result of a kind of check."""
    return _one(connection, _LAST, {"workspace": workspace, "user_id": user_id, "kind": kind})


def newest(connection: Connection, workspace: str, user_id: str) -> ResultRow | None:
    """Return a person's newest result of any kind of check."""
    return _one(connection, _NEWEST, {"workspace": workspace, "user_id": user_id})


def last_finished(connection: Connection, workspace: str, user_id: str) -> ResultRow | None:
    """Return the result with which a person last finished a check of any kind; a later correction does not count."""
    return _one(connection, _LAST_FINISHED, {"workspace": workspace, "user_id": user_id})


def before(connection: Connection, row: ResultRow, workspace: str) -> ResultRow | None:
    """Return the newest result of the same kind from an earlier check."""
    values = {"workspace": workspace, "user_id": row.user_id, "kind": row.kind, "check_id": row.check_id}
    return _one(connection, _BEFORE, values)


def _one(connection: Connection, query: Select[Any], values: dict[str, Any]) -> ResultRow | None:
    row = connection.execute(query, values).one_or_none()
    if row is None:
        return None
    return ResultRow(**{**row._asdict(), "progress": Progress.from_json(row.progress)})
