"""What all acts of people share: the refusal as an answer, and waiting for the bot."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from bot.playground.core import Core
from bot.playground.envelope import Delivery
from bot.playground.refusal import Refused
from bot.playground.state import Json, Message

REAL_PATIENCE = 10.0
"""Real seconds after which an act gives up on a bot that does not answer, should the simulated clock stand still."""
P = ParamSpec("P")
A = TypeVar("A", bound="Actor")


def verb(function: Callable[Concatenate[A, P], Json | None]) -> Callable[Concatenate[A, P], Json]:
    """Make a verb of a method: `{"ok": true, ...}`, or the refusal as `{"ok": false, "error": ...}`."""

    @functools.wraps(function)
    def acting(self: A, /, *args: P.args, **kwargs: P.kwargs) -> Json:
        try:
            return {"ok": True} | (function(self, *args, **kwargs) or {})
        except Refused as refused:
            return refused.body()

    return acting


class Actor:
    """Hands in one workspace; safe from any thread."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._workspace = core.workspace
        self._lock = core.workspace.lock

    def _visible(self, user: str, channel: str, ts: str) -> Message:
        message = self._workspace.message(channel, ts)
        if message.seen_by not in (None, user):
            raise Refused("message_not_found")
        return message

    def _result(self, delivery: Delivery) -> Json:
        """Wait until Slack would show something, with the lock released while waiting."""
        with self._lock:
            self._lock.wait_for(lambda: delivery.done, REAL_PATIENCE)
            if delivery.state == "answered":
                return delivery.result
            raise Refused("dispatch_failed" if delivery.state == "lost" else "timeout")
