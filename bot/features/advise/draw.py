"""From a row of the outbox, which names cards and topics and nothing that was asked, to advice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from advice.catalog import Card
from bot.features.advise import view
from bot.features.advise.view import Way
from bot.runtime.drawing import Drawing, Outgoing, Silence

GONE = Silence("gone")
BESIDE = 2  # cards offered beside an answer


def card(drawing: Drawing) -> Outgoing | Silence:
    """Draw a card; the cards beside it are those that the ids name, filled up with those related to it."""
    catalog = drawing.catalog
    shown = catalog.cards.get(drawing.ids["card"])
    if shown is None:
        return GONE
    way = catalog.checks.get(shown.check) if shown.check else None
    return Outgoing(
        view.card(
            shown,
            catalog.documents(shown.facts),
            _beside(drawing, shown, drawing.ids.get("more", ())),
            Way(way.id, way.call) if way else None,
        )
    )


def lost(drawing: Drawing) -> Outgoing:
    """Draw what is said where no card fits."""
    return Outgoing(view.lost(drawing.ids["why"], tuple(drawing.catalog.topics.values())))


def topics(drawing: Drawing) -> Outgoing:
    """Draw all topics."""
    return Outgoing(view.topics(tuple(drawing.catalog.topics.values())))


def topic(drawing: Drawing) -> Outgoing | Silence:
    """Draw a topic."""
    shown = drawing.catalog.topics.get(drawing.ids["topic"])
    return Outgoing(view.topic(shown, drawing.catalog.cards_of(shown.id))) if shown else GONE


def _beside(drawing: Drawing, shown: Card, named: Sequence[str]) -> Sequence[Card]:
    cards = drawing.catalog.cards
    others = dict.fromkeys(name for name in (*named, *shown.related) if name in cards and name != shown.id)
    return [cards[name] for name in islice(others, BESIDE)]
