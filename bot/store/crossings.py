"""Which milestones are on record for a person, and what a changed path makes of them.

A path and what follows from it are saved together: see `settle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Connection, delete, select

from advice.career import Path
from advice.milestone_entries import Milestone
from advice.milestones import Known, Reached, ahead_again, decide, known_late, next_look, wanted
from bot.store import occasions as rows
from bot.store import paths, wishes
from bot.store.occasions import MILESTONE, milestone_of
from bot.store.tables import occasions

KNOWN_LATE, HIGHER = "known late", "a higher one"


@dataclass(frozen=True)
class Settled:
    """What a path came to: the milestones that had passed before it was told, and when to look again (local date)."""

    late: Sequence[Reached]
    due_on: date | None


def about(milestone: str, swing: date) -> str:
    """Return what makes the occasion of a milestone one of its kind."""
    return f"{milestone}:{swing.isoformat()}"


def named(about: str) -> Known:
    """Return the milestone that an occasion is about. ValueError: it is about none."""
    milestone, _, swing = about.rpartition(":")
    return Known(milestone, date.fromisoformat(swing))


def known(connection: Connection, workspace: str, user_id: str, *, reason: str | None = None) -> Sequence[Known]:
    """Return the milestones on record for a person, whatever became of them (or only those of that `reason`)."""
    query = select(occasions.c.about).where(
        occasions.c.workspace == workspace, occasions.c.user_id == user_id, occasions.c.kind == "milestone"
    )
    if reason is not None:
        query = query.where(occasions.c.reason == reason)
    return [named(row) for row in connection.execute(query).scalars()]


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
        _record(connection, *here, reached, now=now, new_id=new_id, skipped=KNOWN_LATE)
    return Settled(late, next_look(path, on, today, known(connection, *here)))


def cross(
    connection: Connection,
    workspace: str,
    user_id: str,
    milestones: Mapping[str, Milestone],
    *,
    today: date,
    now: datetime,
    new_id: Callable[[], str],
) -> None:
    """Write down what was reached and is not on record yet: the highest waits to be told, the lower ones are skipped.

    `today`: the person's local date; `now`: the UTC instant. Whoever calls holds the person.
    """
    here = (workspace, user_id)
    kept = paths.load(connection, *here)
    if kept.due_on is None or kept.due_on > today:
        return
    on = wanted(milestones.values(), wishes.load(connection, *here).milestones)
    decision = decide(kept.path, on, today, known(connection, *here))
    for lower in decision.skip:
        _record(connection, *here, lower, now=now, new_id=new_id, skipped=HIGHER)
    if decision.tell is not None:
        _pass_over(connection, *here, milestones, decision.tell.counts.value)
        _record(connection, *here, decision.tell, now=now, new_id=new_id)
    paths.look_on(connection, *here, next_look(kept.path, on, today, known(connection, *here)))


def _record(
    connection: Connection,
    workspace: str,
    user_id: str,
    reached: Reached,
    *,
    now: datetime,
    new_id: Callable[[], str],
    skipped: str | None = None,
) -> None:
    rows.add(
        connection,
        workspace=workspace,
        id=new_id(),
        user_id=user_id,
        kind=MILESTONE,
        about=about(reached.milestone, reached.swing),
        due_on=reached.on,
        now=now,
        look_at=min(now, datetime.combine(reached.on, time(), UTC)),  # who has waited longest is looked at first
        state="skipped" if skipped else "waiting",
        reason=skipped,
    )


def _pass_over(
    connection: Connection, workspace: str, user_id: str, milestones: Mapping[str, Milestone], counts: str
) -> None:
    """Skip what was reached earlier on the same clock and not said yet."""
    for lower in rows.waiting(connection, workspace, user_id):
        if lower.kind == MILESTONE:
            milestone = milestones.get(milestone_of(lower).milestone)
            if milestone is None or milestone.counts == counts:
                rows.end(connection, lower, "skipped", HIGHER)


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
