"""Who has read a team's summary as its lead or as somebody the lead named, and when. Its members see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, and_, bindparam, func, insert, select

from bot.store.tables import pulls, summaries
from bot.store.types import Utc


@dataclass(frozen=True)
class Pull:
    """Somebody read a summary at an instant (UTC). `user_id`: None where they were erased since."""

    user_id: str | None
    at: datetime


def _new() -> Select[tuple[str, ...]]:
    """Return the new row; none where the team has no such summary."""
    return select(
        summaries.c.workspace,
        bindparam("new_id", type_=pulls.c.id.type),
        summaries.c.team_id,
        summaries.c.id,
        bindparam("of_user", type_=pulls.c.user_id.type),
        bindparam("now", type_=Utc),
    ).where(
        summaries.c.workspace == bindparam("of_workspace"),
        and_(summaries.c.team_id == bindparam("of_team"), summaries.c.id == bindparam("of_summary")),
    )


# Made once: making a statement takes longer than running it.
_NOTE = insert(pulls).from_select(["workspace", "id", "team_id", "summary_id", "user_id", "at"], _new())
_TEAMS = and_(pulls.c.workspace == bindparam("of_workspace"), pulls.c.team_id == bindparam("of_team"))
_NEWEST = select(pulls.c.user_id, pulls.c.at).where(_TEAMS).order_by(pulls.c.at.desc(), pulls.c.id.desc())
_COUNT = select(func.count()).select_from(pulls).where(_TEAMS)


def note(
    connection: Connection,
    *,
    workspace: str,
    id: str,  # noqa: A002 - the column's name
    team_id: str,
    summary_id: str,
    user_id: str,
    at: datetime,
) -> None:
    """Write down that somebody reads a summary (at: UTC instant); nothing where the team has no such summary."""
    of = {"of_workspace": workspace, "of_team": team_id, "of_summary": summary_id, "of_user": user_id}
    connection.execute(_NOTE, {**of, "new_id": id, "now": at})


def newest(connection: Connection, workspace: str, team_id: str, most: int) -> Sequence[Pull]:
    """Return the newest of a team's pulls, at most so many."""
    of = {"of_workspace": workspace, "of_team": team_id}
    return [Pull(*row) for row in connection.execute(_NEWEST.limit(most), of)]


def count(connection: Connection, workspace: str, team_id: str) -> int:
    """Return how many pulls of a team's summaries there ever were."""
    return int(connection.execute(_COUNT, {"of_workspace": workspace, "of_team": team_id}).scalar_one())
