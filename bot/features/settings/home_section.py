"""What the settings put on the Home tab: one line, and the way to change them."""

from __future__ import annotations

from bot.features.settings import view
from bot.features.settings.draw import around
from bot.runtime.blocks import Block
from bot.runtime.drawing import Drawing


def draw(drawing: Drawing) -> list[Block]:
    """Draw the line; none for somebody to whom nothing is sent anyway."""
    person = drawing.person
    if person is None or person.consented_at is None:
        return []
    return [view.line(drawing.chosen, around(drawing, person))]
