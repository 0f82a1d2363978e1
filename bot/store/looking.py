"""Where the planner looks: each question is one look into an index, however many people there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, bindparam, func, literal_column, select

from bot.store.outbox import URGENCY, due
from bot.store.tables import memberships, occasions, outbox, paths, people, teams, viewers, wishes

_UNASKED = URGENCY["unasked"]


@dataclass(frozen=True)
class Crossing:
    """Somebody for whom a milestone is to be looked for on a local date; the zones that they chose, and of Slack."""

    user_id: str
    due_on: date
    chosen_zone: str | None
    slack_zone: str | None


def crossings(connection: Connection, workspace: str, latest: date, most: int) -> Sequence[Crossing]:
    """Return for whom a milestone is to be looked for on `latest` or before, the longest due first."""
    return [Crossing(*row) for row in connection.execute(_crossings(), _question(workspace, most, day=latest))]


def to_look_at(connection: Connection, workspace: str, now: datetime, most: int) -> Sequence[str]:
    """Return for whom something waits that may go by `now`, whoever has waited longest first, each once."""
    found = connection.execute(_waiting(), _question(workspace, most, now=now)).scalars()
    return list(dict.fromkeys(found))


def unsent(connection: Connection, workspace: str, most: int) -> int:
    """Return how many messages wait that nobody asked for; counted up to `most`."""
    return int(connection.execute(_unsent(), _question(workspace, most)).scalar_one())


def fallen_due(connection: Connection, workspace: str, since: date, until: date) -> int:
    """Return for how many people something falls due after `since` and by `until` (dates), or in a team of theirs."""
    days = {"of_workspace": workspace, "since": since, "until": until}
    return int(connection.execute(_fallen_due(), days).scalar_one())


def teams_close(connection: Connection, workspace: str, until: date) -> bool:
    """Tell whether a team closes by `until` (a date): what was told of one is told for ever."""
    named = {"of_workspace": workspace, "until": until}
    return connection.execute(_teams_close(), named).first() is not None


def everybody(connection: Connection, workspace: str) -> int:
    """Return how many people may be written to."""
    counted = select(func.count()).where(people.c.workspace == workspace, people.c.active)
    return int(connection.execute(counted).scalar_one())


def _question(workspace: str, most: int, **more: Any) -> dict[str, Any]:
    return {"of_workspace": workspace, "most": most, **more}


@cache
def _crossings() -> Select[Any]:
    person = and_(people.c.workspace == paths.c.workspace, people.c.user_id == paths.c.user_id)
    wish = and_(wishes.c.workspace == paths.c.workspace, wishes.c.user_id == paths.c.user_id)
    return (
        select(paths.c.user_id, paths.c.due_on, wishes.c.zone, people.c.tz)
        .join(people, person)
        .outerjoin(wishes, wish)
        .where(paths.c.workspace == bindparam("of_workspace"), paths.c.due_on <= bindparam("day"))
        .order_by(paths.c.due_on)
        .limit(bindparam("most"))
    )


@cache
def _waiting() -> Select[Any]:
    return (
        select(occasions.c.user_id)
        .where(occasions.c.state == literal_column("'waiting'"))  # as the index has it: see outbox.py
        .where(occasions.c.workspace == bindparam("of_workspace"), occasions.c.look_at <= bindparam("now"))
        .order_by(occasions.c.look_at)
        .limit(bindparam("most"))
    )


@cache
def _unsent() -> Select[Any]:
    rows = (
        select(outbox.c.id)
        .where(due(outbox), outbox.c.urgency == _UNASKED, outbox.c.workspace == bindparam("of_workspace"))
        .limit(bindparam("most"))
    )
    return select(func.count()).select_from(rows.subquery())


@cache
def _fallen_due() -> Select[Any]:
    passed = select(paths.c.user_id).where(
        paths.c.workspace == bindparam("of_workspace"),
        paths.c.due_on > bindparam("since"),
        paths.c.due_on <= bindparam("until"),
    )
    waits = select(occasions.c.user_id).where(
        occasions.c.state == literal_column("'waiting'"),
        occasions.c.workspace == bindparam("of_workspace"),
        occasions.c.due_on > bindparam("since"),
        occasions.c.due_on <= bindparam("until"),
    )
    named = [_with_a_team_that_closes(table) for table in (memberships, viewers)]
    return select(func.count()).select_from(passed.union(waits, *named).subquery())


def _with_a_team_that_closes(table: Table) -> Select[Any]:
    """Return the query for everybody named in a table, now or once, for a team that closes."""
    team = and_(teams.c.workspace == table.c.workspace, teams.c.id == table.c.team_id)
    return select(table.c.user_id).join(teams, team).where(*_closes())


@cache
def _teams_close() -> Select[Any]:
    return select(teams.c.id).where(*_closes()).limit(1)


def _closes() -> tuple[ColumnElement[bool], ...]:
    here = teams.c.workspace == bindparam("of_workspace")
    return here, teams.c.dissolved_at.is_(None), teams.c.next_on <= bindparam("until")
