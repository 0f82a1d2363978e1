"""From Bolt to a feature and back: one listener a kind of payload, one look-up, one answer, whatever happens.

A listener runs in the transport's thread and Slack waits for it: the feature checks and commits, the router
acknowledges. So what Slack hears as received is saved.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, Protocol

import structlog
from slack_bolt import Ack, App, BoltResponse

from bot.runtime import payload
from bot.runtime.blocks import message
from bot.runtime.errors import Denied, NotMet, NotNow, Repeated, Stale
from bot.runtime.feature import Feature
from bot.runtime.finishing import as_modal, finish
from bot.runtime.request import Kind, Reply, Request
from bot.runtime.routes import Routes
from bot.runtime.services import Services
from bot.store import people
from bot.store.engine import DatabaseBusy

NOT_THERE = "I can't find that any more. Type `/careercheck` to see where you are."
ERASED = f"{NOT_THERE} I keep nothing about you: if you had it erased, this was erased with it."
NOT_SAVED = "I couldn't save that just now. Nothing you said before is lost; please try again in a minute. (ref {ref})"
BROKE = "Something went wrong on my side, and nothing was changed. Please try again in a minute. (ref {ref})"
_LEFT_OVER: frozenset[Kind] = frozenset({"click", "submit"})

log = structlog.get_logger(__name__)


class Meet(Protocol):
    """Asks Slack who somebody is; `then` carries on with what they wanted once we have met."""

    def __call__(self, services: Services, request: Request, then: Callable[[], None]) -> Reply:
        """Return what to show meanwhile, and the effect that asks."""


class Router:
    """Listens to Bolt, and turns a feature's reply, or its failure, into an answer."""

    def __init__(self, services: Services, features: Iterable[Feature], meet: Meet) -> None:
        self._services = services
        self._meet = meet
        self.routes = Routes(services, features)

    def register(self, app: App) -> None:
        """Listen to everything, once a kind: each further listener would cost every request."""
        everything = re.compile(r"(?s).*")
        app.command(everything)(self.on_command)
        app.action(everything)(self.on_click)
        app.view(everything)(self.on_submit)
        app.view_closed(everything)(self.on_close)
        app.shortcut(everything)(self.on_shortcut)
        app.options(everything)(self.on_options)
        app.event(everything)(self.on_event)
        app.error(self.on_error)

    def on_command(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Answer a slash command in its acknowledgement."""
        reply = self._answer(lambda: payload.command(body))
        if reply.shown is None:
            ack()
        else:
            # An acknowledgement cannot be tried again, so it goes without what Slack may refuse.
            shown = reply.shown.plainer or reply.shown
            ack(text=shown.text, blocks=[dict(block) for block in shown.blocks], response_type="ephemeral")

    def on_click(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Acknowledge a click; what it shows follows at once through the click's own address."""
        self._answer(lambda: payload.click(body))
        ack()

    def on_submit(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Close the form, or show what to mend in it."""
        reply = self._answer(lambda: payload.form(body))
        if reply.errors:
            ack(response_action="errors", errors=dict(reply.errors))
        elif reply.form is not None:
            ack(response_action="update", view=dict(reply.form.view))
        elif reply.shown is not None:
            ack(response_action="update", view=dict(as_modal(reply.shown).view))
        else:
            ack()

    def on_close(self, ack: Ack) -> None:
        """Nothing is kept of a form that was closed."""
        ack()

    def on_options(self, ack: Ack) -> None:
        """No menu of ours asks for options."""
        ack(options=[])

    def on_shortcut(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Acknowledge a shortcut; what it shows opens as a modal."""
        self._answer(lambda: payload.shortcut(body))
        ack()

    def on_event(self, body: Mapping[str, Any]) -> None:
        """Take in an event. An exception leaves it unacknowledged, and Slack delivers it again."""
        self._answer(lambda: payload.event(body))

    def on_error(self, error: Exception) -> BoltResponse:
        """Leave an event unacknowledged that could not be saved, or not yet; nothing else ends here."""
        if isinstance(error, DatabaseBusy | NotNow):
            log.warning("router.not_taken", error=str(error))
            return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
        log.error("router.escaped", exc_info=error)
        return BoltResponse(status=HTTPStatus.INTERNAL_SERVER_ERROR)

    def handle(self, request: Request) -> Reply:
        """Let the feature that declared the request's name deal with it.

        Raises what the feature raises.
        """
        return self.routes.handle(request)

    def _answer(self, read: Callable[[], Request | None]) -> Reply:
        try:
            request = read()
        except payload.Unreadable:
            log.warning("router.unreadable")
            return Reply()
        if request is None:
            return Reply()
        reply = self._outcome(request)
        finish(self._services, request, reply)
        return reply

    def _outcome(self, request: Request, *, acknowledged: bool = False) -> Reply:
        """Return the answer, whatever happens. `acknowledged`: we have met since, and Slack waits no more."""
        try:
            return self.handle(request)
        except NotMet as not_met:
            if acknowledged:
                return Reply()
            # Only somebody whom we knew has a screen of ours. So they were erased since, asked to be forgotten, and are
            # not met by it: what they do of their own accord begins anew.
            if not not_met.left and request.kind in _LEFT_OVER:
                log.warning("router.denied", kind=request.kind, name=self.routes.sayable(request))
                return Reply(shown=message(ERASED))
            if request.event_id is not None:
                self._make_sure_of_slack(request.workspace)
            return self._meet(self._services, request, lambda: self._after_meeting(request))
        except Denied as denied:
            log.warning("router.denied", kind=request.kind, name=self.routes.sayable(request))
            self._services.note_refusal(request, denied)
            # Nobody who edits an old message, or looks at Home, asked for an answer.
            words = ERASED if denied.unknown else NOT_THERE
            return Reply() if request.kind == "event" else Reply(shown=message(words))
        except Stale as stale:
            return Reply(shown=message(stale.words))
        except Repeated:
            return Reply()
        except DatabaseBusy as busy:
            if request.event_id is not None and not acknowledged:
                raise  # unacknowledged: Slack brings it again, when there may be room
            return self._sorry(NOT_SAVED, request, busy)
        except Exception as error:  # noqa: BLE001 - the boundary of every listener: nothing leaves it but an answer
            return self._sorry(BROKE, request, error)

    def _make_sure_of_slack(self, workspace: str) -> None:
        """Meet nobody while Slack shuts us out: once acknowledged, a first message would have no answer, ever.

        Raises:
            NotNow: it does.
            DatabaseBusy: nobody can tell.
        """
        with self._services.database.reading() as connection:
            if people.is_shut_out(connection, workspace):
                raise NotNow("shut_out")

    def _after_meeting(self, request: Request) -> None:
        finish(self._services, request, self._outcome(request, acknowledged=True), acknowledged=True)

    def _sorry(self, words: str, request: Request, error: Exception) -> Reply:
        ref = secrets.token_hex(2).upper()
        log.error("router.failed", ref=ref, kind=request.kind, name=self.routes.sayable(request), exc_info=error)
        return Reply(shown=message(words.format(ref=ref)))
