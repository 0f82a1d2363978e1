"""Queries on evidence: what somebody wrote down of their work, beside notes and steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.store.tables import evidence


@dataclass(frozen=True)
class Entry:
    """Something that a person wrote down. `day`: what it is about was then. `pillar`: of the SET check, or none."""

    id: str
    user_id: str
    text: str
    pillar: str | None
    day: date
    created_at: datetime
    edited_at: datetime | None

    @property
    def version(self) -> str:
        """Name its words as they stand; another name once they are changed."""
        return self.edited_at.isoformat() if self.edited_at else "first"


# Made once: making a statement takes longer than running it.
_COLUMNS = tuple(evidence.c[name] for name in Entry.__dataclass_fields__)
_HERE = evidence.c.workspace == bindparam("workspace")
_BY_ID = select(*_COLUMNS).where(_HERE, evidence.c.id == bindparam("id"))
_THEIRS = select(*_COLUMNS).where(_HERE, evidence.c.user_id == bindparam("user_id")).order_by(evidence.c.id)


def add(connection: Connection, workspace: str, entry: Entry) -> None:
    """Keep an entry."""
    values = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    connection.execute(evidence.insert().values(workspace=workspace, **values))


def load(connection: Connection, workspace: str, entry_id: str) -> Entry | None:
    """Return an entry."""
    row = connection.execute(_BY_ID, {"workspace": workspace, "id": entry_id}).one_or_none()
    return None if row is None else Entry(*row)


def of_person(connection: Connection, workspace: str, user_id: str) -> Sequence[Entry]:
    """Return a person's entries, in the order in which they wrote them down."""
    rows = connection.execute(_THEIRS, {"workspace": workspace, "user_id": user_id})
    return [Entry(*row) for row in rows]


def change(
    connection: Connection, workspace: str, entry_id: str, *, text: str, pillar: str | None, day: date, now: datetime
) -> None:
    """Replace what an entry says."""
    one = update(evidence).where(evidence.c.workspace == workspace, evidence.c.id == entry_id)
    connection.execute(one.values(text=text, pillar=pillar, day=day, edited_at=now))


def drop(connection: Connection, workspace: str, entry_id: str) -> None:
    """Remove an entry for good."""
    connection.execute(delete(evidence).where(evidence.c.workspace == workspace, evidence.c.id == entry_id))
