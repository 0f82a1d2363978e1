"""From a row of the outbox to the answer to a cry for help."""

from __future__ import annotations

from bot.features.care import view
from bot.runtime.drawing import Drawing, Outgoing


def crisis(drawing: Drawing) -> Outgoing:
    """Draw the answer; the operator may have set its words."""
    return Outgoing(view.crisis(drawing.catalog.words.crisis_text))
