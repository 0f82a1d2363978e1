"""What Slack takes of a message, a modal or the Home tab: its written and unwritten caps, and whether they are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

MOST_BLOCKS, MOST_TEXT, MOST_CHARACTERS = 50, 3000, 10_000
MOST_SERIES, MOST_CHARTS = 6, 2
MOST_HOME_BLOCKS = 100


def check(blocks: Sequence[Mapping[str, Any]], most: int) -> None:
    """Make sure that Slack takes blocks in JSON, of which there may be `most`.

    Raises:
        ValueError: too many of them, too much text in all, or a block id that is there twice or left to the library.
    """
    if len(blocks) > most:
        raise ValueError(f"{len(blocks)} blocks; Slack takes at most {most}")
    ids = [block["block_id"] for block in blocks]
    twice = {block_id for block_id in ids if ids.count(block_id) > 1}
    if twice:
        raise ValueError(f"equal block ids: {sorted(twice)}")
    random = [block_id for block_id in ids if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", block_id)]
    if random:
        raise ValueError("a block without a block id of its own: it would change at every rendering")
    total = sum(characters(block) for block in blocks)
    if total > MOST_CHARACTERS:
        raise ValueError(f"{total} characters in all; Slack takes about {MOST_CHARACTERS}")


def characters(part: Any) -> int:
    """Return how many characters of text a block in JSON (or a part of one) holds, as Slack seems to count them."""
    if isinstance(part, str):
        return len(part)
    if isinstance(part, Mapping):
        return sum(
            characters(value)
            for key, value in part.items()
            if key in {"text", "elements", "fields", "label", "hint", "accessory"}
        )
    if isinstance(part, list):
        return sum(characters(item) for item in part)
    return 0
