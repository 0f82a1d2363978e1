"""Queries on workspaces and the people in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, and_, bindparam, case, delete, or_, select, update

from bot.store.insert import add_once, insert
from bot.store.tables import people, receipts, workspaces


@dataclass(frozen=True)
class Person:
    """What we hold about somebody beside what they told us, and where their workspace lives."""

    workspace: str
    user_id: str
    channel: str
    tz: str | None
    active: bool
    consented_at: datetime | None
    home_digest: str | None
    last_contact_at: datetime
    domain: str
    last_unasked_at: datetime | None = None
    facts_at: datetime | None = None

    def today(self, now: datetime) -> date:
        """Return their date at `now` (UTC instant), in Slack's zone for them; UTC where Slack names none we know."""
        try:
            return now.astimezone(ZoneInfo(self.tz or "UTC")).date()
        except (ZoneInfoNotFoundError, ValueError):
            return now.date()


# Made once: making a statement takes longer than running it.
_FOUND = (
    select(
        people.c.workspace,
        people.c.user_id,
        people.c.channel,
        people.c.tz,
        people.c.active,
        people.c.consented_at,
        people.c.home_digest,
        people.c.last_contact_at,
        workspaces.c.domain,
        people.c.last_unasked_at,
        people.c.facts_at,
    )
    .join(workspaces, workspaces.c.workspace == people.c.workspace)
    .where(people.c.workspace == bindparam("workspace"), people.c.user_id == bindparam("user_id"))
)
# The lock leaves others' references to the row alone: messages to the person may be added meanwhile.
_HELD = _FOUND.with_for_update(of=people, key_share=True)
_TO_REMOVE = _FOUND.with_for_update(of=people)
# Whoever is erased at this moment waits for us, or is not there any more; all that people do else goes on.
_KEPT = (
    select(people.c.user_id, and_(people.c.active, people.c.consented_at.is_not(None)))
    .where(people.c.workspace == bindparam("of_workspace"), people.c.user_id.in_(bindparam("people", expanding=True)))
    .order_by(people.c.user_id)
    .with_for_update(read=True, key_share=True)
)


def know_workspace(
    connection: Connection, *, workspace: str, bot_user_id: str, bot_id: str, domain: str, now: datetime
) -> None:
    """Write down the workspace we serve, or what changed about it; sending goes on (again)."""
    facts = {"bot_user_id": bot_user_id, "bot_id": bot_id, "domain": domain, "sending": True}
    connection.execute(
        insert(connection, workspaces)
        .values(workspace=workspace, created_at=now, **facts)
        .on_conflict_do_update(index_elements=["workspace"], set_=facts)
    )


def stop_sending(connection: Connection, workspace: str) -> None:
    """Send nothing more in this workspace; what is due stays due."""
    connection.execute(update(workspaces).where(workspaces.c.workspace == workspace).values(sending=False))


def go_on_sending(connection: Connection, workspace: str) -> None:
    """Send again in this workspace; what stayed due goes in its order."""
    connection.execute(update(workspaces).where(workspaces.c.workspace == workspace).values(sending=True))


def may_send(connection: Connection, workspace: str) -> bool:
    """Tell whether Slack still lets us in; False once it took the token back."""
    query = select(workspaces.c.sending).where(workspaces.c.workspace == workspace)
    return bool(connection.execute(query).scalar_one_or_none())


def is_shut_out(connection: Connection, workspace: str) -> bool:
    """Tell whether Slack took our token of this workspace back; False for a workspace that we do not know."""
    query = select(workspaces.c.sending).where(workspaces.c.workspace == workspace)
    return connection.execute(query).scalar_one_or_none() is False


def find(connection: Connection, workspace: str, user_id: str) -> Person | None:
    """Return a person, or None where we hold nothing about them."""
    row = connection.execute(_FOUND, {"workspace": workspace, "user_id": user_id}).one_or_none()
    return None if row is None else Person(**row._mapping)


def hold(connection: Connection, workspace: str, user_id: str) -> Person | None:
    """Return a person, and let nobody else act for them until the end of the transaction.

    On PostgreSQL this puts what one person does at once, in however many processes, into an order: a second click, a
    second command, an erasure wait here and then see what the first one saved.
    """
    row = connection.execute(_HELD, {"workspace": workspace, "user_id": user_id}).one_or_none()
    return None if row is None else Person(**row._mapping)


def hold_to_remove(connection: Connection, workspace: str, user_id: str) -> None:
    """Let nobody act for a person, nor write anything that refers to them, until the end of the transaction.

    Whoever is about to remove them waits here for those who keep them, before a row is touched that those may need.
    """
    connection.execute(_TO_REMOVE, {"workspace": workspace, "user_id": user_id})


def keep_from_erasure(connection: Connection, workspace: str, who: Collection[str]) -> Mapping[str, bool]:
    """Return which of these people we know, and whether they are still here and agree that their answers are kept.

    None of them is erased before the end of the transaction.
    """
    found = connection.execute(_KEPT, {"of_workspace": workspace, "people": sorted(who)})
    return {user_id: bool(active) for user_id, active in found}


def meet(
    connection: Connection,
    *,
    workspace: str,
    user_id: str,
    tz: str | None,
    channel: str,
    now: datetime,
    facts_at: datetime | None = None,
) -> None:
    """Keep a row for a full member; who comes back after having left is asked for consent again.

    `facts_at` (UTC instant, by Slack's time): when Slack's facts about them last changed; None: Slack does not say.
    """
    values: dict[str, Any] = {"tz": tz, "channel": channel, "active": True, "last_contact_at": now}
    added = insert(connection, people).values(
        workspace=workspace, user_id=user_id, created_at=now, facts_at=facts_at, **values
    )
    new = added.excluded.facts_at
    newest = case((or_(new.is_(None), people.c.facts_at > new), people.c.facts_at), else_=new)
    again = {**values, "facts_at": newest, "consented_at": None, "left_at": None}
    connection.execute(added.on_conflict_do_update(index_elements=["workspace", "user_id"], set_=again))


def change(connection: Connection, person: Person, **values: Any) -> None:
    """Change columns of a person's row."""
    change_known(connection, person.workspace, person.user_id, **values)


def change_known(connection: Connection, workspace: str, user_id: str, **values: Any) -> bool:
    """Change columns of somebody's row; False where we hold none."""
    done = connection.execute(
        update(people).where(people.c.workspace == workspace, people.c.user_id == user_id).values(**values)
    )
    return done.rowcount == 1


def forget_receipts(connection: Connection, before: datetime) -> int:
    """Forget which events arrived before an instant: Slack brings none a second time so late. Returns how many."""
    return connection.execute(delete(receipts).where(receipts.c.at < before)).rowcount


def first_time(connection: Connection, workspace: str, event_id: str, now: datetime) -> bool:
    """Note that an event arrived; False when it had arrived before."""
    key = ("workspace", "event_id")
    return add_once(connection, receipts, key=key, workspace=workspace, event_id=event_id, at=now)
