"""A long text to copy, as messages within Slack's limits and at its pace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

IN_A_MESSAGE = 3  # blocks of text
APART = timedelta(seconds=1.1)  # between messages: Slack takes one a second, and other answers come in between


def in_messages(blocks: Sequence[str]) -> list[Sequence[str]]:
    """Share blocks of text out to messages."""
    return [blocks[at : at + IN_A_MESSAGE] for at in range(0, len(blocks), IN_A_MESSAGE)]


def promise_of(part: int) -> str:
    """Return the outbox's promise for a part: the first answers a click; the others let every other answer pass."""
    return "tidy" if part else "reply"
