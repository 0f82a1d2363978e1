"""From a row of the outbox to the help or a friendly line."""

from __future__ import annotations

from bot.features.help import view
from bot.runtime.drawing import Drawing, Outgoing
from bot.store import checks


def card(drawing: Drawing) -> Outgoing:
    """Draw the help."""
    return Outgoing(view.help_card(drawing.help_lines))


def hello(drawing: Drawing) -> Outgoing:
    """Draw the friendly line."""
    rows = checks.unfinished(drawing.connection, drawing.workspace, drawing.user_id)
    under_way = next((f"{row.id}|{row.revision}" for row in rows if row.state != "offered"), None)
    ids = drawing.ids
    return Outgoing(view.hello(ids["nearest"], greeting=ids["greeting"], thanks=ids["thanks"], under_way=under_way))
