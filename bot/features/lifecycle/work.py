"""Meeting people: only full members of the workspace are served, and only they get a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import structlog

from bot.features.lifecycle import view
from bot.manifest import SCOPES
from bot.runtime.errors import SlackError, SlackShut
from bot.runtime.instant import Instant
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.shape import at
from bot.runtime.shut_out import let_in, shut_out
from bot.runtime.slack import SlackDoor
from bot.store import outbox, people
from bot.store.engine import DatabaseBusy

LONGEST_ZONE = 64  # characters of a zone's name; as long as the table takes

log = structlog.get_logger(__name__)


def meet(services: Services, request: Request, then: Callable[[], None]) -> Reply:
    """Ask Slack who somebody is, beside the listener; a full member then gets what they asked for."""

    def ask(door: SlackDoor) -> None:
        try:
            if not acquaint(services, door, request.workspace, request.user_id):
                _tell(door, request, view.NOT_SERVED)
                return
        except (SlackError, DatabaseBusy) as error:
            log.warning("lifecycle.not_met", error=str(error))
            if isinstance(error, SlackShut):
                shut_out(services.database, request.workspace, error.code, services.clock.now())
            _tell(door, request, view.NOT_REACHED)
            return
        then()

    meanwhile = view.sentence(view.MOMENT) if request.kind == "command" else None
    return Reply(shown=meanwhile, instants=(Instant("meet", ask),))


def acquaint(services: Services, door: SlackDoor, workspace: str, user_id: str) -> bool:
    """Ask Slack about somebody and keep a row for them; False, and no row, where they are no full member.

    Raises:
        SlackError: Slack does not say.
        DatabaseBusy: nothing was kept.
    """
    user = door.user(user_id)
    if not is_full_member(user, workspace):
        return False
    tz, channel, now = _zone(user), door.open_conversation(user_id), services.clock.now()
    with services.database.writing() as connection:
        people.meet(connection, workspace=workspace, user_id=user_id, tz=tz, channel=channel, now=now)
    return True


def is_full_member(user: Mapping[str, Any], workspace: str) -> bool:
    """Tell a full member of the workspace from a guest, a bot, somebody from elsewhere or somebody deactivated."""
    teams = at(user, "enterprise_user", "teams")
    at_home = workspace == user.get("team_id", workspace) or (isinstance(teams, list) and workspace in teams)
    outside = user.get("is_stranger") or not at_home
    limited = user.get("is_restricted") or user.get("is_ultra_restricted")
    machine = user.get("is_bot") or user.get("id") == "USLACKBOT"
    return not (outside or limited or machine or user.get("deleted"))


def user_change(services: Services, request: Request) -> Reply:
    """Keep the facts of somebody we know fresh; whoever left gets nothing more."""
    user = request.body.get("user")
    if not isinstance(user, dict):
        return Reply()  # it does not say what has changed
    with services.database.writing() as connection:
        person = people.hold(connection, request.workspace, request.user_id)
        if person is None:
            return Reply()
        if is_full_member(user, request.workspace):
            if person.active:
                people.change(connection, person, tz=_zone(user) or person.tz)
            return Reply()  # whoever comes back is met anew when they turn to us
        people.change(connection, person, active=False)
        outbox.cancel(connection, workspace=request.workspace, user_id=request.user_id, reason="left")
    return Reply()


def uninstalled(services: Services, request: Request) -> Reply:
    """Send nothing more: the app was removed, or its bot token taken back."""
    if request.name == "app_uninstalled" or at(request.body, "tokens", "bot"):
        shut_out(services.database, request.workspace, request.name, services.clock.now())
    return Reply()


def ask_again(services: Services, workspace: str) -> None:
    """Where Slack took our token back, ask whether it takes it again; what waited then goes on its way."""
    with services.database.reading() as connection:
        if people.may_send(connection, workspace):
            return
    services.instants.hand_over(Instant("ask again", lambda door: _go_on(services, door, workspace)))


def _go_on(services: Services, door: SlackDoor, workspace: str) -> None:
    try:
        said = door.introduction()
        # A token that lacks a scope is no stranger to Slack: let in on its word, we would be shut out each minute anew.
        lacking = said.scopes is not None and not said.scopes >= SCOPES.keys()
        if lacking or said.identity["team_id"] != workspace:
            return
        let_in(services.database, workspace, services.clock.now())
    except (SlackShut, DatabaseBusy):
        return  # not yet; we ask again in a minute
    services.outbox.wake()


def _zone(user: Mapping[str, Any]) -> str | None:
    """Return Slack's name of their time zone; a deactivated person has none."""
    tz = user.get("tz")
    return tz if isinstance(tz, str) and len(tz) <= LONGEST_ZONE else None


def _tell(door: SlackDoor, request: Request, words: str) -> None:
    if request.response_url:
        door.respond(request.response_url, view.sentence(words))
    elif request.kind == "message":
        door.post(request.channel, view.sentence(words), thread_ts=request.thread_ts or None)
    elif request.trigger_id:
        door.open_view(request.trigger_id, view.sentence_over_home(words).view)
