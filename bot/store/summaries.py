"""What was told of teams at their closes: each row is written once, and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from bot.store.tables import summaries


@dataclass(frozen=True)
class Summary:
    """What was told of a team at a close. `body`: advice.release.Release as written; None: not this time."""

    workspace: str
    id: str
    team_id: str
    closed_on: date
    period_first: date
    body: str | None
    made_at: datetime


# Made once: making a statement takes longer than running it.
_ADD = insert(summaries)
_EVERY = select(*(summaries.c[name] for name in Summary.__dataclass_fields__)).where(
    summaries.c.workspace == bindparam("of_workspace")
)
_OF_TEAM = _EVERY.where(summaries.c.team_id == bindparam("of_team")).order_by(summaries.c.closed_on.desc())
_LOADED = _EVERY.where(summaries.c.id == bindparam("of_id"))
_NEWEST = _OF_TEAM.limit(1)
_RELEASED = _OF_TEAM.where(summaries.c.body.is_not(None))
_OF_CLOSE = _OF_TEAM.where(summaries.c.closed_on == bindparam("closed_on"))


def add(connection: Connection, summary: Summary) -> None:
    """Write down what is told of a team at a close.

    Raises:
        IntegrityError: something was told of that close before, or the team had a summary for its period.
    """
    connection.execute(_ADD, asdict(summary))


def load(connection: Connection, workspace: str, summary_id: str) -> Summary | None:
    """Return one."""
    return _one(connection, _LOADED, of_workspace=workspace, of_id=summary_id)


def newest(connection: Connection, workspace: str, team_id: str) -> Summary | None:
    """Return what was told of a team at its last close, also where that was: not this time."""
    return _one(connection, _NEWEST, of_workspace=workspace, of_team=team_id)


def of_close(connection: Connection, workspace: str, team_id: str, closed_on: date) -> Summary | None:
    """Return what was told of a team at the close of that day."""
    return _one(connection, _OF_CLOSE, of_workspace=workspace, of_team=team_id, closed_on=closed_on)


def released(connection: Connection, workspace: str, team_id: str) -> Sequence[Summary]:
    """Return every summary that a team ever had, the newest first."""
    rows = connection.execute(_RELEASED, {"of_workspace": workspace, "of_team": team_id})
    return [Summary(**row._mapping) for row in rows]


def _one(connection: Connection, statement: Any, **named: Any) -> Summary | None:
    row = connection.execute(statement, named).one_or_none()
    return None if row is None else Summary(**row._mapping)
