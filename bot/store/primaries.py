"""In which of their teams somebody counts: the first they joined, until they choose another. The newest row counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.store.insert import insert
from bot.store.tables import primaries

# Made once: making a statement takes longer than running it.
_NEWEST = (
    select(primaries.c.team_id)
    .where(primaries.c.workspace == bindparam("of_workspace"), primaries.c.user_id == bindparam("of_user"))
    .order_by(primaries.c.since.desc())
    .limit(1)
)


def primary_of(connection: Connection, workspace: str, user_id: str) -> str | None:
    """Return the id of the team that was chosen last, or was joined first; they need not belong to it any more."""
    return connection.execute(_NEWEST, {"of_workspace": workspace, "of_user": user_id}).scalar_one_or_none()


def choose(connection: Connection, workspace: str, user_id: str, team_id: str, now: datetime) -> None:
    """Let somebody count in a team from `now` (UTC instant) on; of two choices at one instant the later one holds."""
    row = {"workspace": workspace, "user_id": user_id, "since": now, "team_id": team_id}
    key = ["workspace", "user_id", "since"]
    connection.execute(
        insert(connection, primaries).on_conflict_do_update(index_elements=key, set_={"team_id": team_id}), row
    )
