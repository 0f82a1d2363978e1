"""Words in the room that Slack gives them: what does not fit is cut where it can be seen, never refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from bot.runtime.blocks import Block, escape
from bot.runtime.limits import MOST_CHARACTERS, characters

PARAGRAPH = 2800  # of the 3000 characters that a section takes; the rest is for what stands around the words
FALLBACK = 2900  # of the 3000 that we allow a message's text
OPTION = 75  # characters of an option's label

Room = TypeVar("Room")


def cut(words: str, most: int = PARAGRAPH) -> str:
    """Return somebody's words as mrkdwn of at most `most` characters (escaped ones count as what they become)."""
    whole = escape(words)
    if len(whole) <= most:
        return whole
    kept, room = 0, most - 1
    while (room := room - len(escape(words[kept]))) >= 0:
        kept += 1
    return f"{escape(words[:kept].rstrip())}…"


def shorten(text: str, most: int = FALLBACK) -> str:
    """Return plain text of at most `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def headed(name: str) -> str:
    """Return a name as it is written where a line begins with it."""
    return name[:1].upper() + name[1:]


def listing(lines: Sequence[str], most: int = PARAGRAPH, more: str = "and {} more.") -> str:
    """Return as many whole lines as fit into `most` characters, and how many are left out."""
    if len("\n".join(lines)) <= most:
        return "\n".join(lines)
    room, shown = most - len(more) - 3, 0  # the number that takes the place of {} has at most four digits
    while (room := room - len(lines[shown]) - 1) >= 0:
        shown += 1
    return "\n".join([*lines[:shown], more.format(len(lines) - shown)])


def in_parts(text: str) -> list[str]:
    """Cut a long text into paragraphs: between its lines, a longer line between its words, a longer word in itself."""
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


def roomiest(
    draw: Callable[[Room], Sequence[Block | None]], rooms: Sequence[Room], *, spare: int = 0
) -> Sequence[Block | None]:
    """Return what `draw` makes of the first room that leaves `spare` characters of a message free, else of the last."""
    for room in rooms[:-1]:
        blocks = draw(room)
        if sum(characters(block._resolve()) for block in blocks if block is not None) <= MOST_CHARACTERS - spare:
            return blocks
    return draw(rooms[-1])
