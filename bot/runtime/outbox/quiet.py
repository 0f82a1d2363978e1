"""Whether somebody wants no notifications now, as they told Slack: asked before what nobody waits for is sent."""

from __future__ import annotations

from datetime import datetime

import structlog

from bot.runtime.errors import SlackError
from bot.runtime.slack import SlackDoor

SCOPE = "dnd:read"  # optional: without it nobody is asked

log = structlog.get_logger(__name__)


def quiet_until(door: SlackDoor, user_id: str, now: datetime) -> datetime | None:
    """Return the UTC instant until which a person wants quiet at `now`; None: they do not, or Slack does not say."""
    if SCOPE not in door.scopes:
        return None
    try:
        hours = door.quiet_hours(user_id)
    except SlackError as error:  # a courtesy that must hold nothing up
        log.info("outbox.quiet_unknown", code=error.code)
        return None
    return hours.ends if hours and hours.begins <= now < hours.ends else None
