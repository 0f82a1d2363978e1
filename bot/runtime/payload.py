"""Slack's payloads, read into a `Request`. The only place that knows their shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.runtime.request import Request

Payload = Mapping[str, Any]

_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})
_OWN_WORDS = {None, "file_share", "thread_broadcast"}  # subtypes under which somebody says something


class Unreadable(ValueError):
    """A payload without what every payload has: a team and a user."""


def command(body: Payload) -> Request:
    """Read a slash command. Its first word is the name; phones write curly quotes and hard spaces."""
    text = str(body.get("text") or "").translate(_QUOTES).strip()
    words = text.split(maxsplit=1)
    return Request(
        kind="command",
        name=words[0].lower() if words else "",
        text=text,
        workspace=_required(body.get("team_id")),
        user_id=_required(body.get("user_id")),
        channel=str(body.get("channel_id") or ""),
        trigger_id=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
    )


def click(body: Payload) -> Request:
    """Read a click on a button or a pick in a menu. What follows a colon in an action id only keeps ids apart."""
    action = (body.get("actions") or [{}])[0]
    container, said = body.get("container") or {}, body.get("message") or {}
    return Request(
        kind="click",
        name=str(action.get("action_id") or "").partition(":")[0],
        value=_picked(action),
        action_ts=str(action.get("action_ts") or ""),
        workspace=_team(body),
        user_id=_required((body.get("user") or {}).get("id")),
        channel=str((body.get("channel") or {}).get("id") or container.get("channel_id") or ""),
        message_ts=str(container.get("message_ts") or said.get("ts") or ""),
        ephemeral=bool(container.get("is_ephemeral")),
        thread_ts=str(said.get("thread_ts") or container.get("thread_ts") or ""),
        trigger_id=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
        values=_values(body.get("state") or (body.get("view") or {}).get("state")),
    )


def form(body: Payload) -> Request:
    """Read a modal that was submitted."""
    view = body.get("view") or {}
    return Request(
        kind="submit",
        name=str(view.get("callback_id") or ""),
        workspace=_team(body),
        user_id=_required((body.get("user") or {}).get("id")),
        metadata=str(view.get("private_metadata") or ""),
        trigger_id=str(body.get("trigger_id") or ""),
        values=_values(view.get("state")),
    )


def shortcut(body: Payload) -> Request:
    """Read a global shortcut."""
    return Request(
        kind="shortcut",
        name=str(body.get("callback_id") or ""),
        workspace=_team(body),
        user_id=_required((body.get("user") or {}).get("id")),
        trigger_id=str(body.get("trigger_id") or ""),
    )


def event(body: Payload) -> Request | None:
    """Read an event; None for one that says nothing to us (our own messages coming back, bots, other channels)."""
    inner = body.get("event") or {}
    name = str(inner.get("type") or "")
    if name == "message":
        return _message(body, inner)
    user = inner.get("user")
    user_id = user.get("id") if isinstance(user, Mapping) else user
    return Request(
        kind="event",
        name=name,
        workspace=_required(body.get("team_id")),
        user_id=str(user_id or ""),
        channel=str(inner.get("channel") or ""),
        event_id=_event_id(body),
        body=inner,
    )


def _message(body: Payload, inner: Payload) -> Request | None:
    subtype = inner.get("subtype")
    said = inner
    if subtype == "message_changed":
        said = inner.get("message") or {}
        if said.get("text") == (inner.get("previous_message") or {}).get("text"):
            return None  # a link preview appeared, or the like
    elif subtype == "message_deleted":
        said = inner.get("previous_message") or {}
    elif subtype not in _OWN_WORDS:
        return None
    if inner.get("channel_type") != "im" or said.get("bot_id") or inner.get("bot_id") or not said.get("user"):
        return None
    return Request(
        kind="event" if subtype in ("message_changed", "message_deleted") else "message",
        name=str(subtype or "message"),
        workspace=_required(body.get("team_id")),
        user_id=str(said["user"]),
        text=str(said.get("text") or "").translate(_QUOTES),
        channel=str(inner.get("channel") or ""),
        message_ts=str(inner.get("deleted_ts") or said.get("ts") or ""),
        thread_ts=str(said.get("thread_ts") or ""),
        event_id=_event_id(body),
    )


def _event_id(body: Payload) -> str | None:
    return str(body["event_id"]) if body.get("event_id") else None


def _team(body: Payload) -> str:
    return _required((body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id"))


def _required(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z0-9]{2,32}", value):
        raise Unreadable
    return value


def _values(state: Any) -> dict[str, Any]:
    blocks = (state or {}).get("values") or {}
    return {
        action_id: _picked(element) for elements in blocks.values() for action_id, element in (elements or {}).items()
    }


def _picked(element: Payload) -> str:
    option = element.get("selected_option") or {}
    return str(element.get("value") or option.get("value") or element.get("selected_date") or "")
