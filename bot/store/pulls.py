"""Who has read a team's summary as its lead or as somebody the lead named, and when. Its members see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

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


def _newest() -> Select[Any]:
    """Return the statement for the newest pulls of each team, with how many it ever had."""
    newest_first = (pulls.c.at.desc(), pulls.c.id.desc())
    ranked = (
        select(
            pulls.c.team_id,
            pulls.c.user_id,
            pulls.c.at,
            func.count().over(partition_by=pulls.c.team_id).label("of_all"),
            func.row_number().over(partition_by=pulls.c.team_id, order_by=newest_first).label("place"),
        )
        .where(pulls.c.workspace == bindparam("of_workspace"))
        .where(pulls.c.team_id.in_(bindparam("of_teams", expanding=True)))
        .subquery()
    )
    return select(ranked).where(ranked.c.place <= bindparam("most")).order_by(ranked.c.team_id, ranked.c.place)


# Made once: making a statement takes longer than running it.
_NOTE = insert(pulls).from_select(["workspace", "id", "team_id", "summary_id", "user_id", "at"], _new())
_NEWEST_OF_EACH = _newest()


class Pulled(NamedTuple):
    """What is told of a team's pulls: the newest of them, and how many there were before those."""

    newest: Sequence[Pull]
    before: int


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


def newest_of_each(
    connection: Connection, workspace: str, team_ids: Collection[str], most: int
) -> Mapping[str, Pulled]:
    """Return the newest pulls of several teams, by their ids, with one look: of each at most so many."""
    found = {team_id: Pulled((), 0) for team_id in team_ids}
    of = {"of_workspace": workspace, "of_teams": list(team_ids), "most": most}
    for row in connection.execute(_NEWEST_OF_EACH, of):
        shown = (*found[row.team_id].newest, Pull(row.user_id, row.at))
        found[row.team_id] = Pulled(shown, row.of_all - len(shown))
    return found
