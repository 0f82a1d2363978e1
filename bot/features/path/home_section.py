"""What the path puts on the Home tab and into the status."""

from __future__ import annotations

from dataclasses import dataclass

from advice.stretches import stretches
from bot.features.path import view
from bot.features.path.draw import load, words
from bot.features.path.swing_view import instead
from bot.runtime.blocks import Block
from bot.runtime.drawing import Drawing


@dataclass(frozen=True)
class Section:
    """The path, and what stands in for its chart where Slack draws none."""

    blocks: tuple[Block, ...]
    instead: Block | None


def draw(drawing: Drawing) -> Section:
    """Draw the clocks in words, the swings as a chart with its words, and the latest entries."""
    kept, today = load(drawing)
    swings = stretches(kept.path, today, view.AT_HOME)
    blocks = view.at_home(kept.path, words(drawing, kept.path, today), swings)
    return Section(tuple(blocks), instead(swings) if swings else None)
