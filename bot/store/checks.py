"""Queries on checks: each is one walk of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from advice.check import Progress
from bot.store.driver_errors import DatabaseBusy
from bot.store.tables import checks

UNFINISHED = ("offered", "open", "paused")


@dataclass(frozen=True)
class CheckRow:
    """One walk through a check."""

    workspace: str
    id: str
    user_id: str
    kind: str
    content: str
    state: str
    revision: int
    progress: Progress
    channel: str | None
    thread_ts: str | None
    started_at: datetime
    touched_at: datetime  # when it was last saved
    finished_at: datetime | None


_COLUMNS = (
    checks.c.workspace,
    checks.c.id,
    checks.c.user_id,
    checks.c.kind,
    checks.c.content,
    checks.c.state,
    checks.c.revision,
    checks.c.progress,
    checks.c.channel,
    checks.c.thread_ts,
    checks.c.started_at,
    checks.c.touched_at,
    checks.c.finished_at,
)

# Made once: making a statement takes longer than running it.
_BY_ID = select(*_COLUMNS).where(checks.c.workspace == bindparam("workspace"), checks.c.id == bindparam("id"))
_UNFINISHED = (
    select(*_COLUMNS)
    .where(checks.c.workspace == bindparam("workspace"), checks.c.user_id == bindparam("user_id"))
    .where(checks.c.state.in_(UNFINISHED))
    .order_by(checks.c.started_at.desc())
)
_ADD = checks.insert()
_SAVE = update(checks).where(
    checks.c.workspace == bindparam("of_workspace"),
    checks.c.id == bindparam("of_id"),
    checks.c.revision == bindparam("as_read"),
)


def load(connection: Connection, workspace: str, check_id: str) -> CheckRow | None:
    """Return a check."""
    return _one(connection.execute(_BY_ID, {"workspace": workspace, "id": check_id}).one_or_none())


def unfinished(connection: Connection, workspace: str, user_id: str, kind: str | None = None) -> Sequence[CheckRow]:
    """Return a person's checks that are offered, open or paused, newest first."""
    rows = connection.execute(_UNFINISHED, {"workspace": workspace, "user_id": user_id})
    return [_row(row) for row in rows if kind is None or row.kind == kind]


def in_thread(connection: Connection, workspace: str, channel: str, thread_ts: str) -> CheckRow | None:
    """Return the check that is walked through in this thread."""
    where = (checks.c.workspace == workspace, checks.c.channel == channel, checks.c.thread_ts == thread_ts)
    return _one(connection.execute(select(*_COLUMNS).where(*where)).one_or_none())


def is_latest(connection: Connection, row: CheckRow) -> bool:
    """Tell whether the person began no other check of this kind after this one."""
    newer = connection.execute(
        select(func.count())
        .select_from(checks)
        .where(checks.c.workspace == row.workspace, checks.c.user_id == row.user_id, checks.c.kind == row.kind)
        .where(checks.c.state != "offered", checks.c.id > row.id)
    ).scalar_one()
    return newer == 0


def add(connection: Connection, row: CheckRow) -> None:
    """Keep a new check."""
    connection.execute(
        _ADD,
        {
            "workspace": row.workspace,
            "id": row.id,
            "user_id": row.user_id,
            "kind": row.kind,
            "content": row.content,
            "state": row.state,
            "revision": row.revision,
            "progress": row.progress.to_json(),
            "started_at": row.started_at,
            "touched_at": row.touched_at,
        },
    )


def save(connection: Connection, row: CheckRow, now: datetime) -> CheckRow:
    """Write a changed check; its revision grows by one.

    Raises:
        DatabaseBusy: it was changed since `row` was read, by somebody who did not hold its person (`people.hold`).
    """
    new = replace(row, revision=row.revision + 1, touched_at=now)
    written = connection.execute(
        _SAVE,
        {
            "of_workspace": row.workspace,
            "of_id": row.id,
            "as_read": row.revision,
            "state": new.state,
            "revision": new.revision,
            "progress": new.progress.to_json(),
            "finished_at": new.finished_at,
            "touched_at": new.touched_at,
        },
    )
    if written.rowcount != 1:
        raise DatabaseBusy("the check was changed meanwhile")
    return new


def place(connection: Connection, workspace: str, check_id: str, channel: str, thread_ts: str) -> None:
    """Write down the thread in which a check is walked through."""
    connection.execute(
        update(checks)
        .where(checks.c.workspace == workspace, checks.c.id == check_id)
        .values(channel=channel, thread_ts=thread_ts)
    )


def _one(row: Any) -> CheckRow | None:
    return None if row is None else _row(row)


def _row(row: Any) -> CheckRow:
    return CheckRow(**{**row._asdict(), "progress": Progress.from_json(row.progress)})
