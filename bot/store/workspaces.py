"""Whether the bytes of somebody who was erased may still be in the database's files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.store.tables import workspaces


def erased(connection: Connection, workspace: str, now: datetime, noted: str | None) -> None:
    """Note that somebody was erased, at an instant (UTC), and by which salt the log knows it; None: there is none."""
    values = {"erased_at": now} if noted is None else {"erased_at": now, "erasure": noted}
    connection.execute(update(workspaces).where(workspaces.c.workspace == workspace).values(**values))


def knows(connection: Connection) -> Mapping[str, str | None]:
    """Return, of every workspace, the last erasure that is in the database too."""
    rows = connection.execute(select(workspaces.c.workspace, workspaces.c.erasure))
    return {row.workspace: row.erasure for row in rows}


def erased_at(connection: Connection, workspace: str) -> datetime | None:
    """Return when somebody was erased whose bytes may still be there; None: there are none."""
    query = select(workspaces.c.erased_at).where(workspaces.c.workspace == workspace)
    return connection.execute(query).scalar_one_or_none()


def purged(connection: Connection, workspace: str, since: datetime) -> None:
    """Note that the bytes are gone, unless somebody was erased later than `since`."""
    done = update(workspaces).where(workspaces.c.workspace == workspace, workspaces.c.erased_at == since)
    connection.execute(done.values(erased_at=None))
