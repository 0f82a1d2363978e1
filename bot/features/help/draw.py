"""From a row of the outbox to the help or a friendly line."""

from __future__ import annotations

from bot.features.help import view
from bot.runtime.outbox import Drawing, Outgoing


def card(drawing: Drawing) -> Outgoing:
    """Draw the help."""
    return Outgoing(view.help_card(drawing.help_lines))


def hello(drawing: Drawing) -> Outgoing:
    """Draw the friendly line."""
    return Outgoing(view.hello(drawing.ids["nearest"], greeting=drawing.ids["greeting"]))
