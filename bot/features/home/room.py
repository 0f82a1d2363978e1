"""Room on Home: where somebody has more of everything than Slack takes, the end of the longest list is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from bot.runtime.blocks import Block
from bot.runtime.limits import MOST_CHARACTERS, MOST_HOME_BLOCKS, characters

LEFT_OUT = "That isn't all: there is more than fits here. `/careercheck history` and `/careercheck status` show more."


def fitted(draw: Callable[..., list[Block]], *lists: Sequence[Block], blocks: int = MOST_HOME_BLOCKS) -> list[Block]:
    """Return what `draw` makes of lists, from whose ends things were left out until Slack takes it.

    `draw` hears as `short` whether anything was. What belongs together (a paragraph and its buttons) has ids that begin
    alike, and stays or goes together.
    """
    parts = [_things(one) for one in lists]
    short = False
    while True:
        drawn = draw(*([block for thing in things for block in thing] for things in parts), short=short)
        if (len(drawn) <= blocks and _characters(drawn) <= MOST_CHARACTERS) or not any(parts):
            return drawn
        max(parts, key=_size).pop()
        short = True


def _things(blocks: Sequence[Block]) -> list[list[Block]]:
    return [list(thing) for _, thing in groupby(blocks, lambda block: str(block.block_id).split(".")[:2])]


def _size(things: Sequence[Sequence[Block]]) -> int:
    return sum(_characters(thing) for thing in things)


def _characters(blocks: Sequence[Block]) -> int:
    return sum(characters(block._resolve()) for block in blocks)
