"""What was done with teams, and what was refused: who, what, about which team, when. Neither content nor names.

Whoever tries the same thing again and again leaves one refusal a minute: no flood fills the disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, Select, and_, bindparam, delete, exists, insert, or_, select

from bot.store.tables import audit, teams, workspaces
from bot.store.types import Utc

Outcome = Literal["done", "refused"]
REFUSALS_APART = timedelta(minutes=1)


@dataclass(frozen=True)
class Entry:
    """Something that was done or refused at an instant (UTC); `about`: a team's id. None: erased since, or no team."""

    workspace: str
    at: datetime
    user_id: str | None
    action: str
    about: str | None
    outcome: str


def _new() -> Select[tuple[str, ...]]:
    """Return the new row: none for a workspace we do not serve, about no team but one that there is or was."""
    team = select(teams.c.id).where(teams.c.workspace == bindparam("of_workspace"), teams.c.id == bindparam("of_team"))
    outcome = bindparam("with_outcome", type_=audit.c.outcome.type)
    again = exists(
        select(1).where(
            audit.c.workspace == bindparam("of_workspace"),
            audit.c.at > bindparam("just_now", type_=Utc),
            and_(audit.c.user_id == bindparam("of_user"), audit.c.action == bindparam("of_action")),
            audit.c.outcome == outcome,
        )
    )
    return select(
        workspaces.c.workspace,
        bindparam("new_id", type_=audit.c.id.type),
        bindparam("now", type_=Utc),
        bindparam("of_user", type_=audit.c.user_id.type),
        bindparam("of_action", type_=audit.c.action.type),
        team.scalar_subquery(),
        outcome,
    ).where(workspaces.c.workspace == bindparam("of_workspace"), or_(outcome != "refused", ~again))


# Made once: making a statement takes longer than running it.
_NOTE = insert(audit).from_select(["workspace", "id", "at", "user_id", "action", "about", "outcome"], _new())
_EVERY = (
    select(audit.c.workspace, audit.c.at, audit.c.user_id, audit.c.action, audit.c.about, audit.c.outcome)
    .where(audit.c.at >= bindparam("since"))
    .order_by(audit.c.at.desc(), audit.c.id.desc())
)
_NEWEST = _EVERY.where(audit.c.workspace == bindparam("of_workspace"))


def note(
    connection: Connection,
    *,
    workspace: str,
    id: str,  # noqa: A002 - the column's name
    at: datetime,
    user_id: str,
    action: str,
    about: str | None,
    outcome: Outcome,
) -> None:
    """Write down what was done or refused.

    Args:
        connection: of the transaction that does it; of one of its own where everything else is rolled back.
        workspace: where it was.
        id: of the new row.
        at: the UTC instant.
        user_id: who acted.
        action: its name in the policy.
        about: the id of a team; anything else is written as nothing.
        outcome: what came of it. The same refusal is written once in REFUSALS_APART.
    """
    of = {"of_workspace": workspace, "of_user": user_id, "of_action": action, "of_team": about}
    times = {"now": at, "just_now": at - REFUSALS_APART}
    connection.execute(_NOTE, {**of, **times, "new_id": id, "with_outcome": outcome})


def newest(connection: Connection, workspace: str, since: datetime, most: int | None = None) -> Sequence[Entry]:
    """Return what was written down since a UTC instant, newest first; `most` of it, or all."""
    query = _NEWEST if most is None else _NEWEST.limit(most)
    return [Entry(*row) for row in connection.execute(query, {"of_workspace": workspace, "since": since})]


def every(connection: Connection, since: datetime) -> Sequence[Entry]:
    """Return the same of all workspaces."""
    return [Entry(*row) for row in connection.execute(_EVERY, {"since": since})]


def forget(connection: Connection, workspace: str, before: datetime) -> int:
    """Forget what is older than a UTC instant. Returns how much."""
    old = delete(audit).where(audit.c.workspace == workspace, audit.c.at < before)
    return connection.execute(old).rowcount
