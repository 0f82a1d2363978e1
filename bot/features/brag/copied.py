"""A long text to copy, as messages within Slack's limits."""

from __future__ import annotations

from collections.abc import Sequence

from bot.runtime.room import in_parts

IN_A_MESSAGE = 3  # blocks of text


def messages_of(text: str) -> list[Sequence[str]]:
    """Cut a text into messages, each of some blocks."""
    blocks = in_parts(text)
    return [blocks[at : at + IN_A_MESSAGE] for at in range(0, len(blocks), IN_A_MESSAGE)]
