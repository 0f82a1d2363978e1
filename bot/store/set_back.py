"""After a clock that was ahead was set right: nothing may wait for a time that was never there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, update

from bot.store.outbox import busy
from bot.store.tables import occasions, outbox


def set_back(connection: Connection, workspace: str, now: datetime, later: datetime) -> None:
    """Bring what waits for an instant after `later`, by a clock that was wrong, to `now` (UTC instants)."""
    waits = (occasions.c.workspace == workspace, occasions.c.state == "waiting", occasions.c.look_at > later)
    connection.execute(update(occasions).where(*waits).values(look_at=now))
    ours = (outbox.c.workspace == workspace, busy(outbox))
    connection.execute(update(outbox).where(*ours, outbox.c.due_at > later).values(due_at=now))
    connection.execute(update(outbox).where(*ours, outbox.c.lease_until > later).values(lease_until=now))
