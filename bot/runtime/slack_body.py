"""What we send to Slack, written as Slack reads it. Nothing here speaks to Slack."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from bot.runtime.blocks import Rendered

JSON, FORM = "application/json; charset=utf-8", "application/x-www-form-urlencoded"
BYTES = "application/octet-stream"
# What only reads does not see arguments in JSON: Slack answers as if they had not been sent.
_FORM_ONLY = frozenset(
    {
        "users.info",
        "dnd.info",
        "usergroups.list",
        "usergroups.users.list",
        "files.getUploadURLExternal",
        "files.completeUploadExternal",
    }
)
_NO_PREVIEWS = {"unfurl_links": False, "unfurl_media": False}


def content_type(method: str) -> str:
    """Return how a method reads its arguments."""
    return FORM if method in _FORM_ONLY else JSON


def written(body: Mapping[str, Any], content_type: str) -> bytes:
    """Return arguments as they go over the wire."""
    return (urlencode(body) if content_type == FORM else json.dumps(body)).encode()


def message(rendered: Rendered) -> dict[str, Any]:
    """Return what a message consists of."""
    return {"text": rendered.text, "blocks": rendered.blocks, "link_names": False}


def new_message(rendered: Rendered, thread_ts: str | None, *, broadcast: bool) -> dict[str, Any]:
    """Return a message to be posted; `broadcast` shows a reply in the conversation as well as in its thread."""
    body = {**message(rendered), **_NO_PREVIEWS}
    if thread_ts is not None:
        body["thread_ts"] = thread_ts
        if broadcast:
            body["reply_broadcast"] = True
    return body


def response(rendered: Rendered, thread_ts: str | None, *, replace: bool) -> dict[str, Any]:
    """Return what goes to a response address: only the person sees it, or the message is replaced."""
    body = {**message(rendered), **_NO_PREVIEWS, "replace_original": replace}
    if not replace:
        body["response_type"] = "ephemeral"
    if thread_ts is not None:
        body["thread_ts"] = thread_ts  # what only the person sees would else leave the thread
    return body
