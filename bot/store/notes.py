"""Queries on notes: what a person wrote under a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, select, update

from bot.store.insert import add_once
from bot.store.tables import notes


@dataclass(frozen=True)
class Note:
    """Something a person wrote under a question."""

    id: str
    user_id: str
    check_id: str
    question: str
    text: str


def keep(connection: Connection, note: Note, *, workspace: str, channel: str, message_ts: str, now: datetime) -> bool:
    """Keep a note; False when this message is kept already."""
    return add_once(
        connection,
        notes,
        key=("workspace", "channel", "message_ts"),
        workspace=workspace,
        id=note.id,
        user_id=note.user_id,
        check_id=note.check_id,
        question=note.question,
        text=note.text,
        channel=channel,
        message_ts=message_ts,
        created_at=now,
    )


def load(connection: Connection, workspace: str, note_id: str) -> Note | None:
    """Return a note."""
    return _one(connection, and_(notes.c.workspace == workspace, notes.c.id == note_id))


def of_message(connection: Connection, workspace: str, channel: str, message_ts: str) -> Note | None:
    """Return the note that a message was kept as."""
    here = (notes.c.channel == channel, notes.c.message_ts == message_ts)
    return _one(connection, and_(notes.c.workspace == workspace, *here))


def of_check(connection: Connection, workspace: str, check_id: str) -> Sequence[Note]:
    """Return the notes of a check, oldest first."""
    rows = connection.execute(
        select(notes.c.id, notes.c.user_id, notes.c.check_id, notes.c.question, notes.c.text)
        .where(notes.c.workspace == workspace, notes.c.check_id == check_id)
        .order_by(notes.c.id)
    )
    return [Note(*row) for row in rows]


def change(connection: Connection, workspace: str, note_id: str, text: str, now: datetime) -> None:
    """Replace a note's words."""
    connection.execute(
        update(notes).where(notes.c.workspace == workspace, notes.c.id == note_id).values(text=text, edited_at=now)
    )


def drop(connection: Connection, workspace: str, note_id: str) -> None:
    """Remove a note for good."""
    connection.execute(delete(notes).where(notes.c.workspace == workspace, notes.c.id == note_id))


def _one(connection: Connection, condition: Any) -> Note | None:
    row = connection.execute(
        select(notes.c.id, notes.c.user_id, notes.c.check_id, notes.c.question, notes.c.text).where(condition)
    ).one_or_none()
    return None if row is None else Note(*row)
