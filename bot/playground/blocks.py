"""The table of blocks: what each may hold, and on which surface it may stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.playground.charts import CHART
from bot.playground.objects import (
    BUTTON,
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    SLACK_FILE,
    plain,
    text,
)
from bot.playground.rules import (
    Rule,
    anything,
    boolean,
    both,
    fields,
    items,
    later,
    number,
    one_of,
    problem,
    string,
    typed,
    url,
)

BLOCK_ID: dict[str, Rule] = {"block_id": string(255, 1)}


def _block(
    required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, either: tuple[str, ...] = ()
) -> Rule:
    return fields(required, {**(optional or {}), **BLOCK_ID}, either)


def _only_one_source(value: Any, at: str) -> Iterator[str]:
    if "image_url" in value and "slack_file" in value:
        yield problem("must define only one of `image_url` or `slack_file`", at)


def _distinct_action_ids(value: Any, at: str) -> Iterator[str]:
    seen: set[str] = set()
    for index, element in enumerate(value["elements"]):
        action_id = element.get("action_id")
        if action_id in seen:
            yield problem(f"`action_id` {action_id} already exists in this block", f"{at}/elements/{index}/action_id")
        seen.add(action_id)


def _equal_rows(value: Any, at: str) -> Iterator[str]:
    if len({len(row) for row in value["rows"]}) > 1:
        yield problem("all rows must have the same number of columns", f"{at}/rows")


# Parts of rich text vary too much to be worth a row each: their kinds are checked, their insides are not.
RICH_PARTS = typed(
    dict.fromkeys(
        ("text", "link", "emoji", "user", "usergroup", "channel", "team", "broadcast", "date", "color"), anything
    )
)
RICH_LINE = {"elements": items(RICH_PARTS, 1000, least=0)}
RICH_SECTION = fields(RICH_LINE)
RICH = typed(
    {
        "rich_text_section": RICH_SECTION,
        "rich_text_quote": fields(RICH_LINE, {"border": number(0, 1)}),
        "rich_text_preformatted": fields(RICH_LINE, {"border": number(0, 1), "language": string(255)}),
        "rich_text_list": fields(
            {"elements": items(typed({"rich_text_section": RICH_SECTION}), 1000), "style": one_of("bullet", "ordered")},
            {"indent": number(0, 8), "offset": number(0), "border": number(0, 1)},
        ),
    }
)
RICH_TEXT = _block({"elements": items(RICH, 1000)})
CELL = typed({"raw_text": fields({"text": string(3000, 1)}), "raw_number": anything, "rich_text": RICH_TEXT})
CARD = _block(
    {},
    {
        "hero_image": IMAGE, "icon": IMAGE, "slack_icon": anything, "title": text(150), "subtitle": text(150),
        "body": text(200), "subtext": text(200), "actions": items(typed({"button": BUTTON}), 3),
    },
    either=("hero_image", "title", "actions", "body"),
)  # fmt: skip
TASK = {"task_id": string(255, 1), "title": string(3000, 1), "status": one_of("in_progress", "complete", "error")}
PLANNED_TASK = TASK | {"status": one_of("pending", "in_progress", "complete", "error")}
TASK_MORE = {"details": RICH_TEXT, "output": RICH_TEXT, "sources": anything}

BLOCKS: dict[str, Rule] = {
    "section": _block(
        {},
        {"text": text(3000), "fields": items(text(2000), 10), "accessory": IN_SECTION, "expand": boolean},
        either=("text", "fields"),
    ),
    "header": _block({"text": plain(150)}),
    "divider": _block({}),
    "context": _block({"elements": items(IN_CONTEXT, 10)}),
    "actions": both(_block({"elements": items(IN_ACTIONS, 25)}), _distinct_action_ids),
    "image": both(
        _block(
            {"alt_text": string(2000, 1)},
            {"image_url": url, "slack_file": SLACK_FILE, "title": plain(2000)},
            either=("image_url", "slack_file"),
        ),
        _only_one_source,
    ),
    "input": _block(
        {"label": plain(2000), "element": IN_INPUT},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "video": _block(
        {"alt_text": string(2000, 1), "title": plain(199), "thumbnail_url": url, "video_url": url},
        {
            "title_url": url, "description": plain(200), "author_name": string(49),
            "provider_name": string(50), "provider_icon_url": url,
        },
    ),
    "markdown": _block({"text": string(12_000, 1)}),
    "context_actions": both(_block({"elements": items(IN_CONTEXT_ACTIONS, 5)}), _distinct_action_ids),
    "table": both(_block({"rows": items(items(CELL, 20), 100)}, {"column_settings": items(anything, 20)}), _equal_rows),
    "data_table": both(
        _block(
            {"caption": string(3000, 1), "rows": items(items(CELL, 20), 101, least=2)},
            {"page_size": number(1, 100), "row_header_column_index": number(0, 19)},
        ),
        _equal_rows,
    ),
    "data_visualization": CHART,
    "alert": _block({"text": text(200)}, {"level": one_of("default", "info", "warning", "error", "success")}),
    "card": CARD,
    "carousel": _block({"elements": items(typed({"card": CARD}), 10)}),
    "container": _block(
        {"child_blocks": items(later(lambda: typed(BLOCKS)), 10)},
        {
            "title": plain(150), "rich_text_title": RICH_TEXT, "subtitle": text(150), "icon": IMAGE,
            "width": one_of("narrow", "standard", "wide", "full"), "is_collapsible": boolean,
            "default_collapsed": boolean, "has_header_divider": boolean,
        },
        either=("title", "rich_text_title"),
    ),
    "task_card": _block(TASK, TASK_MORE),
    "plan": _block(
        {"title": string(3000, 1)},
        {"tasks": items(_block(PLANNED_TASK, TASK_MORE), 50)},
    ),
}  # fmt: skip

EVERYWHERE = {"section", "header", "divider", "context", "actions", "image", "input", "rich_text", "video"}
SURFACES = {
    "message": EVERYWHERE
    | {"markdown", "context_actions", "table", "data_table", "data_visualization", "task_card", "plan"}
    | {"card", "carousel", "container"},
    "modal": EVERYWHERE | {"alert"},
    "home": EVERYWHERE | {"table", "data_table", "data_visualization", "card", "carousel"},
}
"""Which blocks may stand where. What is only said to work (a container at home, a card in a modal) is refused."""

ONLY_ON = {
    "number_input": {"modal"},
    "email_text_input": {"modal"},
    "url_text_input": {"modal"},
    "file_input": {"modal"},
    "rich_text_input": {"modal", "home"},
    "datetimepicker": {"message", "modal"},
}
"""Elements that do not work on every surface."""

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}


def check_blocks(blocks: Any, surface: str, at: str) -> list[str]:
    """Return what Slack finds wrong with the blocks of a surface: message, modal or home."""
    allowed = {kind: BLOCKS[kind] for kind in SURFACES[surface]}
    wrong = list(items(typed(allowed), MOST_BLOCKS[surface], least=0)(blocks, at))
    return wrong or [*_repeated_block_ids(blocks, at), *_misplaced(blocks, surface, at)]


def _repeated_block_ids(blocks: list[Any], at: str) -> Iterator[str]:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            yield problem(f"`block_id` {block_id} already exists", f"{at}/{index}/block_id")
        if block_id is not None:
            seen.add(block_id)


def _misplaced(node: Any, surface: str, at: str) -> Iterator[str]:
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from _misplaced(item, surface, f"{at}/{index}")
    elif isinstance(node, dict):
        if surface not in ONLY_ON.get(str(node.get("type")), {surface}):
            yield problem(f"unsupported type: {node['type']}", f"{at}/type")
        for name, item in node.items():
            yield from _misplaced(item, surface, f"{at}/{name}")
