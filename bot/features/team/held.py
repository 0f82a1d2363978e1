"""The team that somebody acts on, if they may, and what follows each change of it; the organisation's own date."""

from __future__ import annotations

from datetime import date

from advice.quarters import Close, next_close
from advice.zones import zone
from bot.runtime.errors import Denied
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import teams
from bot.store.teams import Team


def held(unit: Unit, team_id: str) -> Team:
    """Return a team to which who acts is what the action takes, and let nobody else change it meanwhile.

    Raises:
        Denied: they are not, or there is no such team.
    """
    unit.tied(team_id)
    team = teams.hold(unit.connection, unit.workspace, team_id)
    if team is None:
        raise Denied
    unit.tied(team_id)  # it may have changed while we waited for whoever held it
    return team


def today(services: Services, unit: Unit) -> date:
    """Return the organisation's date: a team's dates are of it."""
    return unit.now.astimezone(zone(services.telling.zone, "UTC")).date()


def first_close(services: Services, unit: Unit) -> Close:
    """Return the first close of a team that is made now."""
    return next_close(today(services, unit), None, released=False, months=services.terms.months)
