"""What is written down once Slack has a message."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from bot.runtime.instant import Instant
from bot.runtime.slack import Posted
from bot.store import checks
from bot.store.outbox import Letter


def parent(connection: Connection, letter: Letter, posted: Posted) -> Iterable[Instant]:
    """Remember the thread in which the check will be walked through."""
    checks.place(connection, letter.workspace, letter.ids["check"], posted.channel, posted.ts)
    return ()
