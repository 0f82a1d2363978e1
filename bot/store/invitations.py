"""Whom a team has invited: once for ever. What came of it is for the invited alone.

new -> asked -> joined | declined; or void, where somebody is not to be asked. Whoever said no or left may look at it
again, and then it is asked once more: by their own click, never by ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import Connection, and_, bindparam, exists, literal_column, select, update

from bot.store.insert import add_once
from bot.store.tables import invitations, memberships, occasions, teams

State: TypeAlias = Literal["new", "asked", "joined", "declined", "void"]


@dataclass(frozen=True)
class Invitation:
    """Somebody invited to a team at an instant (UTC)."""

    workspace: str
    team_id: str
    user_id: str
    id: str
    at: datetime
    state: str


# Made once, here and below: making a statement takes longer than running it.
_COLUMNS = [invitations.c[name] for name in Invitation.__dataclass_fields__]
_HERE = invitations.c.workspace == bindparam("of_workspace")
_TEAM = invitations.c.team_id == bindparam("of_team")
_ONE = and_(_HERE, invitations.c.id == bindparam("of_id"))
_LOADED = select(*_COLUMNS).where(_ONE)
_NEW = (
    select(*_COLUMNS)
    .where(_HERE, invitations.c.state == literal_column("'new'"))
    .order_by(invitations.c.at, invitations.c.id)
    .limit(bindparam("most"))
)
_MOVE = update(invitations).where(
    _HERE, invitations.c.id == bindparam("of_id"), invitations.c.state == bindparam("was")
)
_SAME_TEAM = and_(memberships.c.workspace == invitations.c.workspace, memberships.c.team_id == invitations.c.team_id)
_BELONGS = exists(
    select(1).where(_SAME_TEAM, memberships.c.user_id == occasions.c.user_id, memberships.c.left_at.is_(None))
)
_OPEN = (
    select(occasions.c.id, invitations.c.team_id)
    .join(invitations, and_(invitations.c.workspace == occasions.c.workspace, invitations.c.id == occasions.c.about))
    .join(teams, and_(teams.c.workspace == invitations.c.workspace, teams.c.id == invitations.c.team_id))
    .where(occasions.c.workspace == bindparam("of_workspace"), occasions.c.user_id == bindparam("of_user"))
    .where(occasions.c.kind == literal_column("'invitation'"), occasions.c.state != literal_column("'waiting'"))
    .where(teams.c.dissolved_at.is_(None), ~_BELONGS)
)
_SINCE = (
    select(invitations.c.user_id)
    .where(_HERE, _TEAM, invitations.c.at >= bindparam("since"))
    .order_by(invitations.c.at, invitations.c.id)
)


def add(connection: Connection, invitation: Invitation) -> bool:
    """Write down that somebody is invited; False where that team has invited them before, whatever came of it."""
    key = ("workspace", "team_id", "user_id")
    row = {name: getattr(invitation, name) for name in Invitation.__dataclass_fields__}
    return add_once(connection, invitations, key=key, **row)


def load(connection: Connection, workspace: str, id: str) -> Invitation | None:  # noqa: A002 - the column's name
    """Return one."""
    row = connection.execute(_LOADED, {"of_workspace": workspace, "of_id": id}).one_or_none()
    return None if row is None else Invitation(*row)


def new_ones(connection: Connection, workspace: str, most: int) -> Sequence[Invitation]:
    """Return those that nobody has seen to yet, the oldest first."""
    return [Invitation(*row) for row in connection.execute(_NEW, {"of_workspace": workspace, "most": most})]


def open_to(connection: Connection, workspace: str, user_id: str) -> Sequence[tuple[str, str]]:
    """Return invitations that somebody has had to teams that they do not belong to, with what became of them or not.

    Each is the id of its occasion and that of the team, the oldest first.
    """
    named = {"of_workspace": workspace, "of_user": user_id}
    # Put in order here: asked for it, SQLite goes through everybody's occasions to have it.
    return sorted((occasion, team_id) for occasion, team_id in connection.execute(_OPEN, named))


def move(connection: Connection, invitation: Invitation, state: State) -> bool:
    """Write down what became of one; False where it is no longer as it was read."""
    named = {"of_workspace": invitation.workspace, "of_id": invitation.id, "was": invitation.state}
    return connection.execute(_MOVE, {"state": state, **named}).rowcount == 1


def invited_since(connection: Connection, workspace: str, team_id: str, since: datetime) -> Sequence[str]:
    """Return whom a team has invited since an instant (UTC), the first one first; not what came of it."""
    named = {"of_workspace": workspace, "of_team": team_id, "since": since}
    return list(connection.execute(_SINCE, named).scalars())
