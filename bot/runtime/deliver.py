"""A payload handed to the app, whichever way it came, and what Slack hears of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from slack_bolt import App, BoltRequest, BoltResponse

from bot.runtime import shape

log = structlog.get_logger(__name__)


def deliver(app: App, payload: dict[str, Any]) -> BoltResponse:
    """Let the app deal with a payload that is known to be Slack's.

    What nobody listens to is acknowledged: brought again, it would say no more. Only an event that could not be saved
    is not (503), so that Slack brings it again.
    """
    payload = shape.without_nulls(payload)
    if payload.get("type") == "app_rate_limited":
        log.error("payload.rate_limited")  # what people type is dropped for a minute, and nobody else tells us
        return BoltResponse(status=HTTPStatus.OK)
    flaw = shape.flaw(payload)
    if flaw is not None:
        log.warning("payload.not_for_us", flaw=flaw)
        return BoltResponse(status=HTTPStatus.OK)
    # As Socket Mode hands payloads over, read already: an app in HTTP mode would read, and verify, a second time.
    return app.dispatch(BoltRequest(mode="socket_mode", body=payload))
