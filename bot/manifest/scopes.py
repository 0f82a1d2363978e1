"""What the bot token may do, each scope with the reason why the bot cannot do without it."""

from __future__ import annotations

from collections.abc import Mapping

SCOPES: Mapping[str, str] = {
    "chat:write": "to answer people, and to keep its own messages up to date",
    "commands": "for the slash command and the shortcuts",
    "im:history": "only so that what people write to the bot reaches it; it never reads a history",
    "im:write": "to open the direct conversation with somebody",
    "users:read": "to tell full members from guests, to notice who leaves, and to know time zones",
}
"""Scope -> why; without any one of them something does not work."""

OPTIONAL: Mapping[str, str] = {
    "dnd:read": "to keep nudges and reminders back while somebody has notifications paused in Slack",
    "files:write": "to hand people an export of their data as files; without it, it comes as messages",
    "usergroups:read": "to offer the workspace's user groups to whoever invites people to a team",
}
"""Scope -> why; declining one at installation leaves the rest working."""
