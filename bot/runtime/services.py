"""What every use case is given, and the unit of work it does its one transaction in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection

from advice.cadence import Window
from advice.catalog import Catalog
from advice.terms import Terms
from bot.runtime import policy
from bot.runtime.blocks import Rendered
from bot.runtime.clock import Clock
from bot.runtime.drawing import Outgoing
from bot.runtime.errors import Denied, NotMet, Repeated
from bot.runtime.ids import Ids
from bot.runtime.instant import Instants
from bot.runtime.outbox import Outbox
from bot.runtime.request import Reply, Request
from bot.runtime.retained import LONGEST_YEARS
from bot.runtime.telling import Telling
from bot.store import audit, people, ties
from bot.store import outbox as letters
from bot.store.engine import Database, DatabaseBusy, Patience
from bot.store.people import Person
from bot.store.reminders import Reminders

log = structlog.get_logger(__name__)
_CONTACT_GRAIN = timedelta(days=1)  # how exactly we need to know when somebody was last here


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
        return letters.put(
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


@dataclass(frozen=True)
class Services:
    """The shell's parts, made once in wire.py."""

    clock: Clock
    ids: Ids
    database: Database
    catalog: Catalog
    builtin: Catalog  # the content as it was released: what summaries of teams count by
    outbox: Outbox
    instants: Instants
    help_lines: Mapping[str, str]  # command word -> what it does
    telling: Telling = field(default_factory=Telling)
    terms: Terms = field(default_factory=Terms)  # of summaries
    team_makers: frozenset[str] | None = None  # who may create teams; None: everybody
    retention_years: int = LONGEST_YEARS  # how long people are kept after their last contact

    @contextmanager
    def begin(self, workspace: str, user_id: str, action: str, *, event_id: str | None = None) -> Iterator[Unit]:
        """Open the transaction of a use case, if the policy lets this person do `action`.

        Args:
            workspace: where they act.
            user_id: who acts.
            action: a name that `policy.RULES` knows.
            event_id: Slack's id of the event that caused it; its effect happens once.

        Raises:
            NotMet: we have to ask Slack first who this is.
            Denied: the policy says no.
            Repeated: the event was dealt with before.
            DatabaseBusy: nothing was saved.
        """
        with _named(action), self.database.writing(Patience.LISTENER) as connection:
            person = people.hold(connection, workspace, user_id)
            now = self.clock.now()  # only now: ids follow it, and whoever held the person before us made earlier ones
            role = role_of(person)
            if not policy.allows(policy.Actor(workspace, user_id, role), action):
                unmet = role in (policy.Role.STRANGER, policy.Role.GONE)
                newcomer = policy.Actor(workspace, user_id, policy.Role.NEWCOMER)
                # Meeting somebody helps only where a newcomer may do it; an old button of an erased person stays old.
                if unmet and policy.allows(newcomer, action):
                    raise NotMet(left=role is policy.Role.GONE)
                raise Denied(unknown=person is None)
            if event_id is not None and not people.first_time(connection, workspace, event_id, now):
                raise Repeated
            if person is not None and now - person.last_contact_at > _CONTACT_GRAIN:
                people.change(connection, person, last_contact_at=now)
            unit = Unit(
                connection, workspace, user_id, action, now, person, self.ids, self.telling.zone, self.telling.window
            )
            yield unit
        if unit.has_mail:
            self.outbox.wake()

    def note_refusal(self, request: Request, denied: Denied) -> None:
        """Write down for the operator that the policy said no, in a transaction of its own: the other is rolled back.

        Where that cannot be saved the log alone has it; whoever was refused hears the same. Of somebody about whom we
        keep nothing, nothing is kept here either: they may have been erased.
        """
        action = denied.action or request.name  # names of buttons and forms are the policy's too
        if action not in policy.RULES or denied.unknown:
            return
        now = self.clock.now()
        try:
            with self.database.writing(Patience.LISTENER) as connection:
                audit.note(
                    connection,
                    workspace=request.workspace,
                    id=self.ids.new(now),
                    at=now,
                    user_id=request.user_id,
                    action=action,
                    about=denied.about,
                    outcome="refused",
                )
        except DatabaseBusy as busy:
            log.warning("audit.not_written", name=action, error=str(busy))

    def show(self, unit: Unit, request: Request, view: str, ids: Mapping[str, Any]) -> Reply:
        """Show a view where it was asked for: at once after a command or click, as a message to whoever wrote."""
        if request.kind in ("message", "event"):
            unit.put(view, {**ids, "thread_ts": request.thread_ts} if request.thread_ts else ids)
            return Reply()
        outgoing = self.outbox.draw(unit.connection, view, unit.workspace, unit.user_id, ids)
        if isinstance(outgoing, Outgoing) and isinstance(outgoing.rendered, Rendered):
            return Reply(shown=outgoing.rendered)
        return Reply()


@contextmanager
def _named(action: str) -> Iterator[None]:
    """Let whoever hears of a refusal know what was refused."""
    try:
        yield
    except Denied as denied:
        denied.action = action
        raise


def role_of(person: Person | None) -> policy.Role:
    """Tell what somebody is, from what we hold."""
    if person is None:
        return policy.Role.STRANGER
    if not person.active:
        return policy.Role.GONE
    return policy.Role.MEMBER if person.consented_at else policy.Role.NEWCOMER
