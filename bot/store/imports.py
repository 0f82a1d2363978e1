"""Exports that an operator was handed, until their people have said whether they are to be taken in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.store.tables import imports


def offer(connection: Connection, workspace: str, user_id: str, *, id: str, body: str, now: datetime) -> None:  # noqa: A002
    """Keep an export until its person has decided; it takes the place of an earlier one."""
    drop(connection, workspace, user_id)
    connection.execute(imports.insert().values(workspace=workspace, user_id=user_id, id=id, body=body, at=now))


def body(connection: Connection, workspace: str, user_id: str, named: str) -> str | None:
    """Return the export that waits for a person's yes; None: there is none of that id."""
    mine = (imports.c.workspace == workspace, imports.c.user_id == user_id, imports.c.id == named)
    return connection.execute(select(imports.c.body).where(*mine)).scalar_one_or_none()


def waiting(connection: Connection, workspace: str, user_id: str) -> str | None:
    """Return the id of the export that waits for a person's yes; None: there is none."""
    mine = (imports.c.workspace == workspace, imports.c.user_id == user_id)
    return connection.execute(select(imports.c.id).where(*mine)).scalar_one_or_none()


def drop(connection: Connection, workspace: str, user_id: str) -> None:
    """Forget what waits for a person's yes."""
    connection.execute(delete(imports).where(imports.c.workspace == workspace, imports.c.user_id == user_id))


def forget(connection: Connection, workspace: str, before: datetime) -> int:
    """Forget what nobody has decided on since an instant. Returns how many."""
    return connection.execute(delete(imports).where(imports.c.workspace == workspace, imports.c.at < before)).rowcount
