"""What the path puts on the Home tab and into the status."""

from __future__ import annotations

from advice.stretches import stretches
from bot.features.path import view
from bot.features.path.draw import load, words
from bot.runtime.blocks import Block
from bot.runtime.drawing import Drawing


def draw(drawing: Drawing) -> list[Block]:
    """Draw the clocks in words, the swings as a picture that every Slack can show, and the latest entries."""
    kept, today = load(drawing)
    return view.at_home(kept.path, words(drawing, kept.path, today), stretches(kept.path, today))
