"""Episodes of trouble. One of a kind at a time in a workspace, whichever process sees it first, also after a restart.

Two processes that look at the same moment take turns at the workspace's row, so that each trouble is noted once.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from bot.store.insert import insert
from bot.store.tables import episodes, workspaces


@dataclass(frozen=True)
class Episode:
    """Some trouble of the bot's own: what kind, from when, until when."""

    workspace: str
    id: str
    kind: str
    facts: Mapping[str, Any]
    began_at: datetime
    over_at: datetime | None
    told_at: datetime | None


def take_turn(connection: Connection, workspace: str) -> None:
    """Wait until no other process notes trouble in this workspace; held to the end of the transaction."""
    connection.execute(
        select(workspaces.c.workspace).where(workspaces.c.workspace == workspace).with_for_update(key_share=True)
    )


def begin(connection: Connection, workspace: str, kind: str, now: datetime, facts: Mapping[str, Any]) -> Episode | None:
    """Note that trouble began at `now`. None: some of its kind is under way already."""
    take_turn(connection, workspace)
    if under_way(connection, workspace, kind) is not None:
        return None
    return _add(connection, workspace=workspace, kind=kind, facts=facts, began_at=now, over_at=None)


def note(
    connection: Connection,
    workspace: str,
    kind: str,
    began_at: datetime,
    over_at: datetime,
    *,
    facts: Mapping[str, Any],
) -> Episode:
    """Note trouble that is over."""
    return _add(connection, workspace=workspace, kind=kind, facts=facts, began_at=began_at, over_at=over_at)


def end(connection: Connection, workspace: str, kind: str, now: datetime) -> Episode | None:
    """Note that trouble of this kind is over, and return it; None where none was under way."""
    row = connection.execute(
        update(episodes)
        .where(episodes.c.workspace == workspace, episodes.c.kind == kind, episodes.c.over_at.is_(None))
        .values(over_at=now)
        .returning(episodes)
    ).one_or_none()
    return None if row is None else _episode(row)


def under_way(connection: Connection, workspace: str, kind: str) -> Episode | None:
    """Return the trouble of this kind that is not over, if there is one."""
    row = connection.execute(
        select(episodes).where(episodes.c.workspace == workspace, episodes.c.kind == kind, episodes.c.over_at.is_(None))
    ).one_or_none()
    return None if row is None else _episode(row)


def find(connection: Connection, workspace: str, id: str) -> Episode | None:  # noqa: A002
    """Return an episode, or None where it was forgotten."""
    row = connection.execute(
        select(episodes).where(episodes.c.workspace == workspace, episodes.c.id == id)
    ).one_or_none()
    return None if row is None else _episode(row)


def since(connection: Connection, workspace: str, kind: str, instant: datetime) -> Sequence[Episode]:
    """Return the episodes of a kind that began after an instant, or are not over."""
    recent = (episodes.c.began_at > instant) | episodes.c.over_at.is_(None)
    rows = connection.execute(
        select(episodes).where(episodes.c.workspace == workspace, episodes.c.kind == kind, recent)
    )
    return [_episode(row) for row in rows]


def untold(connection: Connection, workspace: str) -> Sequence[Episode]:
    """Return the episodes that operators were not told of, the oldest first."""
    rows = connection.execute(
        select(episodes)
        .where(episodes.c.workspace == workspace, episodes.c.told_at.is_(None))
        .order_by(episodes.c.began_at, episodes.c.id)
    )
    return [_episode(row) for row in rows]


def told(connection: Connection, workspace: str, id: str, now: datetime) -> None:  # noqa: A002
    """Write down that the operators were told."""
    connection.execute(
        update(episodes).where(episodes.c.workspace == workspace, episodes.c.id == id).values(told_at=now)
    )


def forget(connection: Connection, workspace: str, before: datetime) -> int:
    """Forget the episodes that were over before an instant. Returns how many."""
    return connection.execute(
        delete(episodes).where(episodes.c.workspace == workspace, episodes.c.over_at < before)
    ).rowcount


def stopped(connection: Connection) -> Sequence[Episode]:
    """Return why nothing is sent, for each workspace in which that is so."""
    rows = connection.execute(select(episodes).where(episodes.c.kind == "stopped", episodes.c.over_at.is_(None)))
    return [_episode(row) for row in rows]


def _add(connection: Connection, *, facts: Mapping[str, Any], **values: Any) -> Episode:
    added = insert(connection, episodes).values(id=secrets.token_hex(8), facts=dict(facts), **values)
    return _episode(connection.execute(added.returning(episodes)).one())


def _episode(row: Row[Any]) -> Episode:
    return Episode(row.workspace, row.id, row.kind, row.facts, row.began_at, row.over_at, row.told_at)
