"""From a row of the outbox to the help or a friendly line."""

from __future__ import annotations

from advice.catalog import Catalog, Guide
from bot.features.help import view
from bot.runtime.drawing import Drawing, Outgoing
from bot.store import checks


def card(drawing: Drawing) -> Outgoing:
    """Draw the help."""
    return Outgoing(view.help_card(drawing.help_lines, guides(drawing.catalog)))


def hello(drawing: Drawing) -> Outgoing:
    """Draw the friendly line."""
    rows = checks.unfinished(drawing.connection, drawing.workspace, drawing.user_id)
    begun = [f"{row.id}|{row.revision}" for row in rows if row.state != "offered"]
    under_way = begun[0] if len(begun) == 1 else None  # of several nobody knows which is meant
    ids = drawing.ids
    return Outgoing(view.hello(ids["nearest"], greeting=ids["greeting"], thanks=ids["thanks"], under_way=under_way))


def guides(catalog: Catalog) -> frozenset[str]:
    """Return the commands that the content declares."""
    return frozenset(name.lower() for name, check in catalog.checks.items() if isinstance(check, Guide))
