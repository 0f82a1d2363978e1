"""Meeting people: only full members of the workspace are served, and only they get a row."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from bot.features.lifecycle import view
from bot.manifest import SCOPES
from bot.runtime import user_facts as facts
from bot.runtime.acquainting import acquaint
from bot.runtime.errors import SlackError, SlackShut
from bot.runtime.instant import Instant
from bot.runtime.request import Reply, Request
from bot.runtime.saying import say_now
from bot.runtime.services import Services
from bot.runtime.shape import at
from bot.runtime.shut_out import let_in, shut_out
from bot.runtime.slack import SlackDoor
from bot.store import outbox, people
from bot.store.engine import DatabaseBusy

log = structlog.get_logger(__name__)


def meet(services: Services, request: Request, then: Callable[[], None]) -> Reply:
    """Ask Slack who somebody is, beside the listener; a full member then gets what they asked for."""

    def ask(door: SlackDoor) -> None:
        try:
            if not acquaint(services, door, request.workspace, request.user_id):
                _tell(services, door, request, view.NOT_SERVED)
                return
        except (SlackError, DatabaseBusy) as error:
            log.warning("lifecycle.not_met", error=str(error))
            if isinstance(error, SlackShut):
                shut_out(services.database, request.workspace, error.code, services.clock.now())
            _tell(services, door, request, view.NOT_REACHED)
            return
        then()

    # Nothing is said meanwhile: it would stand above the answer for good.
    return Reply(instants=(Instant("meet", ask),))


def user_change(services: Services, request: Request) -> Reply:
    """Keep the facts of somebody we know fresh; whoever left gets nothing more. Old news change nothing."""
    user = request.body.get("user")
    if not isinstance(user, dict):
        return Reply()  # it does not say what has changed
    with services.database.writing() as connection:
        person = people.hold(connection, request.workspace, request.user_id)
        happened = facts.happened_at(request.body)
        if person is None or (happened and person.facts_at and happened < person.facts_at):
            return Reply()
        as_of = happened or person.facts_at
        if facts.is_full_member(user, request.workspace):
            # Whoever comes back is met anew when they turn to us.
            tz = (facts.zone(user) or person.tz) if person.active else person.tz
            people.change(connection, person, tz=tz, facts_at=as_of)
            return Reply()
        people.change(connection, person, active=False, facts_at=as_of)
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


def _tell(services: Services, door: SlackDoor, request: Request, words: str) -> None:
    if request.response_url:
        door.respond(request.response_url, view.sentence(words))
    elif request.kind == "message":
        say_now(services, door, request, view.sentence(words))
    elif request.name == "app_home_opened":
        door.publish(request.user_id, view.sentence_on_home(words).view)
    elif request.trigger_id:
        door.open_view(request.trigger_id, view.sentence_over_home(words).view)
