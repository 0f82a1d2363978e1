"""What Slack says about somebody: in its user object, and as of when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.runtime.shape import at

LONGEST_ZONE = 64  # characters of a zone's name; as long as the table takes


def is_full_member(user: Mapping[str, Any], workspace: str) -> bool:
    """Tell a full member of the workspace from a guest, a bot, somebody from elsewhere or somebody deactivated."""
    teams = at(user, "enterprise_user", "teams")
    at_home = workspace == user.get("team_id", workspace) or (isinstance(teams, list) and workspace in teams)
    outside = user.get("is_stranger") or not at_home
    limited = user.get("is_restricted") or user.get("is_ultra_restricted")
    machine = user.get("is_bot") or user.get("id") == "USLACKBOT"
    return not (outside or limited or machine or user.get("deleted"))


def zone(user: Mapping[str, Any]) -> str | None:
    """Return Slack's name of their time zone; a deactivated person has none."""
    tz = user.get("tz")
    return tz if isinstance(tz, str) and len(tz) <= LONGEST_ZONE else None


def changed_at(user: Mapping[str, Any]) -> datetime | None:
    """Return when a user object last changed (UTC instant, by Slack's time, to the second); None: it does not say."""
    return _instant(user.get("updated"))


def happened_at(event: Mapping[str, Any]) -> datetime | None:
    """Return when an event happened (UTC instant, by Slack's time); None: it does not say.

    Events come again and in any order. This is finer than what the user object in it says, and never before that.
    """
    return _instant(event.get("event_ts"))


def _instant(seconds: Any) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float | str):
        return None
    try:
        return datetime.fromtimestamp(float(seconds), UTC) if float(seconds) > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
