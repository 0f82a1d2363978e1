"""A long text to copy, as messages within Slack's limits and at its pace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.runtime.room import PARAGRAPH

IN_A_MESSAGE = 3  # blocks of text
A_RUN = 6000  # characters of whole pieces in a message
LONGEST = 9000  # with what was added to them while they were on their way; Slack takes about 10,000
APART = timedelta(seconds=1.2)  # between messages: Slack takes one a second, and other answers come in between


def messages_of(text: str) -> list[Sequence[str]]:
    """Cut a text into messages, each of some blocks."""
    blocks = blocks_of(text)
    return [blocks[at : at + IN_A_MESSAGE] for at in range(0, len(blocks), IN_A_MESSAGE)]


def kept(part: int) -> str:
    """Return the outbox's promise for a part: the first answers a click; the others let every other answer pass."""
    return "tidy" if part else "reply"


def blocks_of(text: str) -> list[str]:
    """Cut a text into blocks: between its lines, a longer line between its words, and a longer word within itself."""
    parts = [""]
    for line in text.splitlines(keepends=True):
        for piece in _pieces(line):
            if len(parts[-1]) + len(piece) > PARAGRAPH:
                parts.append("")
            parts[-1] += piece
    return parts


def _pieces(line: str) -> Iterator[str]:
    while len(line) > PARAGRAPH:
        at = line.rfind(" ", 0, PARAGRAPH) + 1 or PARAGRAPH
        yield line[:at]
        line = line[at:]
    yield line
