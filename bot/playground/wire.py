"""The payloads Slack sends to an app: pure functions from state to JSON."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground import elements, stored
from bot.playground.cast import Person
from bot.playground.state import Conversation, Json, Message, View
from bot.playground.workspace import Workspace

TOKEN = "verification-token"  # noqa: S105 - the long retired field that every payload still carries
UNAUTHORISED = {"app_uninstalled", "tokens_revoked"}
"""Events whose envelope names no installation: there is none any more."""


@dataclass(frozen=True)
class Ticket:
    """The two capabilities that come with an interaction."""

    trigger_id: str
    response_url: str


def event(workspace: Workspace, body: Json) -> Json:
    """Return the envelope of one event."""
    cast = workspace.cast
    envelope: Json = {
        "token": TOKEN,
        "team_id": cast.team_id,
        "api_app_id": cast.bot.app_id,
        "event": body,
        "type": "event_callback",
        "event_id": workspace.next_id("Ev"),
        "event_time": workspace.epoch(),
    }
    if body["type"] in UNAUTHORISED:
        return envelope
    installation = {
        "enterprise_id": None, "team_id": cast.team_id, "user_id": cast.bot.user_id,
        "is_bot": True, "is_enterprise_install": False,
    }  # fmt: skip
    return envelope | {
        "context_team_id": cast.team_id,
        "context_enterprise_id": None,
        "authorizations": [installation],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6Im1lc3NhZ2UifQ",
    }


def slash(workspace: Workspace, person: Person, where: Conversation, text: str, ticket: Ticket) -> Json:
    """Return the payload of a slash command; every field is a string."""
    cast = workspace.cast
    return {
        "token": TOKEN,
        "team_id": cast.team_id,
        "team_domain": cast.domain,
        "channel_id": where.id,
        "channel_name": "privategroup" if where.is_private else where.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": cast.bot.command,
        "text": text,
        "api_app_id": cast.bot.app_id,
        "is_enterprise_install": "false",
        "response_url": ticket.response_url,
        "trigger_id": ticket.trigger_id,
    }


def interaction(workspace: Workspace, kind: str, person: Person) -> Json:
    """Return what all interactions have in common."""
    cast = workspace.cast
    team = person.home_team or cast.team_id
    return {
        "type": kind,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": team},
        "api_app_id": cast.bot.app_id,
        "token": TOKEN,
        "team": {"id": cast.team_id, "domain": cast.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def clicked_message(workspace: Workspace, person: Person, message: Message, action: Json, ticket: Ticket) -> Json:
    """Return `block_actions` of an element in a message. An ephemeral message does not travel along."""
    where = workspace.conversations[message.channel]
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.seen_by is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = interaction(workspace, "block_actions", person) | {
        "trigger_id": ticket.trigger_id,
        "container": container,
        "channel": {"id": where.id, "name": "privategroup" if where.is_private else where.name},
        "state": {"values": elements.values(message.blocks, message.picks.get(person.id, {}))},
        "response_url": ticket.response_url,
        "actions": [action],
    }
    if message.seen_by is None:
        payload["message"] = stored.message_object(workspace, message)
    return payload


def clicked_view(workspace: Workspace, person: Person, view: View, action: Json, trigger_id: str) -> Json:
    """Return `block_actions` of an element in a modal or on the Home tab: no channel, no response_url."""
    return interaction(workspace, "block_actions", person) | {
        "trigger_id": trigger_id,
        "container": {"type": "view", "view_id": view.id},
        "view": stored.view_object(workspace, view),
        "actions": [action],
    }


def submitted(workspace: Workspace, person: Person, view: View, trigger_id: str) -> Json:
    """Return `view_submission`."""
    return interaction(workspace, "view_submission", person) | {
        "trigger_id": trigger_id,
        "response_urls": [],
        "view": stored.view_object(workspace, view),
    }


def closed(workspace: Workspace, person: Person, view: View, is_cleared: bool) -> Json:
    """Return `view_closed`; it brings no trigger."""
    shown = stored.view_object(workspace, view) | {"state": {"values": {}}}
    return interaction(workspace, "view_closed", person) | {"is_cleared": is_cleared, "view": shown}


def shortcut(workspace: Workspace, person: Person, callback_id: str, trigger_id: str) -> Json:
    """Return the payload of a global shortcut."""
    return interaction(workspace, "shortcut", person) | {
        "action_ts": workspace.next_ts(),
        "callback_id": callback_id,
        "trigger_id": trigger_id,
    }


def message_shortcut(workspace: Workspace, person: Person, callback_id: str, message: Message, ticket: Ticket) -> Json:
    """Return `message_action`: a shortcut on a message, which travels along whole."""
    where = workspace.conversations[message.channel]
    return interaction(workspace, "message_action", person) | {
        "action_ts": workspace.next_ts(),
        "callback_id": callback_id,
        "trigger_id": ticket.trigger_id,
        "response_url": ticket.response_url,
        "message_ts": message.ts,
        "channel": {"id": where.id, "name": "privategroup" if where.is_private else where.name},
        "message": stored.message_object(workspace, message),
    }


def posted(workspace: Workspace, message: Message) -> Json:
    """Return the event of a new message, anybody's, the bot's own too."""
    body = stored.message_object(workspace, message) | {
        "channel": message.channel,
        "event_ts": message.ts,
        "channel_type": channel_type(workspace, message.channel),
    }
    if message.bot:
        body["bot_profile"] = stored.bot_profile(workspace)
    return body


def changed(workspace: Workspace, message: Message, before: Json) -> Json:
    """Return the event of an edited message. Nothing at the top says whose it was."""
    return _hidden(workspace, "message_changed", message.channel) | {
        "message": stored.message_object(workspace, message),
        "previous_message": before,
    }


def deleted(workspace: Workspace, channel: str, before: Json) -> Json:
    """Return the event of a deleted message."""
    return _hidden(workspace, "message_deleted", channel) | {"deleted_ts": before["ts"], "previous_message": before}


def _hidden(workspace: Workspace, subtype: str, channel: str) -> Json:
    ts = workspace.next_ts()
    kind = channel_type(workspace, channel)
    return {
        "type": "message", "subtype": subtype, "hidden": True, "channel": channel,
        "channel_type": kind, "ts": ts, "event_ts": ts,
    }  # fmt: skip


def channel_type(workspace: Workspace, channel: str) -> str:
    """Return Slack's word for the kind of conversation."""
    where = workspace.conversations[channel]
    return "im" if where.kind == "im" else "group" if where.is_private else "channel"
