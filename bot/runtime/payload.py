"""Slack's payloads, read into a `Request`. The only place that knows their shapes.

Nothing is taken for granted: what is missing, or something else than it should be, reads as nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.runtime.blocks import Rendered
from bot.runtime.request import Request
from bot.runtime.shape import at

Payload = Mapping[str, Any]

_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # no database takes these, and nobody can type them
_ID = re.compile(r"[A-Z0-9]{2,32}")
_TS = re.compile(r"[0-9.]{1,32}", re.ASCII)
_EVENT_ID = re.compile(r"\w{1,64}", re.ASCII)
_URL = re.compile(r"https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?/[!-~]{1,2000}", re.ASCII)
_OWN_WORDS = {None, "file_share", "thread_broadcast"}  # subtypes under which somebody says something


class Unreadable(ValueError):
    """A payload without what every payload has: a team and a user."""


def command(body: Payload) -> Request:
    """Read a slash command. Its first word is the name; phones write curly quotes and hard spaces."""
    text = _typed(body.get("text")).strip()
    words = text.split(maxsplit=1)
    return Request(
        kind="command",
        name=words[0].lower() if words else "",
        text=text,
        workspace=_required(body.get("team_id")),
        user_id=_required(body.get("user_id")),
        channel=_id(body.get("channel_id")),
        trigger_id=_text(body.get("trigger_id")),
        response_url=_url(body.get("response_url")),
    )


def click(body: Payload) -> Request:
    """Read a click on a button or a pick in a menu. What follows a colon in an action id only keeps ids apart."""
    action = at(body, "actions", 0)
    return Request(
        kind="click",
        name=_text(at(action, "action_id")).partition(":")[0],
        value=_picked(action),
        action_ts=_ts(at(action, "action_ts")),
        workspace=_team(body),
        user_id=_required(at(body, "user", "id")),
        channel=_id(at(body, "channel", "id") or at(body, "container", "channel_id")),
        message_ts=_ts(at(body, "container", "message_ts") or at(body, "message", "ts")),
        ephemeral=bool(at(body, "container", "is_ephemeral")),
        thread_ts=_ts(at(body, "message", "thread_ts") or at(body, "container", "thread_ts")),
        trigger_id=_text(body.get("trigger_id")),
        response_url=_url(body.get("response_url")),
        clicked=_clicked(body.get("message")),
        values=_values(body.get("state") or at(body, "view", "state")),
    )


def form(body: Payload) -> Request:
    """Read a modal that was submitted."""
    view = body.get("view")
    return Request(
        kind="submit",
        name=_text(at(view, "callback_id")),
        workspace=_team(body),
        user_id=_required(at(body, "user", "id")),
        metadata=_text(at(view, "private_metadata")),
        view_id=_id(at(view, "id")),
        trigger_id=_text(body.get("trigger_id")),
        values=_values(at(view, "state")),
    )


def shortcut(body: Payload) -> Request:
    """Read a global shortcut, or one on a message: of that only one's own words and their time are read.

    Where it was used goes no further, so the answer opens as a modal: nobody in a channel sees a trace.
    """
    said = body.get("message")
    user_id = _required(at(body, "user", "id"))
    own = at(said, "user") == user_id and not at(said, "bot_id") and at(said, "subtype") in (*_OWN_WORDS, "me_message")
    return Request(
        kind="shortcut",
        name=_text(body.get("callback_id")),
        workspace=_team(body),
        user_id=user_id,
        text=_typed(at(said, "text")) if own else "",
        message_ts=_ts(at(said, "ts")) if own else "",
        own=own,
        trigger_id=_text(body.get("trigger_id")),
    )


def event(body: Payload) -> Request | None:
    """Read an event; None for one that says nothing to us (our own messages coming back, bots, other channels)."""
    inner = body.get("event")
    name = _text(at(inner, "type"))
    if name == "message":
        return _message(body, inner)
    user = at(inner, "user")
    user_id = at(user, "id") if isinstance(user, dict) else user
    return Request(
        kind="event",
        name=name,
        workspace=_required(body.get("team_id")),
        user_id="" if user_id is None else _required(user_id),
        channel=_id(at(inner, "channel")),
        event_id=_event_id(body),
        body=inner or {},
    )


def _message(body: Payload, inner: Any) -> Request | None:
    subtype = at(inner, "subtype")
    said = inner
    if subtype == "message_changed":
        said = at(inner, "message")
        if at(said, "text") == at(inner, "previous_message", "text"):
            return None  # a link preview appeared, or the like
    elif subtype == "message_deleted":
        said = at(inner, "previous_message")
    elif not (subtype is None or isinstance(subtype, str)) or subtype not in _OWN_WORDS:
        return None
    if at(inner, "channel_type") != "im" or at(said, "bot_id") or at(inner, "bot_id") or not at(said, "user"):
        return None
    return Request(
        kind="event" if subtype in ("message_changed", "message_deleted") else "message",
        name=subtype or "message",
        workspace=_required(body.get("team_id")),
        user_id=_required(at(said, "user")),
        text=_typed(at(said, "text")),
        channel=_id(at(inner, "channel")),
        message_ts=_ts(at(inner, "deleted_ts") or at(said, "ts")),
        thread_ts=_ts(at(said, "thread_ts")),
        event_id=_event_id(body),
    )


def _clicked(message: Any) -> Rendered | None:
    """Read the message that a button was clicked in; None where Slack does not send it along."""
    text, blocks = _text(at(message, "text")), at(message, "blocks")
    if not text or not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return None
    return Rendered(text, tuple(blocks))


def _event_id(body: Payload) -> str | None:
    event_id = body.get("event_id")
    if event_id is None:
        return None
    if not isinstance(event_id, str) or not _EVENT_ID.fullmatch(event_id):
        raise Unreadable
    return event_id


def _team(body: Payload) -> str:
    return _required(at(body, "team", "id") or at(body, "user", "team_id"))


def _required(value: Any) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Unreadable
    return value


def _id(value: Any) -> str:
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _ts(value: Any) -> str:
    return value if isinstance(value, str) and _TS.fullmatch(value) else ""


def _url(value: Any) -> str:
    return value if isinstance(value, str) and _URL.fullmatch(value) else ""


def _typed(value: Any) -> str:
    return _text(value).translate(_QUOTES)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return value if value.isascii() and "\0" not in value else _UNSTORABLE.sub("", value)


def _values(state: Any) -> dict[str, str | tuple[str, ...]]:
    blocks = at(state, "values")
    if not isinstance(blocks, dict):
        return {}
    fields = [elements for elements in blocks.values() if isinstance(elements, dict)]
    return {_text(action_id): _held(element) for elements in fields for action_id, element in elements.items()}


def _held(element: Any) -> str | tuple[str, ...]:
    """Read a field of a form: the values of all boxes that are ticked, or the one thing picked or written.

    Of people who are picked, what is no id is left out.
    """
    people = at(element, "selected_users")
    if isinstance(people, list):
        return tuple(user_id for one in people if (user_id := _id(one)))
    ticked = at(element, "selected_options")
    return tuple(_text(at(one, "value")) for one in ticked) if isinstance(ticked, list) else _picked(element)


def _picked(element: Any) -> str:
    if person := _id(at(element, "selected_user")):
        return person
    picked = at(element, "value") or at(element, "selected_option", "value") or at(element, "selected_date")
    return _text(picked)
