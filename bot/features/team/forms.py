"""Opening the forms about a team. One transaction a function; user groups are asked for just before a form opens."""

from __future__ import annotations

from collections.abc import Callable

from bot.features.team import form_view, groups
from bot.features.team.held import first_close, held
from bot.features.team.words import takes
from bot.runtime import policy
from bot.runtime.blocks import RenderedView, message
from bot.runtime.fields import Options
from bot.runtime.instant import Instant, open_modal
from bot.runtime.own import owner
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import teams

NOT_YOURS = (
    "In this workspace only some people create teams. Ask one of them, or whoever runs me, to create it and hand it "
    "over to you."
)


def new(services: Services, request: Request) -> Reply:
    """Open the form for a new team."""
    with services.begin(request.workspace, request.user_id, "team.new") as unit:
        if not may_create(services, unit.user_id):
            return not_yours(unit)
        whose, people, close = owner(unit.user_id, unit.workspace), services.terms.people, first_close(services, unit)
    return _open_with_groups(request, lambda found: form_view.new(whose, found, people, close.on))


def invite(services: Services, request: Request) -> Reply:
    """Open the form for more people."""
    with services.begin(request.workspace, request.user_id, "team.invite") as unit:
        team = held(unit, request.value)
        words = takes(services.terms.people, team.next_on, first=not team.released)
    return _open_with_groups(request, lambda found: form_view.invite(team.id, found, words))


def rename(services: Services, request: Request) -> Reply:
    """Open the form for another name."""
    with services.begin(request.workspace, request.user_id, "team.rename") as unit:
        team = held(unit, request.value)
    return Reply(instants=(open_modal(request.trigger_id, form_view.rename(team.id, team.name)),))


def viewers(services: Services, request: Request) -> Reply:
    """Open the form of who may read."""
    with services.begin(request.workspace, request.user_id, "team.viewers") as unit:
        team = held(unit, request.value)
        now = [one.user_id for one in teams.viewers_of(unit.connection, unit.workspace, team.id) if not one.leads]
    return Reply(instants=(open_modal(request.trigger_id, form_view.viewers(team.id, now)),))


def hand_over(services: Services, request: Request) -> Reply:
    """Open the form of who leads."""
    with services.begin(request.workspace, request.user_id, "team.hand_over") as unit:
        team = held(unit, request.value)
    return Reply(instants=(open_modal(request.trigger_id, form_view.lead(team.id)),))


def may_create(services: Services, user_id: str) -> bool:
    """Tell whether the operator lets somebody create teams."""
    return policy.makes_teams(user_id, services.team_makers)


def not_yours(unit: Unit) -> Reply:
    """Say that others create teams here; it is written down like all that the policy refuses."""
    unit.note(None, "refused")
    return Reply(shown=message(NOT_YOURS))


def _open_with_groups(request: Request, form: Callable[[Options], RenderedView]) -> Reply:
    open_form = Instant("open_modal", lambda door: door.open_view(request.trigger_id, form(groups.offered(door)).view))
    return Reply(instants=(open_form,))
