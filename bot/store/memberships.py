"""Who belongs to a team, from when until when: joining and leaving are each member's own clicks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, select, update

from bot.store.insert import insert
from bot.store.tables import memberships, teams

# Made once: making a statement takes longer than running it.
_NOW = memberships.c.left_at.is_(None)
_HERE = memberships.c.workspace == bindparam("of_workspace")
_TEAM, _USER = memberships.c.team_id == bindparam("of_team"), memberships.c.user_id == bindparam("of_user")
_LEAVE = update(memberships).where(_HERE, _TEAM, _USER, _NOW)
_MEMBERS = select(memberships.c.user_id).where(_HERE, _TEAM, _NOW).order_by(memberships.c.user_id)
_IN = select(memberships.c.joined_at).where(_HERE, _TEAM, _USER, _NOW)
_TEAMS = (
    select(teams.c.id)
    .join(memberships, and_(memberships.c.workspace == teams.c.workspace, memberships.c.team_id == teams.c.id))
    .where(teams.c.workspace == bindparam("of_workspace"), _USER, _NOW, teams.c.dissolved_at.is_(None))
    .order_by(memberships.c.joined_at, teams.c.id)
)


def join(connection: Connection, workspace: str, team_id: str, user_id: str, now: datetime) -> None:
    """Let somebody belong to a team from `now` (UTC instant) on; nothing changes where they do."""
    if is_in(connection, workspace, team_id, user_id):
        return
    row = {"workspace": workspace, "team_id": team_id, "user_id": user_id, "joined_at": now, "left_at": None}
    key = ["workspace", "team_id", "user_id", "joined_at"]
    # Who left at this very instant never did.
    connection.execute(
        insert(connection, memberships).on_conflict_do_update(index_elements=key, set_={"left_at": None}), row
    )


def leave(connection: Connection, workspace: str, team_id: str, user_id: str, now: datetime) -> bool:
    """Let somebody belong to a team no longer; False where they did not."""
    named = {"left_at": now, "of_workspace": workspace, "of_team": team_id, "of_user": user_id}
    return connection.execute(_LEAVE, named).rowcount == 1


def is_in(connection: Connection, workspace: str, team_id: str, user_id: str) -> bool:
    """Tell whether somebody belongs to a team now."""
    named = {"of_workspace": workspace, "of_team": team_id, "of_user": user_id}
    return connection.execute(_IN, named).first() is not None


def members_of(connection: Connection, workspace: str, team_id: str) -> Sequence[str]:
    """Return who belongs to a team now. Nobody but the members themselves is ever told."""
    return list(connection.execute(_MEMBERS, {"of_workspace": workspace, "of_team": team_id}).scalars())


def teams_of(connection: Connection, workspace: str, user_id: str) -> Sequence[str]:
    """Return the ids of the teams that somebody belongs to now, the one joined first before the others."""
    return list(connection.execute(_TEAMS, {"of_workspace": workspace, "of_user": user_id}).scalars())
