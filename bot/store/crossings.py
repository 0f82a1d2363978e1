"""Which milestones are on record for a person, and what a changed path makes of them.

A path and what follows from it are saved together: see `settle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from advice.career import Path
from advice.milestone_entries import Milestone
from advice.milestones import Known, Reached, ahead_again, known_late, next_look, wanted
from bot.store import wishes
from bot.store.insert import add_once
from bot.store.tables import occasions

KNOWN_LATE = "known late"
_KEY = ("workspace", "user_id", "kind", "about")


@dataclass(frozen=True)
class Settled:
    """What a path came to: the milestones that had passed before it was told, and when to look again (local date)."""

    late: Sequence[Reached]
    due_on: date | None


def about(milestone: str, swing: date) -> str:
    """Return what makes the occasion of a milestone one of its kind."""
    return f"{milestone}:{swing.isoformat()}"


def known(connection: Connection, workspace: str, user_id: str, *, reason: str | None = None) -> Sequence[Known]:
    """Return the milestones on record for a person, whatever became of them (or only those of that `reason`)."""
    query = select(occasions.c.about).where(
        occasions.c.workspace == workspace, occasions.c.user_id == user_id, occasions.c.kind == "milestone"
    )
    if reason is not None:
        query = query.where(occasions.c.reason == reason)
    return [_known(row) for row in connection.execute(query).scalars()]


def settle(
    connection: Connection,
    workspace: str,
    user_id: str,
    milestones: Mapping[str, Milestone],
    *,
    path: Path,
    before: Path | None,
    today: date,
    now: datetime,
    new_id: Callable[[], str],
) -> Settled:
    """Record what had passed before the person told `path`, so that it is never sent; say when to look next.

    `before`: the path until now, for what is owed by it; `today`: their local date; `now`: the UTC instant. What was
    recorded so by a slip, and lies ahead by the corrected path, is forgotten again.
    """
    here = (workspace, user_id)
    slips = ahead_again(path, milestones.values(), today, known(connection, *here, reason=KNOWN_LATE))
    _forget(connection, workspace, user_id, slips)
    # Until the path reaches the present, nobody knows what had passed: the next entry may be years of building.
    spoken = milestones.values() if path.current else ()
    on = wanted(spoken, wishes.load(connection, *here).milestones)
    late = known_late(path, on, today, known(connection, *here), before)
    for reached in late:
        add_once(
            connection,
            occasions,
            key=_KEY,
            workspace=workspace,
            id=new_id(),
            user_id=user_id,
            kind="milestone",
            about=about(reached.milestone, reached.swing),
            due_on=reached.on,
            look_at=now,
            state="skipped",
            reason=KNOWN_LATE,
            created_at=now,
        )
    return Settled(late, next_look(path, on, today, known(connection, *here)))


def _forget(connection: Connection, workspace: str, user_id: str, records: Iterable[Known]) -> None:
    for record in records:
        connection.execute(
            delete(occasions).where(
                occasions.c.workspace == workspace,
                occasions.c.user_id == user_id,
                occasions.c.kind == "milestone",
                occasions.c.about == about(record.milestone, record.swing),
                occasions.c.reason == KNOWN_LATE,
            )
        )


def _known(text: str) -> Known:
    milestone, _, swing = text.rpartition(":")
    return Known(milestone, date.fromisoformat(swing))
