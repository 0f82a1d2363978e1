"""How many people somebody has invited, and when, in whatever teams: there is a limit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.store.insert import insert
from bot.store.tables import invited

# Made once: making a statement takes longer than running it.
_AFTER = (
    select(invited.c.at, invited.c.people)
    .where(invited.c.workspace == bindparam("of_workspace"), invited.c.user_id == bindparam("of_user"))
    .where(invited.c.at > bindparam("after"))
    .order_by(invited.c.at)
)


def note(connection: Connection, workspace: str, user_id: str, people: int, now: datetime) -> None:
    """Write down that somebody invited so many people at `now` (UTC instant)."""
    row = {"workspace": workspace, "user_id": user_id, "at": now, "people": people}
    key = ["workspace", "user_id", "at"]
    more = {"people": invited.c.people + people}
    connection.execute(insert(connection, invited).on_conflict_do_update(index_elements=key, set_=more), row)


def after(connection: Connection, workspace: str, user_id: str, instant: datetime) -> Sequence[tuple[datetime, int]]:
    """Return when somebody invited how many after an instant (UTC), the earliest first."""
    named = {"of_workspace": workspace, "of_user": user_id, "after": instant}
    return [(row.at, row.people) for row in connection.execute(_AFTER, named)]
