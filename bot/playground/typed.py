"""What Slack makes of what a person types."""

from __future__ import annotations

import html
import re

from bot.playground.workspace import Workspace

NAMED = re.compile(r"(?<![\w@#&])([@#])([a-z0-9._-]+)")


def message_text(workspace: Workspace, text: str) -> str:
    """Return the text of a message: escaped, and with known names turned into mentions."""
    return NAMED.sub(lambda found: _mention(workspace, found, named=False), html.escape(text, quote=False))


def command_text(workspace: Workspace, text: str) -> str:
    """Return the arguments of a slash command: unescaped, mentions with the name in them."""
    return NAMED.sub(lambda found: _mention(workspace, found, named=True), text)


def _mention(workspace: Workspace, found: re.Match[str], named: bool) -> str:
    sign, name = found.groups()
    if sign == "@":
        ids = [person.id for person in workspace.people.values() if person.name == name]
    else:
        ids = [one.id for one in workspace.conversations.values() if one.kind == "channel" and one.name == name]
    if not ids:
        return found.group()
    return f"<{sign}{ids[0]}|{name}>" if named or sign == "#" else f"<{sign}{ids[0]}>"
