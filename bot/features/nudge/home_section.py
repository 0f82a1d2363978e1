"""What nudges put on the Home tab: what was meant to be said and may not have arrived."""

from __future__ import annotations

from bot.features.nudge import carried, view
from bot.runtime.blocks import Block
from bot.runtime.drawing import Drawing


def draw(drawing: Drawing) -> list[Block]:
    """Draw it; nothing where everything arrived."""
    return view.on_home(carried.unsure(drawing))
