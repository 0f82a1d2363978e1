"""Whose time is over: who was not here for years, who left, and everybody where the app was removed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from bot.store.tables import metadata, people

AT_ONCE = 20  # people in one run; the next run goes on
# What is the bot's own and no workspace's people's.
OF_THE_BOT = frozenset({"workspaces", "processes", "episodes", "ticks"})


def note_leavers(connection: Connection, workspace: str, now: datetime) -> int:
    """Note since when we know that somebody is active no longer. Returns of how many."""
    left = (people.c.workspace == workspace, people.c.active.is_(False), people.c.left_at.is_(None))
    return connection.execute(update(people).where(*left).values(left_at=now)).rowcount


def has_leavers(connection: Connection, workspace: str) -> bool:
    """Tell whether there is anybody to be noted so."""
    left = (people.c.workspace == workspace, people.c.active.is_(False), people.c.left_at.is_(None))
    return connection.execute(select(people.c.user_id).where(*left).limit(1)).first() is not None


def over(
    connection: Connection,
    workspace: str,
    *,
    contact_before: datetime,
    left_before: datetime,
    user_id: str | None = None,
) -> Sequence[str]:
    """Return the first whose last contact, or whose leaving, lies before these instants (UTC); of one, if named."""
    since = _since(contact_before, left_before)
    query = select(people.c.user_id).where(people.c.workspace == workspace, since).order_by(people.c.user_id)
    if user_id is not None:
        query = query.where(people.c.user_id == user_id)
    return list(connection.execute(query.limit(AT_ONCE)).scalars())


def how_many(
    connection: Connection, *, contact_before: datetime, left_before: datetime, removed: Collection[str]
) -> int:
    """Count those, whatever workspace they are of, and everybody of the workspaces that the app was `removed` from."""
    over = or_(_since(contact_before, left_before), people.c.workspace.in_(removed))
    return connection.execute(select(func.count()).select_from(people).where(over)).scalar_one()


def left(connection: Connection, workspace: str, who: Collection[str], before: datetime) -> Sequence[str]:
    """Return who of these people left before an instant (UTC)."""
    those = (people.c.workspace == workspace, people.c.user_id.in_(who), people.c.left_at < before)
    return list(connection.execute(select(people.c.user_id).where(*those).order_by(people.c.user_id)).scalars())


def have_not_left(connection: Connection, workspace: str, who: Collection[str]) -> None:
    """Note of people that Slack has them after all."""
    those = (people.c.workspace == workspace, people.c.user_id.in_(who))
    connection.execute(update(people).where(*those).values(left_at=None))


def holds_anything(connection: Connection, workspace: str) -> bool:
    """Tell whether there is anything left of a workspace but what is the bot's own."""
    tables = (table for table in metadata.sorted_tables if table.name not in OF_THE_BOT)
    queries = (select(table.c.workspace).where(table.c.workspace == workspace).limit(1) for table in tables)
    return any(connection.execute(query).first() is not None for query in queries)


def empty(connection: Connection, workspace: str) -> None:
    """Remove all that is left of a workspace but what is the bot's own."""
    for table in reversed(metadata.sorted_tables):
        if table.name not in OF_THE_BOT:
            connection.execute(delete(table).where(table.c.workspace == workspace))


def _since(contact_before: datetime, left_before: datetime) -> ColumnElement[bool]:
    return or_(people.c.last_contact_at < contact_before, people.c.left_at < left_before)
