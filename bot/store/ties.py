"""What somebody is to a team now, in the policy's words: asked at each action, never remembered."""

from __future__ import annotations

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    case,
    literal_column,
    select,
    union_all,
)

from bot.store.tables import invitations, memberships, teams, viewers


def _found(table: Table, tie: ColumnElement[str], *now: ColumnElement[bool]) -> Select[str]:
    same_team = and_(table.c.workspace == teams.c.workspace, table.c.team_id == teams.c.id)
    return (
        select(tie.label("tie"))
        .join_from(teams, table, same_team)
        .where(teams.c.workspace == bindparam("of_workspace"), teams.c.id == bindparam("of_team"))
        .where(teams.c.dissolved_at.is_(None), table.c.user_id == bindparam("of_user"), *now)
    )


_READS = case((viewers.c.leads, literal_column("'lead'")), else_=literal_column("'viewer'"))
_TIES = union_all(
    _found(viewers, _READS, viewers.c.until.is_(None)),
    _found(memberships, literal_column("'member'"), memberships.c.left_at.is_(None)),
    _found(invitations, literal_column("'invited'"), invitations.c.state == literal_column("'asked'")),
)


def of(connection: Connection, workspace: str, team_id: str, user_id: str) -> frozenset[str]:
    """Return everything that somebody is to a team now; nothing where there is no such team (any more)."""
    named = {"of_workspace": workspace, "of_team": team_id, "of_user": user_id}
    return frozenset(connection.execute(_TIES, named).scalars())
