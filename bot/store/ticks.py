"""When the planner last looked, by the wall clock and by the machine's own count; and whether it waits for a word.

One row a workspace. Processes take turns at the workspace's row (`episodes.take_turn`), and so does who resumes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from bot.store.insert import insert
from bot.store.tables import ticks


@dataclass(frozen=True)
class Tick:
    """A look of the planner: `at` by the wall clock (UTC instant), `up` seconds into the machine's run `boot`."""

    at: datetime
    boot: str
    up: float


@dataclass(frozen=True)
class Noted:
    """The last look, and since when nothing is sent that nobody asked for (None: it is); `facts` are numbers."""

    last: Tick
    paused_at: datetime | None
    facts: Mapping[str, Any]


_ONE = ticks.c.workspace == bindparam("of_workspace")
_LOADED = select(ticks.c.at, ticks.c.boot, ticks.c.up, ticks.c.paused_at, ticks.c.facts).where(_ONE)
_PAUSED = select(ticks.c.paused_at).where(_ONE)


def load(connection: Connection, workspace: str) -> Noted | None:
    """Return the last look; None where there was none yet."""
    row = connection.execute(_LOADED, {"of_workspace": workspace}).one_or_none()
    return None if row is None else Noted(Tick(row.at, row.boot, row.up), row.paused_at, row.facts)


def paused(connection: Connection, workspace: str) -> bool:
    """Tell whether what nobody asked for waits until an operator says so."""
    return connection.execute(_PAUSED, {"of_workspace": workspace}).scalar_one_or_none() is not None


def save(connection: Connection, workspace: str, tick: Tick) -> None:
    """Write a look down; a pause stays as it is."""
    values = {"at": tick.at, "boot": tick.boot, "up": tick.up}
    added = insert(connection, ticks).values(workspace=workspace, facts={}, **values)
    connection.execute(added.on_conflict_do_update(index_elements=["workspace"], set_=values))


def pause(connection: Connection, workspace: str, now: datetime, facts: Mapping[str, Any]) -> None:
    """Let everything that nobody asked for wait from `now` on."""
    mine = ticks.c.workspace == workspace
    connection.execute(update(ticks).where(mine).values(paused_at=now, facts=dict(facts)))


def go_on(connection: Connection, workspace: str) -> bool:
    """Let it go on; False where it was not waiting."""
    mine = (ticks.c.workspace == workspace, ticks.c.paused_at.is_not(None))
    return connection.execute(update(ticks).where(*mine).values(paused_at=None, facts={})).rowcount == 1


def waiting(connection: Connection) -> Mapping[str, Noted]:
    """Return the workspaces in which it waits, whatever workspaces there are."""
    found = connection.execute(select(ticks).where(ticks.c.paused_at.is_not(None)))
    return {row.workspace: Noted(Tick(row.at, row.boot, row.up), row.paused_at, row.facts) for row in found}
