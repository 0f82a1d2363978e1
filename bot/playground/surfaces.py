"""Whole messages and views: what Slack says before anything is shown."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from bot.playground.blocks import check_blocks
from bot.playground.objects import plain
from bot.playground.refusal import Refused
from bot.playground.rules import Rule, anything, boolean, fields, problem, string
from bot.playground.state import Json

LONGEST_TEXT = 40_000
MOST_IN_BLOCKS = 13_000
MOST_MARKDOWN = 12_000
LARGEST_VIEW = 250_000
MOST_IN_A_MESSAGE = {"data_visualization": 2, "table": 1}

ANY_VIEW: dict[str, Rule] = {"private_metadata": string(3000), "callback_id": string(255), "external_id": string(255)}
MODAL_PARTS: dict[str, Rule] = {
    "submit": plain(24),
    "close": plain(24),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
    "submit_disabled": boolean,
}
VIEWS = {
    "modal": fields({"type": anything, "title": plain(24), "blocks": anything}, {**ANY_VIEW, **MODAL_PARTS}),
    "home": fields({"type": anything, "blocks": anything}, ANY_VIEW),
}


def check_message(text: str, blocks: Any, most_in_blocks: int | None = MOST_IN_BLOCKS) -> None:
    """Raise Refused where Slack would not take a message.

    Args:
        text: the whole text.
        blocks: what the app sent as blocks, whatever it is.
        most_in_blocks: how many characters all blocks may hold together; None for no limit.
    """
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    wrong = check_blocks(blocks, "message", "/blocks") or _too_many(blocks)
    if wrong:
        raise Refused("invalid_blocks", wrong)
    if most_in_blocks is not None and characters(blocks) > most_in_blocks:
        raise Refused("msg_blocks_too_long")


def check_view(view: Any, kind: str) -> Json:
    """Return a view of this kind (modal or home) that Slack would take.

    Raises:
        Refused: invalid_arguments, with what is wrong where; view_too_large.
    """
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", [problem("missing required field: view", "/view")])
    if view.get("type") != kind:
        raise Refused("invalid_arguments", [problem(f"must be a view of type {kind}", "/view/type")])
    if len(json.dumps(view)) > LARGEST_VIEW:
        raise Refused("view_too_large")
    wrong = list(VIEWS[kind](view, "/view")) or check_blocks(view["blocks"], kind, "/view/blocks")
    if not wrong and kind == "modal" and "submit" not in view and _holds_inputs(view["blocks"]):
        wrong = [problem("must define `submit` to use an `input` block in modals", "/view")]
    if wrong:
        raise Refused("invalid_arguments", wrong)
    return view


def characters(node: Any) -> int:
    """Return how many characters of text blocks hold, however deep."""
    if isinstance(node, list):
        return sum(characters(item) for item in node)
    if isinstance(node, dict):
        return sum(
            len(item) if name == "text" and isinstance(item, str) else characters(item) for name, item in node.items()
        )
    return 0


def _too_many(blocks: list[Json]) -> list[str]:
    kinds = Counter(block["type"] for block in blocks)
    wrong = [
        problem(f"no more than {most} {kind} blocks allowed", "/blocks")
        for kind, most in MOST_IN_A_MESSAGE.items()
        if kinds[kind] > most
    ]
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MOST_MARKDOWN:
        wrong.append(problem(f"markdown must be less than {MOST_MARKDOWN + 1} characters", "/blocks"))
    return wrong


def _holds_inputs(blocks: list[Json]) -> bool:
    return any(block["type"] == "input" for block in blocks)
