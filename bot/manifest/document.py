"""The manifest from which Slack creates the app. What the app listens to is what the features declare.

Slack takes an object with a key it does not know for a mistake, and refuses the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from advice.catalog import builtin, load
from bot.manifest.scopes import OPTIONAL, SCOPES
from bot.runtime.feature import Feature, commands

COMMAND = "/careercheck"
DESCRIPTION = "Check where your career stands"
LONG_DESCRIPTION = (
    "Careercheck helps people who build technology to look at where their career stands. It asks one question at a "
    "time in a direct message, by button or in your own words, and ends in strengths, in what to work on and in next "
    "steps, each with its source. Nothing about your answers is kept before you agree, nobody else sees them in "
    "Slack, and they stay in a database that your own company runs."
)


class Shortcut(NamedTuple):
    """A shortcut in Slack's menus: its name there, what it does, and whether it stands at every message."""

    name: str
    description: str
    on: Literal["global", "message"]


SHORTCUTS: Mapping[str, Shortcut] = {
    "check_open": Shortcut("Career check", "Start a private career check", "global"),
    "brag_save": Shortcut("Save to my brag document", "Keep your own words as evidence, for you alone", "message"),
}
"""By callback id."""

_MESSAGES = "message.im"
_KINDS_OF_MESSAGE = ("message_changed", "message_deleted")  # subtypes: Slack knows no event of that name

Json = dict[str, Any]


def manifest(features: Iterable[Feature], url: str | None = None) -> Json:
    """Return the manifest (schema 2): for HTTP with the `request_url`, without one for Socket Mode."""
    features = tuple(features)
    calls: Json = {} if url is None else {"request_url": url}
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": "Careercheck",
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#2c4a3e",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": COMMAND.removeprefix("/"), "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": DESCRIPTION,
                    "usage_hint": usage_hint(features),
                    "should_escape": True,
                    **({} if url is None else {"url": url}),
                }
            ],
            "shortcuts": shortcuts(features),
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES), **({"bot_optional": sorted(OPTIONAL)} if OPTIONAL else {})}},
        "settings": {
            "event_subscriptions": {**calls, "bot_events": events(features)},
            "interactivity": {"is_enabled": True, **calls},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def usage_hint(features: Iterable[Feature]) -> str:
    """Return every word of the command, as the content that comes with the bot has it.

    Help comes first: Slack cuts a long hint at its end.
    """
    words = [word for word in commands(features, load(builtin())) if word]
    return f"[{' | '.join(sorted(words, key=lambda word: word != 'help'))}]"


def events(features: Iterable[Feature]) -> list[str]:
    """Return the events that the features listen to, by the names under which Slack offers them."""
    found = set()
    for feature in features:
        found |= {_MESSAGES if name in _KINDS_OF_MESSAGE else name for name in feature.events}
        if feature.messages or feature.fallback:
            found.add(_MESSAGES)
    return sorted(found)


def shortcuts(features: Iterable[Feature]) -> list[Json]:
    """Return the shortcuts, of both kinds."""
    return [
        {"name": known.name, "type": known.on, "callback_id": callback_id, "description": known.description}
        for feature in features
        for callback_id in feature.shortcuts
        for known in [SHORTCUTS[callback_id]]
    ]
