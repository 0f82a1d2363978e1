"""Claims: who holds a row of the outbox, and how it ended. `turns.py` finds which goes next.

Every step is one conditional statement, so two senders never hold one row, in however many processes they are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    select,
    tuple_,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from bot.store import unasked
from bot.store.outbox import busy
from bot.store.tables import outbox, people, workspaces
from bot.store.turns import first_to_go, lately, question

_REASON = 60  # characters that the column holds
LOST = "sender lost"
UNKNOWN_HOME = ""  # the digest of somebody's Home tab where nobody knows which one is up: no drawing has it

# Made once: making a statement takes longer than running it.
_OURS = (
    outbox.c.workspace == bindparam("of_workspace"),
    outbox.c.id == bindparam("of_id"),
    outbox.c.token == bindparam("by_token"),
    outbox.c.state == "sending",
)
_HELD = select(outbox.c.id).where(*_OURS)
_SETTLE = update(outbox).where(*_OURS)
_FORGET_HOME = (
    update(people)
    .where(people.c.workspace == bindparam("of_workspace"), people.c.user_id == bindparam("of_user"))
    .where(people.c.home_digest.is_not(None))
    .values(home_digest=UNKNOWN_HOME)
)
_CHANNEL = select(people.c.channel).where(
    people.c.workspace == bindparam("workspace"), people.c.user_id == bindparam("user_id")
)


@dataclass(frozen=True)
class Letter:
    """One row of the outbox, as a sender holds it."""

    workspace: str
    id: str
    user_id: str
    verb: str
    promise: str
    view: str
    ids: Mapping[str, Any]
    attempt: int
    token: str
    channel: str  # the person's direct message with the bot


def claim(
    connection: Connection,
    *,
    promises: Collection[str],
    now: datetime,
    lease: timedelta,
    token: str,
    held: Collection[tuple[str, str]] = (),
) -> Letter | None:
    """Take the first due row of these promises, or None. It is ours until `now + lease`.

    What one person is told keeps its order: a row waits while an earlier reply to the same person is on its way, and
    tidying too, for until that reply is settled nobody knows where the message to be tidied stands.
    `held` are (workspace, verb) that Slack asked us to leave alone for now.
    """
    values = {**question(promises, now, held), "until": now + lease, "mine": token}
    claimed = connection.execute(_claiming(), values).one_or_none()
    if claimed is None or not _keeps_pace(connection, claimed, values):
        return None
    return _letter(connection, claimed)


def may_claim(
    connection: Connection, *, promises: Collection[str], now: datetime, held: Collection[tuple[str, str]] = ()
) -> bool:
    """Tell whether `claim` would find a row: a reading, so that whoever looks in vain keeps no writer waiting."""
    return connection.execute(_looking(), question(promises, now, held)).first() is not None


def still_ours(connection: Connection, letter: Letter) -> bool:
    """Tell whether `letter` is still to be sent by us: not erased, not cancelled, not taken over."""
    return connection.execute(_HELD, _fence(letter)).one_or_none() is not None


def settle(
    connection: Connection,
    letter: Letter,
    *,
    state: str,
    now: datetime,
    reason: str | None = None,
    channel: str | None = None,
    ts: str | None = None,
    due_at: datetime | None = None,
) -> bool:
    """Write down how a claimed row ended. False: it was no longer ours (the lease ran out), and nothing was written.

    `due_at` (UTC instant): when a row that did not go is due again; of one that is skipped, when to look again at what
    it was to tell.
    """
    short = reason and reason[:_REASON]  # Slack's word for it may be of any length
    values: dict[str, Any] = {"state": state, "reason": short, "lease_until": None, "channel": channel, "ts": ts}
    values["sent_at"] = now if state in unasked.MAY_HAVE_GONE else None
    if due_at is not None:
        values["due_at"] = due_at
    if connection.execute(_SETTLE, {**values, **_fence(letter)}).rowcount != 1:
        return False
    if letter.promise == "unasked":
        unasked.follow(connection, letter, state=state, reason=short, at=now, until=due_at)
    if state not in {"sent", "skipped"}:
        _doubt(connection, letter)
    return True


def recover(connection: Connection, *, now: datetime, everything: bool = False) -> int:
    """Deal with rows whose sender died: a reply is due again, an unasked message is unknown and never resent blindly.

    `everything` takes rows whose lease still runs as well: at start, where no other process can hold them.
    Returns how many rows there were.
    """
    dead = and_(outbox.c.state == "sending", busy(outbox))
    if not everything:
        dead = and_(dead, outbox.c.lease_until < now)
    never_again = outbox.c.promise == "unasked"
    ended = {
        "state": case((never_again, "unknown"), else_="due"),
        "sent_at": case((never_again, outbox.c.sent_at), else_=None),  # when it may have gone
    }
    lost = connection.execute(
        update(outbox).where(dead).values(reason=LOST, token=None, lease_until=None, **ended).returning(outbox)
    ).all()
    for row in lost:
        if row.state == "unknown":
            unasked.follow(connection, row, state=row.state, reason=LOST, at=row.sent_at or now)
        _doubt(connection, row)
    return len(lost)


def _doubt(connection: Connection, tried: Letter | Row[Any]) -> None:
    """Take it that a Home tab which Slack did not confirm may be up all the same, or not: the next one is put up."""
    if tried.verb == "publish":
        connection.execute(_FORGET_HOME, {"of_workspace": tried.workspace, "of_user": tried.user_id})


def _keeps_pace(connection: Connection, claimed: Row[Any], values: Mapping[str, Any]) -> bool:
    """Tell whether a claimed row may go; one that another process was quicker with has to wait, and is due again.

    On SQLite one claim is over before the next begins. Elsewhere two may look at the same moment, so those for what
    nobody asked for take turns at the workspace's row, and look once more.
    """
    if claimed.promise != "unasked" or connection.dialect.name == "sqlite":
        return True
    turn = select(workspaces.c.workspace).where(workspaces.c.workspace == claimed.workspace)
    connection.execute(turn.with_for_update(key_share=True))
    mine = (outbox.c.workspace == claimed.workspace, outbox.c.id == claimed.id)
    others = exists(select(1).where(lately(outbox), outbox.c.workspace == claimed.workspace, outbox.c.id != claimed.id))
    if not connection.execute(select(others), values).scalar_one():
        return True
    back = {"state": "due", "token": None, "lease_until": None, "sent_at": None, "attempt": claimed.attempt - 1}
    connection.execute(update(outbox).where(*mine).values(**back))
    return False


@cache
def _looking() -> Select[Any]:
    """Return the statement of `may_claim`. Made once: making it takes longer than running it."""
    return first_to_go(outbox.alias("waiting"))


@cache
def _claiming() -> ReturningUpdate[Any]:
    """Return the statement of `claim`.

    On SQLite others wait to write while it runs. On PostgreSQL it passes over rows that another claim looks at in this
    moment (SQLite knows no such clause, and is told none): none waits for another, and each finds a row of its own.
    """
    row = outbox.alias("waiting")
    found = first_to_go(row).with_for_update(skip_locked=True, of=row).scalar_subquery()
    return (
        update(outbox)
        .where(tuple_(outbox.c.workspace, outbox.c.id) == found)  # and it is due: nobody else can change it any more
        .values(state="sending", token=bindparam("mine"), lease_until=bindparam("until"), sent_at=bindparam("at"))
        .values(attempt=outbox.c.attempt + 1)
        .returning(outbox)
    )


def _fence(letter: Letter) -> dict[str, Any]:
    """Return what `_OURS` asks for."""
    return {"of_workspace": letter.workspace, "of_id": letter.id, "by_token": letter.token}


def _letter(connection: Connection, row: Row[Any]) -> Letter:
    person = {"workspace": row.workspace, "user_id": row.user_id}
    channel = connection.execute(_CHANNEL, person).scalar_one()
    return Letter(
        row.workspace, row.id, row.user_id, row.verb, row.promise, row.view, row.ids, row.attempt, row.token, channel
    )
