"""The app asks Slack for what the bot uses, and for no more."""

from __future__ import annotations

import ast
import json
import re
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.declared import FEATURES
from bot.manifest import OPTIONAL, SCOPES
from bot.manifest.address import BadAddress, request_url
from bot.manifest.document import COMMAND, events, manifest
from bot.manifest.written import as_yaml
from bot.playground.cast import BotUser, Person
from bot.playground.methods import methods
from bot.playground.simulated import SimulatedSlack
from bot.runtime.clock import ManualClock
from tests.kit import MONDAY, Somebody, World
from tests.rules.source import calls, names, place, shipped, texts

Json = dict[str, Any]
ADDRESS = request_url("https://careercheck.example.com")
BOTH = [pytest.param(manifest(FEATURES), id="socket"), pytest.param(manifest(FEATURES, ADDRESS), id="http")]

# What Slack asks for. None: every token may.
SCOPE_OF_METHOD = {
    "auth.test": None,
    "apps.connections.open": None,  # the app-level token's
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "conversations.open": "im:write",
    "dnd.info": "dnd:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "files.delete": "files:write",
    "usergroups.list": "usergroups:read",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
    "views.open": None,
    "views.publish": None,
}
SCOPE_OF_EVENT = {
    "app_home_opened": None,
    "app_uninstalled": None,
    "message.im": "im:history",
    "team_join": "users:read",
    "tokens_revoked": None,
    "user_change": "users:read",
}
READS_HISTORIES = re.compile(
    r"(conversations|channels|groups|im|mpim)[._](history|replies)|search[._](all|files|messages|context)"
)
OURS = [file for file in shipped() if "playground" not in file.parts]

# The keys that Slack knows, and how long a text may be, as far as we use any; * stands for any place in a list.
KNOWN: dict[str, set[str]] = {
    "": {"_metadata", "display_information", "features", "oauth_config", "settings"},
    "_metadata": {"major_version"},
    "display_information": {"name", "description", "long_description", "background_color"},
    "features": {"app_home", "bot_user", "slash_commands", "shortcuts"},
    "features.app_home": {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
    "features.bot_user": {"display_name", "always_online"},
    "features.slash_commands.*": {"command", "description", "usage_hint", "should_escape", "url"},
    "features.shortcuts.*": {"name", "type", "callback_id", "description"},
    "oauth_config": {"scopes"},
    "oauth_config.scopes": {"bot", "bot_optional"},
    "settings": {
        "event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled",
    },
    "settings.event_subscriptions": {"request_url", "bot_events"},
    "settings.interactivity": {"is_enabled", "request_url"},
}  # fmt: skip
LENGTHS = {
    "display_information.name": (1, 35),
    "display_information.description": (1, 140),
    "display_information.long_description": (175, 4000),
    "features.bot_user.display_name": (1, 80),
    "features.slash_commands.*.command": (2, 32),
    "features.slash_commands.*.description": (1, 2000),
    "features.slash_commands.*.usage_hint": (1, 1000),
    "features.shortcuts.*.name": (1, 24),
    "features.shortcuts.*.description": (1, 150),
}


def walk(value: Any, where: str = "") -> list[tuple[str, Any]]:
    """Return every part of a manifest with its place."""
    inside = value.items() if isinstance(value, dict) else [("*", part) for part in value] if _is_list(value) else []
    return [(where, value), *(found for key, part in inside for found in walk(part, f"{where}.{key}".lstrip(".")))]


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


@pytest.mark.parametrize("made", BOTH)
def test_slack_knows_every_key_and_takes_every_length(made: Json) -> None:
    parts = walk(made)
    assert {
        (where, key) for where, part in parts if isinstance(part, dict) for key in part.keys() - KNOWN[where]
    } == set()
    lengths = {where: len(part) for where, part in parts if where in LENGTHS}
    assert lengths.keys() == LENGTHS.keys()
    assert {where: n for where, n in lengths.items() if not LENGTHS[where][0] <= n <= LENGTHS[where][1]} == {}
    assert len(made["features"]["shortcuts"]) <= 10
    assert len(made["settings"]["event_subscriptions"]["bot_events"]) <= 100


def named_methods() -> dict[str, str]:
    """Return each method of the Web API that our code calls, and where."""
    found = {
        str(call.args[0].value): place(file, call)
        for file in OURS
        for call in calls(file, "call")
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert "chat.postMessage" in found, "has the function another name now?"
    return found | {"apps.connections.open": "the library's, which opens the connection"}


def test_every_scope_is_asked_for_by_what_the_bot_does_and_whatever_it_does_has_its_scope() -> None:
    used = {SCOPE_OF_METHOD[method] for method in named_methods()} | {SCOPE_OF_EVENT[name] for name in events(FEATURES)}
    if any(feature.commands for feature in FEATURES) or any(feature.shortcuts for feature in FEATURES):
        used.add("commands")
    assert used - {None} == SCOPES.keys() | OPTIONAL.keys()
    assert not SCOPES.keys() & OPTIONAL.keys()
    assert SCOPE_OF_METHOD.keys() == named_methods().keys(), "a method that nobody calls any more"
    assert SCOPE_OF_EVENT.keys() == set(events(FEATURES)), "an event that nobody hears any more"


def test_every_event_is_one_that_a_feature_hears() -> None:
    assert set(events(FEATURES)) == {
        "message.im" if name.startswith("message_") else name for feature in FEATURES for name in feature.events
    } | {"message.im"}
    for feature in FEATURES:
        others = [other for other in FEATURES if other is not feature]
        alone = set(events([feature]))
        assert alone <= set(events(FEATURES))
        assert set(events(others)) | alone == set(events(FEATURES))
    assert events([]) == []


def test_no_history_is_ever_read() -> None:
    said = {text for file in OURS for text in texts(file) if READS_HISTORIES.search(text)}
    used = {place(file, node) for file in OURS for node, name in names(file) if READS_HISTORIES.search(name)}
    assert (said, used) == (set(), set())
    assert READS_HISTORIES.search("conversations.history")
    assert READS_HISTORIES.search("client.conversations_replies")
    assert READS_HISTORIES.search("search.messages")
    assert [name for name in methods() if READS_HISTORIES.search(name)] == []


def test_in_a_conversation_nothing_else_is_called(world: World, ana: Somebody) -> None:
    ana.opens_home()
    ana.runs("/careercheck")
    ana.clicks("I agree, start")
    ana.writes("a note")
    ana.deletes(ana.sees("a note"))
    world.restarts()
    ana.clicks("Not yet")
    called = {call.method for call in world.slack.calls}
    assert {"chat.postMessage", "chat.update", "views.publish"} <= called
    assert called - {"respond"} <= SCOPE_OF_METHOD.keys()


def test_the_simulated_slack_knows_the_app_as_the_manifest_describes_it() -> None:
    features = manifest(FEATURES)["features"]
    (command,) = features["slash_commands"]
    bot = BotUser()
    assert (bot.command, bot.description, bot.usage_hint) == (COMMAND, command["description"], command["usage_hint"])
    for kind, known in (("global", bot.shortcuts), ("message", bot.message_shortcuts)):
        told = [shortcut for shortcut in features["shortcuts"] if shortcut["type"] == kind]
        assert known == {shortcut["callback_id"]: shortcut["name"] for shortcut in told} != {}
    assert bot.name == features["bot_user"]["display_name"]


def test_the_simulated_slack_delivers_the_events_that_the_app_asks_for_and_no_others() -> None:
    slack = SimulatedSlack(ManualClock(MONDAY))
    ana = slack.cast.people[0].id
    slack.act.home(ana)
    slack.act.message(ana, "hello")
    slack.act.joins(Person("U0NEW0001", "new", "New Person"))
    slack.act.changes(ana, tz="Asia/Tokyo")
    slack.act.uninstalls()
    told = [delivery.payload["event"] for delivery in slack.outstanding()]
    delivered = {event["type"] + (".im" if event.get("channel_type") == "im" else "") for event in told}
    assert delivered == set(events(FEATURES))


def test_over_http_every_request_comes_to_the_one_address() -> None:
    over_socket, over_http = manifest(FEATURES), manifest(FEATURES, ADDRESS)
    where = "https://careercheck.example.com/slack/events"
    addresses = {place for place, value in walk(over_http) if value == where}
    assert addresses == {
        "features.slash_commands.*.url",
        "settings.event_subscriptions.request_url",
        "settings.interactivity.request_url",
    }
    assert "http" not in json.dumps(over_socket)
    assert over_socket["settings"]["socket_mode_enabled"] is True
    assert over_http["settings"]["socket_mode_enabled"] is False


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("https://c.example.com", "https://c.example.com/slack/events"),
        ("https://c.example.com/", "https://c.example.com/slack/events"),
        (" https://c.example.com:8443/bots/slack/events ", "https://c.example.com:8443/bots/slack/events"),
    ],
)
def test_an_address_is_taken_with_its_path_or_without(written: str, called: str) -> None:
    assert request_url(written) == called


@pytest.mark.parametrize(
    "written",
    ["", "c.example.com", "http://c.example.com", "https://", "https:///x", "https://c.example.com:port",
     "https://c.example.com?x=1", "https://me:secret@c.example.com", "https://c.example.com/#x", "https://c d.example",
     "https://[::1", "https://ç.example.com", "https://c.example.com/" + "x" * 3000],
)  # fmt: skip
def test_an_address_that_slack_cannot_call_is_refused(written: str) -> None:
    with pytest.raises(BadAddress):
        request_url(written)


def test_the_command_prints_what_slack_takes() -> None:
    def printed(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["manifest", *arguments])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert json.loads(printed()) == manifest(FEATURES)
    http = ("--transport", "http", "--url", "https://careercheck.example.com")
    assert json.loads(printed(*http)) == manifest(FEATURES, ADDRESS)
    assert printed(*http, "--format", "yaml") == as_yaml(manifest(FEATURES, ADDRESS)) + "\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--transport", "http"], "Over HTTP Slack has to know where the bot is"),
        (["--transport", "http", "--url", "http://c.example.com"], "Slack calls https addresses only"),
        (["--url", "https://c.example.com"], "Over Socket Mode Slack calls no address"),
    ],
)
def test_what_does_not_go_together_is_said_in_one_sentence(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["manifest", *arguments])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(said)
    assert len(result.stderr.splitlines()) == 1


def test_yaml_says_the_same_as_json() -> None:
    document = {
        "a": {"on": True, "of": 2},
        "list": ["plain", "two: parts", "# no comment", 'a "quote"', "café"],
        "things": [{"name": "x", "inner": {"deep": ["y"]}}, {"name": "z"}],
    }
    assert as_yaml(document).splitlines() == [
        "a:",
        "  on: true",
        "  of: 2",
        "list:",
        '  - "plain"',
        '  - "two: parts"',
        '  - "# no comment"',
        r'  - "a \"quote\""',
        '  - "café"',
        "things:",
        '  - name: "x"',
        "    inner:",
        "      deep:",
        '        - "y"',
        '  - name: "z"',
    ]
