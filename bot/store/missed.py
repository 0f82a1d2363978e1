"""What fell due while somebody was away: put on record so that it is never sent, and told once when they are back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Connection, update

from advice.milestone_entries import Milestone
from bot.store import crossings, occasions
from bot.store.crossings import KNOWN_LATE
from bot.store.occasions import LEFT
from bot.store.tables import occasions as table


def take_up(
    connection: Connection,
    workspace: str,
    user_id: str,
    milestones: Mapping[str, Milestone],
    *,
    today: date,
    now: datetime,
    new_id: Callable[[], str],
    but: Collection[str] = (),
) -> list[str]:
    """End what fell due for a person who agrees again, and return the occasions that they have not heard of.

    What is due later waits for its day as before. `today`: their local date; `now`: the UTC instant; `but`: kinds that
    are no news to them.
    """
    here = (workspace, user_id)
    crossings.cross(connection, *here, milestones, today=today, now=now, new_id=new_id)
    overdue = [one for one in occasions.waiting(connection, *here) if one.due_on <= today]
    for occasion in overdue:
        occasions.end(connection, occasion, "skipped", KNOWN_LATE)
    occasions.look_anew(connection, *here, now)
    untold = [(one.id, one.kind) for one in overdue] + _cancelled(connection, *here, now)
    return sorted(name for name, kind in untold if kind not in but)


def _cancelled(connection: Connection, workspace: str, user_id: str, now: datetime) -> list[tuple[str, str]]:
    """Return what was cancelled because they were gone, by id and kind, each once."""
    of_person = (table.c.workspace == workspace, table.c.user_id == user_id)
    untold = (table.c.state == "cancelled", table.c.reason == LEFT, table.c.seen_at.is_(None))
    seen = update(table).where(*of_person, *untold).values(seen_at=now)
    return [(row.id, row.kind) for row in connection.execute(seen.returning(table.c.id, table.c.kind))]
