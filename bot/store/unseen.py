"""What was said, or was to be said, and nobody knows whether the person has seen it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, or_, select

from bot.store.occasions import COLUMNS, MILESTONE, Occasion
from bot.store.tables import occasions, outbox

_PERSON = (occasions.c.workspace == bindparam("of_workspace"), occasions.c.user_id == bindparam("of_user"))
_MAY_BE_MISSED = (occasions.c.state == "unknown", occasions.c.seen_at.is_(None))
_UNSURE = select(*COLUMNS).where(*_PERSON, *_MAY_BE_MISSED)
MOST_UNSURE = 5


def unseen(connection: Connection, workspace: str, user_id: str, since: datetime) -> Sequence[Occasion]:
    """Return what may not have arrived, and milestones told after `since` (UTC instant); the newest first."""
    asked = {"of_workspace": workspace, "of_user": user_id, "since": since}
    return _newest_first(connection.execute(_unseen(), asked))


def unsure(connection: Connection, workspace: str, user_id: str) -> Sequence[Occasion]:
    """Return the newest that may not have arrived, until the person has seen them."""
    found = connection.execute(_UNSURE, {"of_workspace": workspace, "of_user": user_id})
    return _newest_first(found)[:MOST_UNSURE]


def told_at(connection: Connection, occasion: Occasion) -> datetime | None:
    """Return when an occasion was told (UTC instant)."""
    query = select(outbox.c.sent_at).where(outbox.c.workspace == occasion.workspace, outbox.c.id == occasion.outbox_id)
    return connection.execute(query).scalar_one_or_none()


@cache
def _unseen() -> Select[Any]:
    """Return the statement: it finds the few rows of a person by their key."""
    carrier = and_(outbox.c.workspace == occasions.c.workspace, outbox.c.id == occasions.c.outbox_id)
    lately = and_(occasions.c.state == "told", occasions.c.kind == MILESTONE, outbox.c.sent_at > bindparam("since"))
    return (
        select(*COLUMNS)
        .outerjoin(outbox, carrier)
        .where(*_PERSON, occasions.c.seen_at.is_(None), or_(occasions.c.state == "unknown", lately))
    )


def _newest_first(rows: Iterable[Any]) -> list[Occasion]:
    """Put rows in order here: asked for it, SQLite goes through everybody's occasions to have it."""
    return sorted((Occasion(**row._mapping) for row in rows), key=attrgetter("id"), reverse=True)
