"""What the next steps put on the Home tab and into the status."""

from __future__ import annotations

from bot.features.steps import view
from bot.runtime.blocks import Block
from bot.runtime.drawing import Drawing


def draw(drawing: Drawing) -> list[Block]:
    """Draw the open steps; none for somebody we hold nothing about."""
    person = drawing.person
    if person is None:
        return []
    return view.listed(drawing.open_steps, person.today(drawing.now))
