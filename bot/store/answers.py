"""The history of answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from advice.check import Given
from bot.store.checks import CheckRow
from bot.store.tables import answers

_ADD = answers.insert()


def log(connection: Connection, row: CheckRow, *, id: str, question: str, given: Given, now: datetime) -> None:  # noqa: A002
    """Add an answer to the history: one row for each real change."""
    connection.execute(
        _ADD,
        {
            "workspace": row.workspace,
            "id": id,
            "user_id": row.user_id,
            "check_id": row.id,
            "question": question,
            "choice": given.choice,
            "action_ts": given.at,
            "at": now,
        },
    )
