"""Whom a lead may invite, and the invitations written down: the people are asked afterwards, one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.features.team.words import DAYS_APART, MOST_INVITED
from bot.runtime.unit import Unit
from bot.store import invitations, invited, teams
from bot.store.invitations import Invitation
from bot.store.teams import Team

APART = timedelta(days=DAYS_APART)


@dataclass(frozen=True)
class Room:
    """How many somebody may invite yet, and when (UTC instant) there is room for more; None: nobody counts now."""

    people: int
    more_at: datetime | None


def room(unit: Unit) -> Room:
    """Return how many the person who acts may invite now, in whatever teams."""
    recent = invited.after(unit.connection, unit.workspace, unit.user_id, unit.now - APART)
    left = max(0, MOST_INVITED - sum(people for _, people in recent))
    return Room(left, recent[0][0] + APART if recent else None)


def to_ask(unit: Unit, team: Team, picked: Collection[str]) -> Sequence[str]:
    """Return who of those picked is left, once whoever reads and whom this lead has invited are taken out.

    Whom a lead before them invited is no news to this one: they are not asked again, and nothing tells.
    """
    readers = teams.viewers_of(unit.connection, unit.workspace, team.id)
    lead, known = teams.lead_of(readers), {one.user_id for one in readers}
    if lead:
        known |= {*invitations.invited_since(unit.connection, unit.workspace, team.id, lead.since)}
    return [user_id for user_id in dict.fromkeys(picked) if user_id not in known]


def write_down(unit: Unit, team: Team, people: Collection[str]) -> None:
    """Write invitations, each person's once for ever, and that somebody invited so many."""
    for user_id in people:
        one = Invitation(unit.workspace, team.id, user_id, unit.new_id(), unit.now, "new")
        invitations.add(unit.connection, one)
    if people:
        invited.note(unit.connection, unit.workspace, unit.user_id, len(people), unit.now)
