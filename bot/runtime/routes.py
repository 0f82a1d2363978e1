"""Which feature deals with a request: what the features declared, found by its kind and name, or by what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import structlog

from advice.words import key
from bot.runtime.blocks import message
from bot.runtime.feature import Command, Feature, Handler, Talker, commands, merged
from bot.runtime.request import Kind, Reply, Request
from bot.runtime.services import Services

UNKNOWN = "That isn't something I know any more. Type `/careercheck help` to see what I can do."
LONGEST_SAID = 100  # characters

log = structlog.get_logger(__name__)


class Routes:
    """Everything that the features declared, by its name."""

    def __init__(self, services: Services, features: Iterable[Feature]) -> None:
        features = tuple(features)
        self._services = services
        self.commands: Mapping[str, Command] = commands(features, services.catalog)
        self._spoken = {key(spoken): word for word, command in self.commands.items() for spoken in command.spoken}
        self._begins = {begun: word for word, command in self.commands.items() for begun in command.begins}
        self._asks = [(command.asks, word) for word, command in self.commands.items() if command.asks is not None]
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

    def sayable(self, request: Request) -> str:
        """Return the request's name for a log line: a command that we do not know is what somebody typed."""
        return request.name if request.kind != "command" or request.name in self.commands else "-"

    def _spelled_out(self, request: Request) -> Request:
        """Read what people say for a command as the command: it may be several words."""
        word = self._said(request.text)
        if word is None:
            word = self._begins.get(request.name)
        return request if word is None else replace(request, name=word)

    def _said(self, text: str) -> str | None:
        """Return the command for which people say this, or ask in other words; a long text is none."""
        if len(text) > LONGEST_SAID:
            return None
        spoken = self._spoken.get(key(text))
        if spoken is not None:  # an empty one too: it is the word of the command alone
            return spoken
        return next((word for asks, word in self._asks if asks(text)), None)

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
