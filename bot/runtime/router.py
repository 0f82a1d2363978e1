"""From Bolt to the feature that declared a name, and back: one listener a kind of payload, one look-up, one answer.

A listener runs in the transport's thread and Slack waits for it: the feature checks and commits, the router
acknowledges. So what Slack hears as received is saved.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Protocol

import structlog
from slack_bolt import Ack, App, BoltResponse

from advice.words import key
from bot.runtime import payload
from bot.runtime.blocks import Rendered, RenderedView, message, modal, section
from bot.runtime.errors import Denied, NotMet, NotNow, Repeated, Stale
from bot.runtime.feature import Command, Feature, Handler, Talker, commands, merged
from bot.runtime.instant import Instant, open_modal, respond
from bot.runtime.request import Kind, Reply, Request
from bot.runtime.saying import say
from bot.runtime.services import Services
from bot.store import people
from bot.store.engine import DatabaseBusy

NOT_THERE = "I can't find that any more. Type `/careercheck` to see where you are."
ERASED = f"{NOT_THERE} I keep nothing about you: if you had it erased, this was erased with it."
NOT_SAVED = "I couldn't save that just now. Nothing you said before is lost; please try again in a minute. (ref {ref})"
BROKE = "Something went wrong on my side, and nothing was changed. Please try again in a minute. (ref {ref})"
UNKNOWN = "That isn't something I know any more. Type `/careercheck help` to see what I can do."
LONGEST_SAID = 100  # characters
_LEFT_OVER: frozenset[Kind] = frozenset({"click", "submit"})
_READ = ("section", "context", "header", "divider")

log = structlog.get_logger(__name__)


class Meet(Protocol):
    """Asks Slack who somebody is; `then` carries on with what they wanted once we have met."""

    def __call__(self, services: Services, request: Request, then: Callable[[], None]) -> Reply:
        """Return what to show meanwhile, and the effect that asks."""


class Router:
    """Finds the handler a feature declared for a name and turns its reply, or its failure, into an answer."""

    def __init__(self, services: Services, features: Iterable[Feature], meet: Meet) -> None:
        features = tuple(features)
        self._services = services
        self._meet = meet
        self.commands: Mapping[str, Command] = commands(features, services.catalog)
        self._spoken = {key(spoken): word for word, command in self.commands.items() for spoken in command.spoken}
        self._handlers: Mapping[Kind, Mapping[str, Handler]] = {
            "command": {word: command.handle for word, command in self.commands.items()},
            "click": merged(feature.actions for feature in features),
            "submit": merged(feature.modals for feature in features),
            "shortcut": merged(feature.shortcuts for feature in features),
            "event": merged(feature.events for feature in features),
        }
        self._hearers = [feature.hears for feature in features if feature.hears is not None]
        self._talkers = [feature.messages for feature in features if feature.messages is not None]
        self._fallback: Handler = next(feature.fallback for feature in features if feature.fallback is not None)

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
            ack(response_action="update", view=dict(_as_modal(reply.shown).view))
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
        if request.kind in ("message", "command"):
            heard = self._first_of(self._hearers, request)
            if heard is not None:
                return heard
        if request.kind == "message":
            return self._talk(request)
        if request.kind == "command" and request.name not in self.commands:
            request = self._spelled_out(request)
        handler = self._handlers[request.kind].get(request.name)
        if handler is None:
            if request.kind == "command":
                return self._fallback(self._services, request)
            log.info("router.unknown", kind=request.kind)
            return Reply() if request.kind == "event" else Reply(shown=message(UNKNOWN))
        return handler(self._services, request)

    def _spelled_out(self, request: Request) -> Request:
        """Read what people say for a command as the command: it may be several words."""
        word = self._said(request.text)
        return request if word is None else replace(request, name=word)

    def _said(self, text: str) -> str | None:
        """Return the command for which people say this; a long text is none."""
        return self._spoken.get(key(text)) if len(text) <= LONGEST_SAID else None

    def _talk(self, request: Request) -> Reply:
        typed = " ".join(request.text.lower().replace("/careercheck", " ").split())
        command = typed if typed in self.commands and request.text.strip() else self._said(typed)
        if command is not None:
            request = request.with_command(command)
        reply = self._first_of(self._talkers, request)
        if reply is not None:
            return reply
        handler = self._fallback if request.command is None else self.commands[request.command].handle
        return handler(self._services, request)

    def _first_of(self, talkers: Iterable[Talker], request: Request) -> Reply | None:
        answers = (talker(self._services, request) for talker in talkers)
        return next((reply for reply in answers if reply is not None), None)

    def _answer(self, read: Callable[[], Request | None]) -> Reply:
        try:
            request = read()
        except payload.Unreadable:
            log.warning("router.unreadable")
            return Reply()
        return Reply() if request is None else self._finish(request, self._outcome(request))

    def _finish(self, request: Request, reply: Reply, *, acknowledged: bool = False) -> Reply:
        """Hand over what is to be done at once. What a command or form shows goes into its acknowledgement."""
        if reply.replaced is not None and request.response_url:
            self._services.instants.hand_over(self._replacement(request, reply.replaced, reply.standing_by))
        if reply.instants:
            self._services.instants.hand_over(*reply.instants)
        in_ack = request.kind in ("command", "submit") and not acknowledged
        if reply.shown is not None and not in_ack:
            self._show(request, reply.shown)
        return reply

    def _replacement(self, request: Request, drawn: Callable[[], Rendered], row: str | None) -> Instant:
        if row is None:
            return respond(request.response_url, drawn, replace=True, thread_ts=request.thread_ts or None)
        outbox = self._services.outbox
        where = (None, None) if request.ephemeral else (request.channel or None, request.message_ts or None)
        return respond(
            request.response_url,
            drawn,
            replace=True,
            thread_ts=request.thread_ts or None,
            then=lambda: outbox.done_by_click(request.workspace, row, *where),
            otherwise=lambda: outbox.hurry(request.workspace, row),
        )

    def _show(self, request: Request, shown: Rendered) -> None:
        if request.response_url:
            effect = respond(request.response_url, lambda: shown, thread_ts=request.thread_ts or None)
        elif request.trigger_id:
            effect = open_modal(request.trigger_id, _as_modal(shown))
        elif request.channel:
            effect = say(self._services, request, shown)
        else:
            log.info("router.nowhere_to_say", kind=request.kind)
            return
        self._services.instants.hand_over(effect)

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
                log.warning("router.denied", kind=request.kind, name=self._found_by(request))
                return Reply(shown=message(ERASED))
            if request.event_id is not None:
                self._make_sure_of_slack(request.workspace)
            return self._meet(self._services, request, lambda: self._after_meeting(request))
        except Denied as denied:
            log.warning("router.denied", kind=request.kind, name=self._found_by(request))
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

    def _found_by(self, request: Request) -> str:
        """Return the request's name for a log line: a command that we do not know is what somebody typed."""
        return request.name if request.kind != "command" or request.name in self.commands else "-"

    def _after_meeting(self, request: Request) -> None:
        self._finish(request, self._outcome(request, acknowledged=True), acknowledged=True)

    def _sorry(self, words: str, request: Request, error: Exception) -> Reply:
        ref = secrets.token_hex(2).upper()
        log.error("router.failed", ref=ref, kind=request.kind, name=self._found_by(request), exc_info=error)
        return Reply(shown=message(words.format(ref=ref)))


def _as_modal(shown: Rendered) -> RenderedView:
    """Show over the Home tab what elsewhere would be a message: what is to be read, and links; buttons stay behind."""
    plain = shown.plainer or shown
    drawn = [block for block in plain.blocks if block["type"] in _READ or _only_leads_elsewhere(block)]
    view = modal("router.shown", "Careercheck", section("text", plain.text)).view
    return RenderedView({**view, "blocks": drawn or view["blocks"]})


def _only_leads_elsewhere(block: Mapping[str, Any]) -> bool:
    return block["type"] == "actions" and all("url" in element for element in block["elements"])
