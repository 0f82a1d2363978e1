"""Who leads a team: handed over by the lead, or taken over by a viewer where there is no lead any more."""

from __future__ import annotations

import structlog

from bot.features.team.held import held
from bot.features.team.news import tell_members
from bot.features.team.typed import ToMend, Typed
from bot.runtime import user_facts
from bot.runtime.acquainting import acquaint
from bot.runtime.errors import Denied, SlackError, SlackRefused, Stale
from bot.runtime.instant import Instant
from bot.runtime.once import once
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor
from bot.runtime.unit import Unit
from bot.store import people, teams
from bot.store.teams import Team

log = structlog.get_logger(__name__)

WHO = "Pick who leads from now on."
YOURSELF = "You lead it already; pick somebody else."
LED = "Somebody leads this team, so there is nothing to take over. Only they can hand it over."


def save_lead(services: Services, request: Request) -> Reply:
    """Look up in Slack who is to lead; they do once that is a full member of the workspace."""
    try:
        typed = Typed.of(request.values)
        with services.begin(request.workspace, request.user_id, "team.save_lead") as unit:
            held(unit, request.metadata)
            once(unit, request)
            if not typed.lead:
                raise ToMend(lead=WHO)
            if typed.lead == unit.user_id:
                raise ToMend(lead=YOURSELF)
    except ToMend as mend:
        return Reply(errors=mend.errors)
    return Reply(instants=(_look_up(services, request, typed.lead),))


def take_over(services: Services, request: Request) -> Reply:
    """Let a viewer lead a team that nobody leads any more."""
    with services.begin(request.workspace, request.user_id, "team.take_over") as unit:
        team = held(unit, request.value)
        if active_lead(unit, team) is not None:
            raise Stale(LED)
        _lead(services, unit, team, unit.user_id)
        refresh_home(unit)
        return services.show(unit, request, "team.taken_over", {"team": team.id})


def active_lead(unit: Unit, team: Team) -> str | None:
    """Return who leads a team; None where they were erased or deactivated."""
    lead = teams.lead_of(teams.viewers_of(unit.connection, unit.workspace, team.id))
    person = people.find(unit.connection, unit.workspace, lead.user_id) if lead else None
    return person.user_id if person is not None and person.active else None


def hand_over(services: Services, request: Request, lead: str, *, may_lead: bool | None) -> None:
    """Let somebody else lead, if they may; None: Slack did not say. The lead until now is told what came of it.

    Raises:
        Denied: they lead it no longer, because of another form that was faster.
    """
    with services.begin(request.workspace, request.user_id, "team.save_lead") as unit:
        team = held(unit, request.metadata)
        if may_lead:
            _lead(services, unit, team, lead)
            refresh_home(unit)
        unit.put("team.handed_over", {"team": team.id, "may_lead": may_lead})


def _lead(services: Services, unit: Unit, team: Team, lead: str) -> None:
    before = teams.lead_of(teams.viewers_of(unit.connection, unit.workspace, team.id))
    both = {lead, *([before.user_id] if before else [])}
    people.keep_from_erasure(unit.connection, unit.workspace, both)  # before a row is touched that it takes
    if before:
        teams.end_reading(unit.connection, team, before.user_id, unit.now)
    teams.let_read(unit.connection, team, lead, unit.now, leads=True)
    unit.note(team.id, "done")
    tell_members(services, unit, team.id, "lead")


def _look_up(services: Services, request: Request, lead: str) -> Instant:
    def settle(may_lead: bool | None) -> None:
        try:
            hand_over(services, request, lead, may_lead=may_lead)
        except Denied:
            log.info("team.led_by_another")  # they have heard of that already

    return Instant(
        "team.look_up",
        lambda door: settle(_may_lead(services, door, request.workspace, lead)),
        otherwise=lambda: settle(None),
    )


def _may_lead(services: Services, door: SlackDoor, workspace: str, lead: str) -> bool | None:
    """Tell whether somebody is a full member of the workspace, whom we know then; None: Slack does not say."""
    try:
        with services.database.reading() as connection:
            person = people.find(connection, workspace, lead)
        if person is not None and person.active:  # meeting them again would end their agreement
            return user_facts.is_full_member(door.user(lead), workspace)
        return acquaint(services, door, workspace, lead)
    except SlackRefused:
        return False
    except SlackError:
        return None
