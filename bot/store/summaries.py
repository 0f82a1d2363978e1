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
_LAST = _RELEASED.limit(1)
_PICKED = _RELEASED.where(summaries.c.id == bindparam("of_id"))
_CLOSES = _RELEASED.with_only_columns(summaries.c.id, summaries.c.closed_on)


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


def released(connection: Connection, workspace: str, team_id: str, summary_id: str = "") -> Summary | None:
    """Return a summary that a team had, the one with this id or else the newest; None where it had none."""
    if summary_id:
        return _one(connection, _PICKED, of_workspace=workspace, of_team=team_id, of_id=summary_id)
    return _one(connection, _LAST, of_workspace=workspace, of_team=team_id)


def closes(connection: Connection, workspace: str, team_id: str) -> Sequence[tuple[str, date]]:
    """Return the id of every summary that a team ever had, and the last day that counted for it, the newest first."""
    rows = connection.execute(_CLOSES, {"of_workspace": workspace, "of_team": team_id})
    return [(summary_id, closed_on) for summary_id, closed_on in rows]


def _one(connection: Connection, statement: Any, **named: Any) -> Summary | None:
    row = connection.execute(statement, named).one_or_none()
    return None if row is None else Summary(**row._mapping)
