"""The outbox's rows: put them in, change what waits, look what became of them. `claims.py` is for who sends them.

States: due -> sending (lease, token) -> sent | refused | cancelled | skipped | unknown; back to due when Slack
certainly did not take the message.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Update,
    bindparam,
    func,
    literal_column,
    select,
    update,
)

from bot.store import unasked
from bot.store.insert import add_once
from bot.store.tables import outbox, workspaces

SAID = "said"  # the view of a message of which nobody is to know later what it was
URGENCY = {"reply": 0, "unasked": 1, "tidy": 2}  # which promise is kept first

# Made once, here and below: making a statement takes longer than running it.
_MESSAGE = select(outbox.c.channel, outbox.c.ts).where(
    outbox.c.workspace == bindparam("workspace"), outbox.c.dedupe == bindparam("dedupe"), outbox.c.state == "sent"
)
_CHANGE = update(outbox).where(
    outbox.c.workspace == bindparam("of_workspace"), outbox.c.id == bindparam("of_id"), outbox.c.state == "due"
)


def put(
    connection: Connection,
    *,
    workspace: str,
    id: str,  # noqa: A002 - the column's name
    user_id: str,
    verb: str,
    promise: str,
    view: str,
    ids: Mapping[str, Any],
    dedupe: str,
    coalesce: str | None,
    now: datetime,
    due_at: datetime,
) -> bool:
    """Add a message to be sent from `due_at` (UTC instant) on. False: one with the same `dedupe` was there before."""
    added = add_once(
        connection,
        outbox,
        key=("workspace", "dedupe"),
        workspace=workspace,
        id=id,
        user_id=user_id,
        verb=verb,
        promise=promise,
        urgency=URGENCY[promise],
        view=view,
        ids=dict(ids),
        dedupe=dedupe,
        coalesce=coalesce,
        state="due",
        due_at=due_at,
        created_at=now,
    )
    if not added:
        return False
    if coalesce is not None:
        newer = {"in_workspace": workspace, "of_user": user_id, "newer": id, "same": coalesce}
        connection.execute(_supersede(), newer)
    return True


def note_said(
    connection: Connection,
    *,
    workspace: str,
    id: str,  # noqa: A002 - the column's name
    user_id: str,
    channel: str,
    ts: str,
    now: datetime,
) -> None:
    """Note where a message stands that was said at once: as a row that is sent, so whoever erases finds it."""
    connection.execute(
        outbox.insert().values(
            workspace=workspace,
            id=id,
            user_id=user_id,
            verb="post",
            promise="reply",
            urgency=URGENCY["reply"],
            view=SAID,
            ids={},
            dedupe=id,
            state="sent",
            channel=channel,
            ts=ts,
            created_at=now,
            due_at=now,
            sent_at=now,
        )
    )


def is_said(connection: Connection, *, workspace: str, id: str) -> None:  # noqa: A002
    """Let nothing tell any more what a message was that is sent."""
    row = (outbox.c.workspace == workspace, outbox.c.id == id)
    connection.execute(update(outbox).where(*row).values(view=SAID))


def done_by_click(
    connection: Connection,
    *,
    workspace: str,
    id: str,  # noqa: A002 - the column's name
    channel: str | None,
    ts: str | None,
) -> None:
    """Write down that a row that still waits needs no sending: the clicked message at (channel, ts) became it."""
    values = {"state": "sent", "reason": "by the click", "channel": channel, "ts": ts}
    connection.execute(_CHANGE, {**values, "of_workspace": workspace, "of_id": id})


def hurry(connection: Connection, *, workspace: str, id: str, now: datetime) -> None:  # noqa: A002
    """Let a row that waits for its time go now."""
    connection.execute(_CHANGE, {"due_at": now, "of_workspace": workspace, "of_id": id})


def hurry_waiting(connection: Connection, *, workspace: str, user_id: str, coalesce: str, now: datetime) -> None:
    """Let the row with this key go now, if it still waits for its time."""
    whose = {"in_workspace": workspace, "of_user": user_id, "same": coalesce}
    connection.execute(_hurry_waiting(), {"now": now, **whose})


def cancel(connection: Connection, *, workspace: str, user_id: str, reason: str) -> int:
    """Cancel all that is still due for a person, and what it was to tell. Returns how many rows that were."""
    cancelled = connection.execute(
        update(outbox)
        .where(outbox.c.workspace == workspace, outbox.c.user_id == user_id)
        .where(outbox.c.state == "due", busy(outbox))
        .values(state="cancelled", reason=reason)
        .returning(outbox)
    ).all()
    for row in cancelled:
        unasked.follow(connection, row, state="cancelled", reason=reason)
    return len(cancelled)


def next_due(connection: Connection) -> datetime | None:
    """Return the instant at which the next row falls due (it may be past, and the row be waiting its turn), or None.

    What waits in a workspace that takes nothing from us is not counted: no time brings it closer.
    """
    return min((first for first in connection.execute(_first_due()).one() if first is not None), default=None)


def message(connection: Connection, *, workspace: str, dedupe: str) -> tuple[str, str] | None:
    """Return (channel, ts) of the message that the row with this key became, or None while it is not sent."""
    row = connection.execute(_MESSAGE, {"workspace": workspace, "dedupe": dedupe}).one_or_none()
    return None if row is None or row.ts is None else (row.channel, row.ts)


@cache
def _first_due() -> Select[Any]:
    """Return the query for the instant at which the first row of each urgency falls due."""
    silent = select(workspaces.c.workspace).where(~workspaces.c.sending)
    waiting = select(func.min(outbox.c.due_at)).where(due(outbox), outbox.c.workspace.not_in(silent))
    # Asked for each: the index keeps the rows of one urgency in the order in which they fall due.
    return select(*(waiting.where(outbox.c.urgency == urgency).scalar_subquery() for urgency in URGENCY.values()))


@cache
def _supersede() -> Update:
    """Return the statement with which a newer row cancels older ones."""
    return (
        update(outbox)
        .where(outbox.c.workspace == bindparam("in_workspace"), outbox.c.user_id == bindparam("of_user"))
        .where(outbox.c.coalesce == bindparam("same"), outbox.c.id != bindparam("newer"))
        .where(due(outbox), busy(outbox))
        .values(state="cancelled", reason="superseded")
    )


@cache
def _hurry_waiting() -> Update:
    return (
        update(outbox)
        .where(outbox.c.workspace == bindparam("in_workspace"), outbox.c.user_id == bindparam("of_user"))
        .where(outbox.c.coalesce == bindparam("same"), due(outbox), busy(outbox))
        .values(due_at=bindparam("now"))
    )


# A partial index serves only a condition that is written as its own, with values and not with parameters.


def due(table: FromClause) -> ColumnElement[bool]:
    """Return the condition of ix_outbox_due."""
    return table.c.state == literal_column("'due'")


def busy(table: FromClause) -> ColumnElement[bool]:
    """Return the condition of ix_outbox_busy: not the whole past, only what is to be sent or on its way."""
    return table.c.state.in_([literal_column("'due'"), literal_column("'sending'")])
