"""Whether the bytes of somebody who was erased may still be in the database's files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.store.tables import workspaces


def erased(connection: Connection, workspace: str, now: datetime) -> None:
    """Note that somebody was erased, at an instant (UTC)."""
    connection.execute(update(workspaces).where(workspaces.c.workspace == workspace).values(erased_at=now))


def erased_at(connection: Connection, workspace: str) -> datetime | None:
    """Return when somebody was erased whose bytes may still be there; None: there are none."""
    query = select(workspaces.c.erased_at).where(workspaces.c.workspace == workspace)
    return connection.execute(query).scalar_one_or_none()


def purged(connection: Connection, workspace: str, since: datetime) -> None:
    """Note that the bytes are gone, unless somebody was erased later than `since`."""
    done = update(workspaces).where(workspaces.c.workspace == workspace, workspaces.c.erased_at == since)
    connection.execute(done.values(erased_at=None))
