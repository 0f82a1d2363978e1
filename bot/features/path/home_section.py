"""What the path puts on the Home tab and into the status."""

from __future__ import annotations

from bot.features.path import view
from bot.features.path.draw import load, words
from bot.runtime.blocks import Block
from bot.runtime.drawing import Drawing


def draw(drawing: Drawing) -> list[Block]:
    """Draw the clocks in words, and the latest entries."""
    kept, today = load(drawing)
    return view.at_home(kept.path, words(drawing, kept.path, today))
