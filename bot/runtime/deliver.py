"""A payload handed to the app, whichever way it came, and what Slack hears of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from slack_bolt import App, BoltRequest, BoltResponse

log = structlog.get_logger(__name__)


def deliver(app: App, payload: dict[str, Any]) -> BoltResponse:
    """Let the app deal with a payload that is known to be Slack's.

    What nobody listens to is acknowledged: brought again, it would say no more. Only an event that could not be saved
    is not (503), so that Slack brings it again.
    """
    # As Socket Mode hands payloads over, read already: an app in HTTP mode would read, and verify, a second time.
    response = app.dispatch(BoltRequest(mode="socket_mode", body=payload))
    if response.status == HTTPStatus.NOT_FOUND:
        log.info("payload.unknown")
        return BoltResponse(status=HTTPStatus.OK)
    return response
