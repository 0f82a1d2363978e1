"""How a row of the outbox becomes a message: drawn when it is sent, from what is true then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from advice.career import Path
from advice.catalog import Catalog
from bot.runtime.blocks import Rendered, RenderedView
from bot.runtime.clock import Clock
from bot.runtime.posted import Posted
from bot.runtime.telling import Telling
from bot.store import paths, people, steps, wishes
from bot.store.claims import Letter
from bot.store.people import Person
from bot.store.steps import Step
from bot.store.wishes import Chosen


@dataclass(frozen=True)
class Outgoing:
    """A drawn row: what to send, and where it goes inside the person's conversation."""

    rendered: Rendered | RenderedView
    thread_ts: str | None = None
    broadcast: bool = False
    target: str | None = None  # ts of the message to change
    digest: str | None = None  # of a Home tab: its fingerprint, kept once it is up


@dataclass(frozen=True)
class Silence:
    """A row that has become pointless, and why."""

    reason: str


@dataclass(frozen=True)
class Drawing:
    """What a view is drawn from: a person, the row's ids, and the database and content as they are now.

    What several parts of a view ask about the person is looked up once.
    """

    connection: Connection
    catalog: Catalog
    workspace: str
    user_id: str
    ids: Mapping[str, Any]
    now: datetime
    help_lines: Mapping[str, str]  # command word -> what it does
    telling: Telling = field(default_factory=Telling)

    @cached_property
    def person(self) -> Person | None:
        """Whom it is drawn for; None where we hold nothing about them."""
        return people.find(self.connection, self.workspace, self.user_id)

    @cached_property
    def chosen(self) -> Chosen:
        """What they chose about being written to."""
        return wishes.load(self.connection, self.workspace, self.user_id)

    @cached_property
    def tz(self) -> ZoneInfo:
        """Where they are: as they chose, else as Slack says, else where the organisation is."""
        return self.chosen.zone_of(self.person.tz if self.person else None, self.telling.zone)

    @cached_property
    def path(self) -> Path:
        """Their career path."""
        return paths.load(self.connection, self.workspace, self.user_id).path

    @cached_property
    def open_steps(self) -> Sequence[Step]:
        """Their next steps that are open, the nearest date first."""
        return steps.still_open(self.connection, self.workspace, self.user_id)


Draw: TypeAlias = Callable[[Drawing], Outgoing | Silence]
Sent: TypeAlias = Callable[[Connection, Letter, Posted], None]


@dataclass(frozen=True)
class View:
    """How a row of one kind is drawn when it is sent, and what is written down once Slack has it."""

    draw: Draw
    sent: Sent | None = None
    alerts: bool = False  # it tells operators of trouble: where Slack does not take it, only the log can


@dataclass(frozen=True)
class Drawer:
    """Draws any view that a feature declares."""

    clock: Clock
    catalog: Catalog
    views: Mapping[str, View]
    help_lines: Mapping[str, str]
    telling: Telling

    def draw(
        self, connection: Connection, view: str, workspace: str, user_id: str, ids: Mapping[str, Any]
    ) -> Outgoing | Silence:
        """Draw a view as it would be sent now, with what the person may have missed."""
        now = self.clock.now()
        drawing = Drawing(connection, self.catalog, workspace, user_id, ids, now, self.help_lines, self.telling)
        outgoing = self.views[view].draw(drawing)
        carry = self.telling.carry
        return carry(drawing, outgoing) if carry is not None and isinstance(outgoing, Outgoing) else outgoing
