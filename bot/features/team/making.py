"""Creating a team, and inviting people to it. One transaction a function; what is to be mended rolls it back."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from advice.months import spelled
from bot.features.team import groups, inviting
from bot.features.team.asking import ask
from bot.features.team.forms import may_create, not_yours
from bot.features.team.held import first_close, held, today
from bot.features.team.news import tell_members
from bot.features.team.typed import NOBODY, ToMend, Typed
from bot.features.team.words import DAYS_APART, number, people
from bot.runtime.acquainting import acquaint
from bot.runtime.errors import Denied
from bot.runtime.instant import Instant
from bot.runtime.once import once
from bot.runtime.own import must_be_own
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor
from bot.runtime.unit import Unit
from bot.store import teams
from bot.store.teams import Team

log = structlog.get_logger(__name__)

YOURSELF = "You lead the team, so you can't be counted in it: take yourself out."
READERS = "Whoever may read the summaries can't be counted in them: take them out here or there."
READS_NOW = "Somebody here may read the summaries already, so they can't be counted in them: take them out."
ALREADY = "You've invited all of them before, and nobody is asked twice."


def create(services: Services, request: Request) -> Reply:
    """Make the team that a form describes, and invite whom it names."""
    try:
        typed = Typed.of(request.values)
        with services.begin(request.workspace, request.user_id, "team.create") as unit:
            must_be_own(unit, request.metadata)
            if not may_create(services, unit.user_id):
                return not_yours(unit)
            once(unit, request)
            name = typed.named()
            _check(unit, typed)
            team = _make(services, unit, name, typed)
            inviting.write_down(unit, team, typed.people)
            unit.note(team.id, "done")
            tell_members(services, unit, team.id, "readers")
            ids = {"team": team.id, "invited": len(typed.people), "group": bool(typed.group)}
            unit.put("team.made", {**ids, "people": services.terms.people})
            refresh_home(unit)
    except ToMend as mend:
        return Reply(errors=mend.errors)
    return Reply(instants=(_go_on(services, request, team.id, typed.group),))


def send_invitations(services: Services, request: Request) -> Reply:
    """Invite whom a form names."""
    try:
        typed = Typed.of(request.values)
        with services.begin(request.workspace, request.user_id, "team.send_invitations") as unit:
            team = held(unit, request.metadata)
            once(unit, request)
            asked = _picked(unit, team, typed)
            inviting.write_down(unit, team, asked)
            if asked:
                ids = {"team": team.id, "invited": len(asked), "people": services.terms.people}
                unit.put("team.invited", ids)
    except ToMend as mend:
        return Reply(errors=mend.errors)
    return Reply(instants=(_go_on(services, request, team.id, typed.group),))


def invite_group(services: Services, request: Request, team_id: str, found: Sequence[str] | None) -> None:
    """Invite those in a user group whom the lead has not invited yet, as many as may be; None: it was not read.

    Raises:
        Denied: they lead the team no longer.
    """
    with services.begin(request.workspace, request.user_id, "team.send_invitations") as unit:
        team = held(unit, team_id)
        fresh = inviting.to_ask(unit, team, found or ())
        asked = fresh[: inviting.room(unit).people]
        inviting.write_down(unit, team, asked)
        left = len(fresh) - len(asked)
        more_at = inviting.room(unit).more_at if left else None
        on = unit.person.today(more_at).isoformat() if more_at else None
        ids = {"team": team.id, "invited": len(asked), "left": left, "on": on, "read": found is not None}
        unit.put("team.group_invited", ids)


def _make(services: Services, unit: Unit, name: str, typed: Typed) -> Team:
    on, close = today(services, unit), first_close(services, unit)
    team = Team(unit.workspace, unit.new_id(), name, on, close.on, None, released=False)
    teams.create(unit.connection, workspace=team.workspace, id=team.id, name=name, on=on, first=close, now=unit.now)
    teams.let_read(unit.connection, team, unit.user_id, unit.now, leads=True)
    for viewer in typed.viewers:
        if viewer != unit.user_id:
            teams.let_read(unit.connection, team, viewer, unit.now)
    return team


def _check(unit: Unit, typed: Typed) -> None:
    if unit.user_id in typed.people:
        raise ToMend(people=YOURSELF)
    if set(typed.viewers).intersection(typed.people):
        raise ToMend(people=READERS)
    _fits(unit, len(typed.people))


def _picked(unit: Unit, team: Team, typed: Typed) -> Sequence[str]:
    if not typed.people and not typed.group:
        raise ToMend(people=NOBODY)
    if unit.user_id in typed.people:
        raise ToMend(people=YOURSELF)
    readers = {one.user_id for one in teams.viewers_of(unit.connection, unit.workspace, team.id)}
    if readers.intersection(typed.people):
        raise ToMend(people=READS_NOW)
    asked = inviting.to_ask(unit, team, typed.people)
    if not asked and not typed.group:
        raise ToMend(people=ALREADY)
    _fits(unit, len(asked))
    return asked


def _fits(unit: Unit, count: int) -> None:
    """Make sure that somebody may invite so many now, or say how many they may and when there is room for more."""
    room = inviting.room(unit)
    if count <= room.people:
        return
    more = f" There is room for more from {spelled(unit.person.today(room.more_at))} on." if room.more_at else ""
    if room.people:
        raise ToMend(people=f"You can invite {people(room.people)} for now.{more}")
    raise ToMend(people=f"You've invited as many people as you can in {number(DAYS_APART)} days.{more}")


def _go_on(services: Services, request: Request, team_id: str, group: str) -> Instant:
    """Return what follows a form: a user group is read, and those invited are looked up in Slack."""

    def go_on(door: SlackDoor) -> None:
        if group:
            try:
                invite_group(services, request, team_id, groups.members(door, group))
            except Denied:
                log.info("team.led_by_another")
        ask(services, request.workspace, lambda user_id: acquaint(services, door, request.workspace, user_id))

    return Instant("team.ask", go_on)
