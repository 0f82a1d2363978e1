"""How the outbox stands, in numbers and names of ours: for operators. Nothing here says who a message is for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.store.outbox import busy, due
from bot.store.tables import outbox

VIEW_BROKEN = "view broken"  # the reason of a row that could not be drawn


def overdue(connection: Connection, workspace: str, since: datetime) -> tuple[int, datetime | None]:
    """Return how many messages were due before `since` and wait still, and since when the oldest does.

    Tidying is left out: it waits by design.
    """
    # With the condition of ix_outbox_busy: by the workspace alone the whole past would be read.
    asked = select(func.count(), func.min(outbox.c.due_at)).where(
        busy(outbox), outbox.c.state == "due", outbox.c.workspace == workspace, outbox.c.due_at < since,
        outbox.c.promise != "tidy",
    )  # fmt: skip
    count, oldest = connection.execute(asked).one()
    return int(count), oldest


def refused(connection: Connection, workspace: str, since: datetime) -> dict[str, int]:
    """Return how many messages ended as refused, of those due after `since`, by Slack's reason (or ours)."""
    asked = (
        select(outbox.c.reason, func.count())
        .where(outbox.c.workspace == workspace, outbox.c.state == "refused", outbox.c.due_at > since)
        .group_by(outbox.c.reason)
    )
    return {str(reason): int(count) for reason, count in connection.execute(asked)}


def broken(connection: Connection, workspace: str, since: datetime) -> dict[str, str]:
    """Return the views that could not be drawn, of rows due after `since`, each with the newest such row."""
    asked = (
        select(outbox.c.view, func.max(outbox.c.id))
        .where(outbox.c.workspace == workspace, outbox.c.state == "refused", outbox.c.due_at > since)
        .where(outbox.c.reason == VIEW_BROKEN)
        .group_by(outbox.c.view)
    )
    return {str(view): str(row) for view, row in connection.execute(asked)}


def due_now(connection: Connection, now: datetime) -> tuple[int, datetime | None]:
    """Return how many messages are due by now, whatever workspace they are of, and since when the oldest is."""
    asked = select(func.count(), func.min(outbox.c.due_at)).where(due(outbox), outbox.c.due_at <= now)
    count, oldest = connection.execute(asked).one()
    return int(count), oldest


def by_state(connection: Connection) -> dict[str, int]:
    """Return how many messages there are in each state, whatever workspace they are of. Reads them all."""
    asked = select(outbox.c.state, func.count()).group_by(outbox.c.state)
    return {str(state): int(count) for state, count in connection.execute(asked)}
