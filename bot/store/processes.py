"""Which processes serve a workspace, and when all was last well with each."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.store.insert import insert
from bot.store.tables import processes


@dataclass(frozen=True)
class Process:
    """One run of the bot, as its row tells."""

    workspace: str
    id: str
    host: str
    pid: int
    started_at: datetime
    beat_at: datetime
    ails: str | None


def arrive(connection: Connection, process: Process) -> None:
    """Write down a process that begins to serve."""
    connection.execute(
        insert(connection, processes).values(
            workspace=process.workspace,
            id=process.id,
            host=process.host,
            pid=process.pid,
            started_at=process.started_at,
            beat_at=process.beat_at,
            ails=process.ails,
        )
    )


def beat(connection: Connection, workspace: str, id: str, now: datetime) -> bool:  # noqa: A002
    """Write down that all is well with a process. False: its row was forgotten."""
    mine = (processes.c.workspace == workspace, processes.c.id == id)
    return connection.execute(update(processes).where(*mine).values(beat_at=now, ails=None)).rowcount == 1


def ail(connection: Connection, workspace: str, id: str, why: str) -> bool:  # noqa: A002
    """Write down why a process does not beat. False: its row was forgotten."""
    mine = (processes.c.workspace == workspace, processes.c.id == id)
    return connection.execute(update(processes).where(*mine).values(ails=why)).rowcount == 1


def leave(connection: Connection, workspace: str, id: str) -> None:  # noqa: A002
    """Forget a process that has ended as it should."""
    connection.execute(delete(processes).where(processes.c.workspace == workspace, processes.c.id == id))


def forget(connection: Connection, workspace: str, before: datetime) -> int:
    """Forget the processes that were last well before an instant: they were killed. Returns how many."""
    old = (processes.c.workspace == workspace, processes.c.beat_at < before)
    return connection.execute(delete(processes).where(*old)).rowcount


def forget_others(connection: Connection, workspace: str, id: str) -> int:  # noqa: A002
    """Forget every process but one, where there can be only one. Returns how many."""
    others = (processes.c.workspace == workspace, processes.c.id != id)
    return connection.execute(delete(processes).where(*others)).rowcount


def is_gone(process: Process, host: str) -> bool:
    """Tell, on the machine named `host`, whether a process of it has ended; of other machines nothing is known."""
    if process.host != host:
        return False
    try:
        os.kill(process.pid, 0)  # asks, and does nothing
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # somebody else's, so it is there
    return False


def every(connection: Connection) -> Sequence[Process]:
    """Return all that are written down, whatever workspace they serve; whoever was well last comes first."""
    rows = connection.execute(select(processes).order_by(processes.c.beat_at.desc(), processes.c.id))
    return [Process(row.workspace, row.id, row.host, row.pid, row.started_at, row.beat_at, row.ails) for row in rows]
