"""What every use case is given: the shell's parts, and the transaction that it does its work in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog

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
from bot.runtime.unit import Unit, role_of
from bot.store import audit, people
from bot.store.engine import Database, DatabaseBusy, Patience

log = structlog.get_logger(__name__)
_CONTACT_GRAIN = timedelta(days=1)  # how exactly we need to know when somebody was last here


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
