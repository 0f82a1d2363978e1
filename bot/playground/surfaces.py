"""Whole messages and views: what Slack says before anything is shown."""

from __future__ import annotations

import json
from typing import Any

from bot.playground.refusal import Refused
from bot.playground.workspace import Json

LONGEST_TEXT = 40_000
MOST_IN_BLOCKS = 13_000
LARGEST_VIEW = 250_000


def check_message(text: str, blocks: Any, most_in_blocks: int | None = MOST_IN_BLOCKS) -> None:
    """Raise Refused where Slack would not take a message."""
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long")


def check_view(view: Any, kind: str) -> Json:
    """Return a view that Slack would take. Raises Refused."""
    if not isinstance(view, dict) or view.get("type") != kind:
        raise Refused("invalid_arguments", ["[ERROR] missing required field: view"])
    if len(json.dumps(view)) > LARGEST_VIEW:
        raise Refused("view_too_large")
    return view
