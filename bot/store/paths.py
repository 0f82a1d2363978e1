"""Queries on career paths: one document a person, changed as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from advice.career import Path
from bot.store.driver_errors import DatabaseBusy
from bot.store.insert import insert
from bot.store.tables import paths


@dataclass(frozen=True)
class Kept:
    """What is kept of a person's path. `revision` 0: they told us nothing of it yet.

    `due_on`: the person's local date on which a milestone is to be looked for. `asked_at`: when the card asked for the
    present role (UTC instant).
    """

    path: Path
    revision: int = 0
    due_on: date | None = None
    asked_at: datetime | None = None


NOT_ASKED_AGAIN = timedelta(days=90)
NOTHING_KEPT = Kept(Path())

# Made once: making a statement takes longer than running it.
_ONE = (paths.c.workspace == bindparam("of_workspace"), paths.c.user_id == bindparam("of_user"))
_LOADED = select(paths.c.body, paths.c.revision, paths.c.due_on, paths.c.asked_at).where(*_ONE)
_SAVE = update(paths).where(*_ONE, paths.c.revision == bindparam("as_read"))
_LOOK = update(paths).where(*_ONE)
_DUE = (
    select(paths.c.user_id)
    .where(paths.c.workspace == bindparam("of_workspace"), paths.c.due_on <= bindparam("day"))
    .order_by(paths.c.due_on, paths.c.user_id)
    .limit(bindparam("most"))
)


def load(connection: Connection, workspace: str, user_id: str) -> Kept:
    """Return what is kept of a person's path."""
    row = connection.execute(_LOADED, {"of_workspace": workspace, "of_user": user_id}).one_or_none()
    return NOTHING_KEPT if row is None else Kept(Path.from_json(row.body), row.revision, row.due_on, row.asked_at)


def save(
    connection: Connection,
    workspace: str,
    user_id: str,
    path: Path,
    *,
    as_read: int,
    due_on: date | None,
    now: datetime,
) -> int:
    """Write a path in the place of the one whose revision was `as_read`; returns the new revision.

    `due_on` (the person's local date): see `advice.milestones.next_look`. `now`: the UTC instant of the change.

    Raises:
        DatabaseBusy: somebody else changed it since it was read.
    """
    _have(connection, workspace, user_id, now)
    values = {"body": path.to_json(), "revision": as_read + 1, "due_on": due_on, "changed_at": now}
    of = {"of_workspace": workspace, "of_user": user_id, "as_read": as_read}
    if connection.execute(_SAVE, {**values, **of}).rowcount != 1:
        raise DatabaseBusy("a path was changed by somebody else")
    return as_read + 1


def look_on(connection: Connection, workspace: str, user_id: str, due_on: date | None) -> None:
    """Set the local date on which a milestone is to be looked for; None: none is ahead. The path stays as it is."""
    connection.execute(_LOOK, {"due_on": due_on, "of_workspace": workspace, "of_user": user_id})


def due(connection: Connection, workspace: str, day: date, most: int) -> Sequence[str]:
    """Return the people for whom a milestone is to be looked for on `day` or before, the longest due first."""
    return connection.execute(_DUE, {"of_workspace": workspace, "day": day, "most": most}).scalars().all()


def ask_now(connection: Connection, workspace: str, user_id: str, now: datetime) -> bool:
    """Note that a card asks for the present role now (UTC instant); False where that is told, or was asked lately."""
    kept = load(connection, workspace, user_id)
    if kept.path.stints or (kept.asked_at and now - kept.asked_at < NOT_ASKED_AGAIN):
        return False
    asked(connection, workspace, user_id, now)
    return True


def asked(connection: Connection, workspace: str, user_id: str, now: datetime) -> None:
    """Write down that the card asked for the present role at `now` (UTC instant)."""
    _have(connection, workspace, user_id, now)
    connection.execute(_LOOK, {"asked_at": now, "of_workspace": workspace, "of_user": user_id})


def _have(connection: Connection, workspace: str, user_id: str, now: datetime) -> None:
    """Make sure that there is a row, with an empty path where there was none."""
    empty = {"body": Path().to_json(), "revision": 0, "changed_at": now}
    added = insert(connection, paths).values(workspace=workspace, user_id=user_id, **empty)
    connection.execute(added.on_conflict_do_nothing(index_elements=["workspace", "user_id"]))
