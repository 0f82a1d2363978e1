"""Blocks and views as Slack stores them: with the defaults and ids it adds itself."""

from __future__ import annotations

import copy

from bot.playground.state import Json
from bot.playground.workspace import Workspace

DEFAULTS: dict[str, Json] = {
    "mrkdwn": {"verbatim": False},
    "plain_text": {"emoji": True},
    "input": {"optional": False, "dispatch_action": False},
    "plain_text_input": {"dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}},
}
"""What Slack adds to an object of a type, where the app left it out."""


def normal(blocks: list[Json], workspace: Workspace) -> list[Json]:
    """Return a copy of blocks with block_ids, action_ids and defaults filled in."""
    stored = copy.deepcopy(blocks)
    _name(stored, workspace)
    _fill(stored, workspace)
    return stored


def normal_view(view: Json, workspace: Workspace) -> Json:
    """Return a copy of a view as Slack stores it."""
    stored = copy.deepcopy(view)
    stored["blocks"] = normal(view["blocks"], workspace)
    _fill([stored.get(part) for part in ("title", "submit", "close")], workspace)
    return stored


def inner_blocks(block: Json) -> list[Json]:
    """Return the blocks inside a block: a container's, or the cards of a carousel."""
    cards = [part for part in block.get("elements", []) if part.get("type") == "card"]
    return [*block.get("child_blocks", []), *cards]


def _name(blocks: list[Json], workspace: Workspace) -> None:
    for block in blocks:
        if not block.get("block_id"):
            block["block_id"] = workspace.next_id("b", 5)
        _name(inner_blocks(block), workspace)


def _fill(node: object, workspace: Workspace) -> None:
    if isinstance(node, list):
        for item in node:
            _fill(item, workspace)
    elif isinstance(node, dict):
        kind = str(node.get("type", ""))
        for key, value in DEFAULTS.get(kind, {}).items():
            node.setdefault(key, value)
        for part in ("element", "accessory"):
            if isinstance(node.get(part), dict) and node[part].get("type") != "image":
                node[part].setdefault("action_id", workspace.next_id("a", 5))
        if kind in ("actions", "context_actions", "card"):
            for element in [*node.get("elements", []), *node.get("actions", [])]:
                element.setdefault("action_id", workspace.next_id("a", 5))
        for value in node.values():
            _fill(value, workspace)
