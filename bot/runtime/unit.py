"""The unit of work: one person's one transaction, and what a use case may do in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from advice.cadence import Window
from bot.runtime import policy
from bot.runtime.errors import Denied, NotMet
from bot.runtime.ids import Ids
from bot.store import audit, outbox, ties
from bot.store.people import Person
from bot.store.reminders import Reminders


@dataclass
class Unit:
    """One transaction by one person for one action. Whatever it puts in the outbox is saved with it, or not at all."""

    connection: Connection
    workspace: str
    user_id: str
    action: str
    now: datetime
    _person: Person | None
    _ids: Ids
    fallback_zone: str = "UTC"  # of people for whom Slack names none
    window: Window = field(default_factory=Window)  # when anybody may be written to who does not wait for it
    has_mail: bool = field(default=False)

    @property
    def person(self) -> Person:
        """Return the person who acts.

        Raises:
            NotMet: we hold nothing about them.
        """
        if self._person is None:
            raise NotMet
        return self._person

    def new_id(self) -> str:
        """Return an id for a new row."""
        return self._ids.new(self.now)

    @property
    def reminders(self) -> Reminders:
        """Return what the person who acts is to be reminded of.

        Raises:
            NotMet: we hold nothing about them.
        """
        tz = self.person.tz
        return Reminders(self.connection, self.workspace, self.user_id, tz, self.now, self.new_id, self.fallback_zone)

    def own(self, owner: str) -> None:
        """Make sure that what is acted upon belongs to who acts.

        Raises:
            Denied: it does not.
        """
        if not policy.allows(self._actor, self.action, policy.Thing(self.workspace, owner)):
            raise Denied

    def tied(self, team_id: str) -> None:
        """Make sure that who acts is to a team what the action takes.

        Raises:
            Denied: they are not, or there is no such team.
        """
        if not self.is_tied(team_id):
            raise Denied(about=team_id)

    def is_tied(self, team_id: str) -> bool:
        """Tell whether who acts is to a team what the action takes: for what is answered in words of its own."""
        found = frozenset(map(policy.Tie, ties.of(self.connection, self.workspace, team_id, self.user_id)))
        return policy.allows(self._actor, self.action, policy.OfTeam(self.workspace, found))

    def note(self, about: str | None, outcome: audit.Outcome) -> None:
        """Write down for the operator what was done or refused with a team; it is saved with the transaction."""
        audit.note(
            self.connection,
            workspace=self.workspace,
            id=self.new_id(),
            at=self.now,
            user_id=self.user_id,
            action=self.action,
            about=about,
            outcome=outcome,
        )

    @property
    def _actor(self) -> policy.Actor:
        return policy.Actor(self.workspace, self.user_id, role_of(self._person))

    def put(
        self,
        view: str,
        ids: Mapping[str, Any],
        *,
        verb: str = "post",
        promise: str = "reply",
        dedupe: str | None = None,
        coalesce: str | None = None,
        after: timedelta = timedelta(0),
    ) -> str:
        """Put a message to the person in the outbox, to go once `after` is over; returns the row's id.

        Args:
            view: a name that a feature declares.
            ids: what the view is drawn from; nothing that a person wrote.
            verb: post, update or publish.
            promise: reply, unasked or tidy (see bot/runtime/outbox).
            dedupe: of two rows with it the second is left out, and its id names no row; None: of its own.
            coalesce: a newer row with it takes the place of one that still waits; None: it waits beside the others.
            after: how long it waits at least.
        """
        row_id = self.new_id()
        how = {"verb": verb, "promise": promise, "coalesce": coalesce}
        self._put(row_id, view, ids, dedupe or row_id, due_at=self.now + after, **how)
        return row_id

    def put_once(self, view: str, ids: Mapping[str, Any], dedupe: str) -> bool:
        """Put a reply as `put` does. False: one with the same `dedupe` was there before, so all this was done."""
        how = {"verb": "post", "promise": "reply", "coalesce": None}
        return self._put(self.new_id(), view, ids, dedupe, due_at=self.now, **how)

    def _put(self, row_id: str, view: str, ids: Mapping[str, Any], dedupe: str, **how: Any) -> bool:
        self.has_mail = True
        return outbox.put(
            self.connection,
            workspace=self.workspace,
            id=row_id,
            user_id=self.user_id,
            view=view,
            ids=ids,
            dedupe=dedupe,
            now=self.now,
            **how,
        )


def role_of(person: Person | None) -> policy.Role:
    """Tell what somebody is, from what we hold."""
    if person is None:
        return policy.Role.STRANGER
    if not person.active:
        return policy.Role.GONE
    return policy.Role.MEMBER if person.consented_at else policy.Role.NEWCOMER
