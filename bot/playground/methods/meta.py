"""Who am I, and where do I listen."""

from __future__ import annotations

import secrets

from bot.playground.core import Core
from bot.playground.state import Json


def auth_test(core: Core, args: Json) -> Json:
    """auth.test: the bot and its workspace."""
    del args
    cast = core.workspace.cast
    return {
        "url": f"https://{cast.domain}.slack.com/",
        "team": cast.team_name,
        "user": cast.bot.name,
        "team_id": cast.team_id,
        "user_id": cast.bot.user_id,
        "bot_id": cast.bot.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(core: Core, args: Json) -> Json:
    """apps.connections.open: an address for one socket, good for one use."""
    del args
    link = secrets.token_urlsafe(16)
    core.links.add(link)
    base = core.tickets.base_url.replace("http://", "ws://", 1)
    return {"url": f"{base}/link/?ticket={link}&app_id={core.workspace.cast.bot.app_id}"}
