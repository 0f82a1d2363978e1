"""Since when something waits for a job of the bot's own, of whatever workspace: for operators, and nobody's name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, func, literal_column, select

from bot.store.tables import deletions, exports, occasions, ticks, workspaces

_PAUSED = select(ticks.c.workspace).where(ticks.c.paused_at.is_not(None))
_SENDING = select(workspaces.c.workspace).where(workspaces.c.sending)


def last_plan(connection: Connection) -> datetime | None:
    """Return when the planner last began to look, where nothing keeps it from that."""
    return _first(connection, ticks.c.at, ticks.c.paused_at.is_(None))


def look(connection: Connection) -> datetime | None:
    """Return since when the planner was to look what somebody is to be told, though Slack lets us in.

    Not before it was written down: what was reached long before that is to be looked at first.
    """
    since = case((occasions.c.created_at > occasions.c.look_at, occasions.c.created_at), else_=occasions.c.look_at)
    waits = occasions.c.state == literal_column("'waiting'")  # as the index has it
    free = (occasions.c.workspace.not_in(_PAUSED), occasions.c.workspace.in_(_SENDING))
    return _first(connection, since, waits, *free)


def purge(connection: Connection) -> datetime | None:
    """Return when somebody was erased whose bytes may still be in the database's files."""
    return _first(connection, workspaces.c.erased_at)


def export(connection: Connection) -> datetime | None:
    """Return when an export was asked for that is neither sent nor in the outbox, though Slack lets us in."""
    at_work = (exports.c.done_at.is_(None), exports.c.body.is_(None))
    return _first(connection, exports.c.asked_at, *at_work, exports.c.workspace.in_(_SENDING))


def deletion(connection: Connection) -> datetime | None:
    """Return since when something is to vanish from Slack and has not, though Slack lets us in."""
    return _first(connection, deletions.c.since, deletions.c.workspace.in_(_SENDING))


def _first(connection: Connection, instant: ColumnElement[datetime], *which: ColumnElement[bool]) -> datetime | None:
    return connection.execute(select(func.min(instant)).where(*which)).scalar_one()
