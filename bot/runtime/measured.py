"""The parts that count what they do. They stand in for the plain ones where metrics are wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from slack_bolt import Ack

from bot.runtime.blocks import Rendered
from bot.runtime.clock import Clock
from bot.runtime.errors import Denied, NotMet, Repeated, SlackError, Stale
from bot.runtime.metrics import Metrics
from bot.runtime.request import Reply, Request
from bot.runtime.router import Router
from bot.runtime.slack import SlackDoor
from bot.store.engine import DatabaseBusy, DatabaseDamaged

_OUTCOMES: Mapping[type[Exception], str] = {
    Denied: "denied",
    NotMet: "not_met",
    Stale: "stale",
    Repeated: "repeated",
    DatabaseBusy: "database_busy",
    DatabaseDamaged: "database_busy",
}
_KNOWN = tuple(_OUTCOMES)
_CODE = re.compile(r"\w{1,40}", re.ASCII)  # a label is no place for whatever comes


class MeasuredRouter(Router):
    """Counts requests by kind and outcome, and how long each waits for its answer."""

    def __init__(self, *parts: Any, clock: Clock, metrics: Metrics) -> None:
        super().__init__(*parts)
        self._clock = clock
        self._metrics = metrics

    def handle(self, request: Request) -> Reply:
        """Deal with a request, and count what came of it."""
        outcome = "failed"
        try:
            reply = super().handle(request)
            outcome = "done"
        except _KNOWN as error:
            outcome = _OUTCOMES[type(error)]
            raise
        finally:
            self._count(request, outcome)
        return reply

    def on_command(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Answer a command."""
        with self._timed("command"):
            super().on_command(ack, body)

    def on_click(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Answer a click."""
        with self._timed("click"):
            super().on_click(ack, body)

    def on_submit(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Answer a form."""
        with self._timed("submit"):
            super().on_submit(ack, body)

    def on_shortcut(self, ack: Ack, body: Mapping[str, Any]) -> None:
        """Answer a shortcut."""
        with self._timed("shortcut"):
            super().on_shortcut(ack, body)

    def on_event(self, body: Mapping[str, Any]) -> None:
        """Take in an event."""
        with self._timed("event"):
            super().on_event(body)

    def _count(self, request: Request, outcome: str) -> None:
        self._metrics.requests.labels(request.kind, outcome).inc()
        if outcome == "database_busy":
            self._metrics.busy.labels("request").inc()

    @contextmanager
    def _timed(self, kind: str) -> Iterator[None]:
        began = self._clock.monotonic()
        try:
            yield
        finally:
            self._metrics.acknowledged.labels(kind).observe(self._clock.monotonic() - began)


class MeasuredDoor(SlackDoor):
    """Counts calls to Slack by method and outcome, and how long each takes."""

    def __init__(self, token: str, base_url: str, *, clock: Clock, metrics: Metrics) -> None:
        super().__init__(token, base_url)
        self._clock = clock
        self._metrics = metrics

    def call(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Call a method."""
        with self._measured(method):
            return super().call(method, arguments)

    def respond(
        self, response_url: str, rendered: Rendered, *, replace: bool = False, thread_ts: str | None = None
    ) -> None:
        """Answer a command or click through its own address."""
        with self._measured("respond"):
            super().respond(response_url, rendered, replace=replace, thread_ts=thread_ts)

    @contextmanager
    def _measured(self, method: str) -> Iterator[None]:
        began, outcome = self._clock.monotonic(), "ok"
        try:
            yield
        except SlackError as error:
            outcome = error.code if _CODE.fullmatch(error.code) else "other"
            raise
        finally:
            self._metrics.calls.labels(method, outcome).inc()
            self._metrics.call_seconds.labels(method).observe(self._clock.monotonic() - began)
