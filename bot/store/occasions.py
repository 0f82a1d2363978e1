"""Occasions: what there is to say that nobody is waiting for. Each is one row for ever, so it is told once.

waiting -> queued (in a message of the outbox) -> told | unknown | refused; or skipped, or cancelled, with the reason.
A message that was not sent after all lets its occasions wait again. Whoever decides holds the person (`people.hold`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, literal_column, select, update

from advice.milestones import Known
from bot.store.insert import add_once, insert
from bot.store.tables import occasions

MILESTONE, AGAIN = "milestone", "again"
LEFT = "left"  # the reason why what was owed to somebody who has left is cancelled
CHOICES = ("sources", "look", "later", "role", "stop")  # a firmer one takes the place of those before it
_REASON = 40  # characters that the column holds


@dataclass(frozen=True)
class Occasion:
    """Something to say to one person. `due_on` is their local date, `look_at` when to look whether it may go."""

    workspace: str
    id: str
    user_id: str
    kind: str
    about: str
    due_on: date
    look_at: datetime
    state: str
    reason: str | None
    outbox_id: str | None
    choice: str | None
    seen_at: datetime | None


# Made once, here and below: making a statement takes longer than running it.
COLUMNS = [occasions.c[name] for name in Occasion.__dataclass_fields__]
_PERSON = (occasions.c.workspace == bindparam("of_workspace"), occasions.c.user_id == bindparam("of_user"))
_WAITS = occasions.c.state == literal_column("'waiting'")  # as the index has it: see outbox.py
_ONE = (occasions.c.workspace == bindparam("of_workspace"), occasions.c.id == bindparam("of_id"))
_LOADED = select(*COLUMNS).where(*_ONE)
_THEIRS = select(*COLUMNS).where(*_PERSON).order_by(occasions.c.id)
_WAITING = _THEIRS.where(_WAITS)
_CARRIED = (
    select(*COLUMNS)
    .where(occasions.c.workspace == bindparam("of_workspace"), occasions.c.outbox_id == bindparam("of_outbox"))
    .order_by(occasions.c.id)
)
_CHANGE = update(occasions).where(*_ONE)
_OPEN = occasions.c.state.in_(["waiting", "queued"])
_ANEW = update(occasions).where(*_PERSON, _WAITS)
_SEEN = _CHANGE.where(occasions.c.seen_at.is_(None))


def add(
    connection: Connection,
    *,
    workspace: str,
    id: str,  # noqa: A002 - the column's name
    user_id: str,
    kind: str,
    about: str,
    due_on: date,
    now: datetime,
    look_at: datetime | None = None,
    state: str = "waiting",
    reason: str | None = None,
) -> bool:
    """Write an occasion down; False where this very one was known before, whatever became of it.

    Args:
        connection: of the transaction that decides.
        workspace: where the person is.
        id: of the new row.
        user_id: whom it is for.
        kind: one of `OCCASION_KINDS`.
        about: what makes it one of its kind, of at most 80 characters: what it speaks of and, where that comes again,
            which time.
        due_on: the person's local date on which it is due.
        now: the UTC instant.
        look_at: the UTC instant before which nobody need look whether it may go; none: look at once.
        state: `skipped` or `cancelled` where it is never to be said.
        reason: why.
    """
    return add_once(
        connection,
        occasions,
        key=("workspace", "user_id", "kind", "about"),
        workspace=workspace,
        id=id,
        user_id=user_id,
        kind=kind,
        about=about,
        due_on=due_on,
        look_at=look_at or now,
        state=state,
        reason=reason,
        created_at=now,
    )


def add_for_all(
    connection: Connection,
    workspace: str,
    people: Iterable[tuple[str, str]],
    *,
    kind: str,
    about: str,
    due_on: date,
    now: datetime,
) -> None:
    """Write down the same occasion for several people, but for those for whom it was known before.

    `people`: whom it is for, each with the id of the new row; the rest is as for `add`.
    """
    what = {"kind": kind, "about": about, "due_on": due_on, "look_at": now, "state": "waiting", "created_at": now}
    rows = [{"workspace": workspace, "user_id": user_id, "id": row_id, **what} for user_id, row_id in people]
    if rows:
        key = ("workspace", "user_id", "kind", "about")
        connection.execute(insert(connection, occasions).on_conflict_do_nothing(index_elements=key), rows)


def load(connection: Connection, workspace: str, id: str) -> Occasion | None:  # noqa: A002
    """Return one."""
    row = connection.execute(_LOADED, {"of_workspace": workspace, "of_id": id}).one_or_none()
    return None if row is None else _occasion(row)


def of_person(connection: Connection, workspace: str, user_id: str) -> Sequence[Occasion]:
    """Return all that there ever were for a person, in the order in which they were written down."""
    return _found(connection, _THEIRS, of_workspace=workspace, of_user=user_id)


def waiting(connection: Connection, workspace: str, user_id: str) -> Sequence[Occasion]:
    """Return those that wait for a person."""
    return _found(connection, _WAITING, of_workspace=workspace, of_user=user_id)


def carried(connection: Connection, workspace: str, outbox_id: str) -> Sequence[Occasion]:
    """Return those that a message of the outbox carries."""
    return _found(connection, _CARRIED, of_workspace=workspace, of_outbox=outbox_id)


def milestone_of(occasion: Occasion) -> Known:
    """Return which milestone an occasion of kind `milestone` is about, and in which swing."""
    milestone, _, swing = occasion.about.rpartition(":")
    return Known(milestone, date.fromisoformat(swing))


def put_off(connection: Connection, occasion: Occasion, look_at: datetime) -> None:
    """Let nobody look at one that waits before `look_at` (UTC instant)."""
    _change(connection, _CHANGE.where(_WAITS), occasion, look_at=look_at)


def queue(connection: Connection, occasion: Occasion, outbox_id: str) -> None:
    """Write down which message carries one that waited."""
    _change(connection, _CHANGE.where(_WAITS), occasion, state="queued", outbox_id=outbox_id)


def end(connection: Connection, occasion: Occasion, state: str, reason: str) -> bool:
    """End one that was not said yet as `skipped` or `cancelled`; False where it was said or ended before."""
    return _change(connection, _CHANGE.where(_OPEN), occasion, state=state, reason=reason[:_REASON])


def look_anew(connection: Connection, workspace: str, user_id: str, now: datetime) -> None:
    """Let everything that waits for a person be looked at now: what they want, or what is true, has changed."""
    connection.execute(_ANEW, {"look_at": now, "of_workspace": workspace, "of_user": user_id})


def choose(connection: Connection, occasion: Occasion, choice: str, now: datetime) -> bool:
    """Write down what the person chose on it, one of `CHOICES`, and that they have seen it.

    False: they had chosen that, or something firmer, before, and that stands.
    """
    softer = occasions.c.choice.is_(None) | occasions.c.choice.in_(CHOICES[: CHOICES.index(choice)])
    return _change(connection, _CHANGE.where(softer), occasion, choice=choice, chosen_at=now, seen_at=now)


def seen(connection: Connection, occasion: Occasion, now: datetime) -> None:
    """Write down that the person has seen it (UTC instant)."""
    _change(connection, _SEEN, occasion, seen_at=now)


def _change(connection: Connection, statement: Any, occasion: Occasion, **values: Any) -> bool:
    of = {"of_workspace": occasion.workspace, "of_id": occasion.id}
    return connection.execute(statement, {**values, **of}).rowcount == 1


def _found(connection: Connection, statement: Any, **named: Any) -> Sequence[Occasion]:
    return [_occasion(row) for row in connection.execute(statement, named)]


def _occasion(row: Row[Any]) -> Occasion:
    return Occasion(**row._mapping)
