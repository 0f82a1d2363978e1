"""Teams, and who leads and reads them. What somebody is to a team ends and is never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select, update

from advice.quarters import Close, Period
from bot.store.insert import insert
from bot.store.tables import memberships, teams, viewers


@dataclass(frozen=True)
class Team:
    """A team. Its dates are the organisation's; `last` is its last close, whatever came of it."""

    workspace: str
    id: str
    name: str
    created_on: date
    next_on: date
    last: Close | None
    released: bool


@dataclass(frozen=True)
class Viewer:
    """Somebody who may read a team's summaries, since when (UTC instant)."""

    user_id: str
    since: datetime
    leads: bool


COLUMNS = (
    *(teams.c.workspace, teams.c.id, teams.c.name, teams.c.created_on, teams.c.next_on),
    *(teams.c.closed_on, teams.c.period_first, teams.c.period_last, teams.c.released),
)
# Made once, here and below: making a statement takes longer than running it.
_ONE = and_(teams.c.workspace == bindparam("of_workspace"), teams.c.id == bindparam("of_team"))
_LOADED = select(*COLUMNS).where(_ONE, teams.c.dissolved_at.is_(None))
_HELD = _LOADED.with_for_update(key_share=True)  # what only refers to the team may be added meanwhile
_CHANGE = update(teams).where(_ONE, teams.c.dissolved_at.is_(None))
_VIEWS = and_(viewers.c.workspace == bindparam("of_workspace"), viewers.c.team_id == bindparam("of_team"))
_NOW = viewers.c.until.is_(None)
_VIEWERS = (
    select(viewers.c.user_id, viewers.c.since, viewers.c.leads)
    .where(_VIEWS, _NOW)
    .order_by(viewers.c.leads.desc(), viewers.c.since, viewers.c.user_id)
)
_VIEWERS_OF_EACH = (
    select(viewers.c.team_id, viewers.c.user_id, viewers.c.since, viewers.c.leads)
    .where(viewers.c.workspace == bindparam("of_workspace"), _NOW)
    .where(viewers.c.team_id.in_(bindparam("of_teams", expanding=True)))
    .order_by(viewers.c.leads.desc(), viewers.c.since, viewers.c.user_id)
)
_END = update(viewers).where(_VIEWS, _NOW, viewers.c.user_id == bindparam("of_user"))
# Found from the person, and put in order here: asked for an order, SQLite goes through all teams to have it.
_READS = (
    select(*COLUMNS)
    .join_from(viewers, teams, and_(viewers.c.workspace == teams.c.workspace, viewers.c.team_id == teams.c.id))
    .where(viewers.c.workspace == bindparam("of_workspace"), viewers.c.user_id == bindparam("of_user"))
    .where(_NOW, teams.c.dissolved_at.is_(None))
)
_LEADS = _READS.where(viewers.c.leads)
_BELONGS = (
    select(*COLUMNS, memberships.c.joined_at)
    .join_from(
        memberships, teams, and_(memberships.c.workspace == teams.c.workspace, memberships.c.team_id == teams.c.id)
    )
    .where(memberships.c.workspace == bindparam("of_workspace"), memberships.c.user_id == bindparam("of_user"))
    .where(memberships.c.left_at.is_(None), teams.c.dissolved_at.is_(None))
)


def create(
    connection: Connection,
    *,
    workspace: str,
    id: str,  # noqa: A002 - the column's name
    name: str,
    on: date,
    first: Close,
    now: datetime,
) -> None:
    """Write a new team down.

    Args:
        connection: of the transaction that decides.
        workspace: where it is.
        id: of the new row.
        name: as its lead calls it.
        on: the organisation's date.
        first: its first close.
        now: the UTC instant.
    """
    row = {"workspace": workspace, "id": id, "name": name, "created_on": on, "next_on": first.on, "created_at": now}
    connection.execute(insert(connection, teams), row)


def load(connection: Connection, workspace: str, team_id: str) -> Team | None:
    """Return a team; None where there is none (any more)."""
    row = connection.execute(_LOADED, {"of_workspace": workspace, "of_team": team_id}).one_or_none()
    return None if row is None else read(row)


def hold(connection: Connection, workspace: str, team_id: str) -> Team | None:
    """Return a team as `load` does, and let nobody else change it until the end of the transaction."""
    row = connection.execute(_HELD, {"of_workspace": workspace, "of_team": team_id}).one_or_none()
    return None if row is None else read(row)


def read_by(connection: Connection, workspace: str, user_id: str) -> Sequence[Team]:
    """Return the teams whose summaries somebody may read as their lead or viewer, oldest first."""
    return _in_order(connection.execute(_READS, {"of_workspace": workspace, "of_user": user_id}))


def led_by(connection: Connection, workspace: str, user_id: str) -> Sequence[Team]:
    """Return the teams that somebody leads, oldest first."""
    return _in_order(connection.execute(_LEADS, {"of_workspace": workspace, "of_user": user_id}))


def belonged_to(connection: Connection, workspace: str, user_id: str) -> Sequence[Team]:
    """Return the teams that somebody belongs to now, the one joined first before the others."""
    found = connection.execute(_BELONGS, {"of_workspace": workspace, "of_user": user_id})
    return [read(row) for row in sorted(found, key=attrgetter("joined_at", "id"))]


def viewers_of(connection: Connection, workspace: str, team_id: str) -> Sequence[Viewer]:
    """Return who may read a team's summaries now, its lead first."""
    return [Viewer(*row) for row in connection.execute(_VIEWERS, {"of_workspace": workspace, "of_team": team_id})]


def viewers_of_each(
    connection: Connection, workspace: str, team_ids: Collection[str]
) -> Mapping[str, Sequence[Viewer]]:
    """Return the same of several teams, by their ids, with one look."""
    found: dict[str, list[Viewer]] = {team_id: [] for team_id in team_ids}
    for team_id, *viewer in connection.execute(
        _VIEWERS_OF_EACH, {"of_workspace": workspace, "of_teams": list(team_ids)}
    ):
        found[team_id].append(Viewer(*viewer))
    return found


def lead_of(readers: Iterable[Viewer]) -> Viewer | None:
    """Return the lead among those who may read a team's summaries; None where nobody leads it."""
    return next((one for one in readers if one.leads), None)


def rename(connection: Connection, team: Team, name: str) -> None:
    """Give a team another name."""
    connection.execute(_CHANGE, {"name": name, **_of(team)})


def dissolve(connection: Connection, team: Team, now: datetime) -> None:
    """Let a team be no more: nobody is anything to it, and it never closes again."""
    connection.execute(_CHANGE, {"dissolved_at": now, **_of(team)})


def let_read(connection: Connection, team: Team, user_id: str, now: datetime, *, leads: bool = False) -> None:
    """Let somebody read a team's summaries from now on, in place of what they were to it before.

    Whoever leads it has to be ended first: a team has one lead.
    """
    end_reading(connection, team, user_id, now)
    row = {"workspace": team.workspace, "team_id": team.id, "user_id": user_id, "since": now, "leads": leads}
    key = ["workspace", "team_id", "user_id", "since"]
    # What they became at this very instant they never were.
    instead = {"leads": leads, "until": None}
    connection.execute(insert(connection, viewers).on_conflict_do_update(index_elements=key, set_=instead), row)


def end_reading(connection: Connection, team: Team, user_id: str, now: datetime) -> None:
    """Let somebody no longer read a team's summaries, nor lead it."""
    connection.execute(_END, {"until": now, "of_user": user_id, **_of(team)})


def _in_order(rows: Iterable[Any]) -> list[Team]:
    return sorted((read(row) for row in rows), key=attrgetter("id"))


def _of(team: Team) -> dict[str, str]:
    return {"of_workspace": team.workspace, "of_team": team.id}


def read(row: Any) -> Team:
    """Return the team of a row of `COLUMNS`."""
    named = row._mapping
    first, last = named["period_first"], named["period_last"]
    close = None if first is None else Close(named["closed_on"], Period(first, last))
    dates = (named["created_on"], named["next_on"])
    return Team(named["workspace"], named["id"], named["name"], *dates, close, named["released"])
