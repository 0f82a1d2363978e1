"""User groups of the workspace, where the bot may see them: without them everything goes on but this short cut."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from bot.runtime.errors import SlackError
from bot.runtime.fields import Options
from bot.runtime.room import OPTION, shorten
from bot.runtime.slack import SlackDoor

SCOPE = "usergroups:read"  # optional
MOST = 100  # options of a menu

log = structlog.get_logger(__name__)


def offered(door: SlackDoor) -> Options:
    """Return the user groups that may be picked, by id and name; none where Slack does not say."""
    if SCOPE not in door.scopes:
        return ()
    try:
        groups = door.user_groups()
    except SlackError as error:  # a courtesy that must hold nothing up
        log.info("team.groups_unknown", code=error.code)
        return ()
    return [(group, shorten(name, OPTION)) for group, name in groups[:MOST]]


def members(door: SlackDoor, group: str) -> Sequence[str] | None:
    """Return who is in a user group; None where Slack does not say."""
    if SCOPE not in door.scopes:
        return None
    try:
        return door.group_members(group)
    except SlackError as error:
        log.warning("team.group_not_read", code=error.code)
        return None
