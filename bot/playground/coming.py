"""What the bot will say of itself, and when, by what its database holds now. Nothing is decided here, only read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import Connection

from advice.cadence import Errand, Rules, next_allowed
from advice.milestones import decide, wanted
from advice.zones import zone
from bot.features.nudge.gate import rules_for
from bot.features.team.closing import due_at
from bot.runtime.drawing import Drawing
from bot.runtime.services import Services
from bot.store import closing, crossings, occasions, outbox, paths, people, wishes
from bot.store.occasions import MILESTONE

WORDS = {
    "recheck": "A reminder to check again",
    "unfinished": "A reminder of the check you left off",
    "step": "A next step on the day you chose",
    "again": "What you wanted to be reminded of",
    "invitation": "An invitation to a team",
    "team": "News of a team",
}


@dataclass(frozen=True)
class Coming:
    """Something that one person will be told: in words, and from when on (UTC instant)."""

    user_id: str
    what: str
    at: datetime


@dataclass(frozen=True)
class Look:
    """Something that the planner looks at for a person, from an instant (UTC) on."""

    user_id: str
    what: str
    at: datetime


@dataclass(frozen=True)
class Ahead:
    """Looks at what is ahead in one workspace."""

    services: Services
    workspace: str

    def of(self, user_id: str) -> Sequence[Coming]:
        """Return what one person will be told, the first first; nothing of what they have paused or turned off."""
        now = self.services.clock.now()
        with self.services.database.reading() as connection:
            return sorted(_told(self._drawing(connection, user_id, now)), key=lambda one: one.at)

    def next_look(self, users: Sequence[str]) -> datetime | None:
        """Return the first instant after now at which planner, sender or a team's close finds something new to do."""
        services, now = self.services, self.services.clock.now()
        with services.database.reading() as connection:
            due, day = outbox.next_due(connection), closing.first_day(connection, self.workspace)
        closes = due_at(day, zone(services.telling.zone)) if day else None
        instants = [*(look.at for look in self._looks(users, now)), due, closes]
        return min((one for one in instants if one is not None and one > now), default=None)

    def overdue(self, users: Sequence[str]) -> Set[Look]:
        """Return what the planner would look at if it looked now."""
        now = self.services.clock.now()
        return {look for look in self._looks(users, now) if look.at <= now}

    def _looks(self, users: Sequence[str], now: datetime) -> list[Look]:
        with self.services.database.reading() as connection:
            return [look for user in users for look in _looks(self._drawing(connection, user, now))]

    def _drawing(self, connection: Connection, user_id: str, now: datetime) -> Drawing:
        services = self.services
        return Drawing(
            connection, services.catalog, self.workspace, user_id, {}, now, services.help_lines, services.telling
        )


def _told(drawing: Drawing) -> Iterator[Coming]:
    rules = _rules(drawing)
    if rules is None:
        return
    kept = paths.load(drawing.connection, drawing.workspace, drawing.user_id)
    if kept.due_on is not None:
        at = _allowed(drawing, rules, Errand(MILESTONE, kept.due_on))
        name = _milestone_on(drawing)
        if at and name:
            yield Coming(drawing.user_id, f"A nudge: {name}", at)
    for occasion in occasions.waiting(drawing.connection, drawing.workspace, drawing.user_id):
        at = _allowed(drawing, rules, Errand(occasion.kind, occasion.due_on))
        if at and drawing.telling.tellers[occasion.kind].still(drawing, occasion) is None:
            yield Coming(drawing.user_id, WORDS.get(occasion.kind, "A nudge"), at)


def _rules(drawing: Drawing) -> Rules | None:
    """Return what decides when somebody may be written to; None where they may not."""
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    return None if person is None or not person.active else rules_for(drawing, person)


def _allowed(drawing: Drawing, rules: Rules, errand: Errand) -> datetime | None:
    teller = drawing.telling.tellers[errand.kind]
    return next_allowed(drawing.now, rules, Errand(errand.kind, errand.due, asked=teller.asked, moves=teller.moves))


def _milestone_on(drawing: Drawing) -> str:
    """Return the name of the milestone that is told next; nothing where the look finds none to tell."""
    here = (drawing.connection, drawing.workspace, drawing.user_id)
    kept = paths.load(*here)
    if kept.due_on is None:
        return ""
    on = wanted(drawing.catalog.milestones.values(), wishes.load(*here).milestones)
    reached = decide(kept.path, on, kept.due_on, crossings.known(*here)).tell
    return drawing.catalog.milestones[reached.milestone].name if reached else ""


def _looks(drawing: Drawing) -> Iterator[Look]:
    """Yield what the planner finds for somebody, and when, whether it is told then or not."""
    rules = _rules(drawing)
    if rules is None:
        return
    kept = paths.load(drawing.connection, drawing.workspace, drawing.user_id)
    if kept.due_on is not None:
        yield Look(drawing.user_id, MILESTONE, datetime.combine(kept.due_on, time(), rules.tz).astimezone(UTC))
    for occasion in occasions.waiting(drawing.connection, drawing.workspace, drawing.user_id):
        yield Look(drawing.user_id, occasion.id, occasion.look_at)
