"""What a payload must look like before Bolt reads it: Bolt takes much for granted, and fails before any of us hears.

A payload that is signed but odd is Slack's newest idea, or a mistake: neither may look like a bot that broke.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OBJECT, _LIST, _TEXT = (dict,), (list,), (str,)
_ID = (str, dict)  # an id, or something that has one
# What Bolt looks for in a payload, in its event, and in the messages of that: there or not, but of this kind.
_KINDS: Mapping[str, tuple[type, ...]] = {
    "command": _TEXT,
    "type": _TEXT,
    "enterprise": _ID,
    "team": _ID,
    "user": _ID,
    "channel": _ID,
    "event": _OBJECT,
    "view": _OBJECT,
    "message": _OBJECT,
    "previous_message": _OBJECT,
    "item": _OBJECT,
    "assistant_thread": _OBJECT,
    "function_data": _OBJECT,
    "actions": _LIST,
    "authorizations": _LIST,
    "response_urls": _LIST,
}
_WITHIN = ("event", "message", "previous_message", "item", "assistant_thread")
# What we are told about, by the payload's type, and where the name stands that it is found by.
_NAMES: Mapping[str | None, tuple[tuple[str | int, ...], ...]] = {
    None: (("command",),),
    "block_actions": (("actions", 0, "action_id"),),
    "block_suggestion": (("action_id",),),
    "view_submission": (("view", "callback_id"), ("view", "type")),
    "view_closed": (("view", "callback_id"), ("view", "type")),
    "shortcut": (("callback_id",),),
    "message_action": (("callback_id",),),
    "event_callback": (("event", "type"),),
    "url_verification": (("challenge",),),
}


def at(thing: Any, *path: str | int) -> Any:
    """Return what stands there in a payload, or None where there is nothing, or something else on the way."""
    for step in path:
        if isinstance(thing, dict):
            thing = thing.get(step)
        elif isinstance(thing, list) and isinstance(step, int) and step < len(thing):
            thing = thing[step]
        else:
            return None
    return thing


def flaw(payload: dict[str, Any]) -> str | None:
    """Return in a word why nobody could listen to a payload, or None where somebody may."""
    if not _fits(payload):
        return "odd"
    names = _NAMES.get(payload.get("type"))
    if names is None:
        return "unknown"
    return None if all(isinstance(at(payload, *path), str) for path in names) else "nameless"


def without_nulls(payload: dict[str, Any]) -> dict[str, Any]:
    """Return the payload without what it says is not there: Bolt knows what to do with a missing key."""
    return {key: value for key, value in payload.items() if value is not None}


def _fits(thing: dict[str, Any]) -> bool:
    for key, kinds in _KINDS.items():
        value = thing.get(key)
        if value is not None and not isinstance(value, kinds):
            return False
    lists = [one for key in ("authorizations", "response_urls") for one in (thing.get(key) or ())[:2]]
    if not all(isinstance(one, dict) for one in lists) or len(thing.get("response_urls") or ()) > 1:
        return False
    within = [thing[key] for key in _WITHIN if thing.get(key)] + (thing.get("authorizations") or [])[:1]
    return all(map(_fits, within))
