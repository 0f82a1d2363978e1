"""Previews of advice: a card, a topic, all topics, and each way of having no card."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bot.features.advise import view
from bot.preview.stage import Cast, Drawn, as_json
from bot.runtime.below import elsewhere
from bot.runtime.links import conversation_link


def draw(cast: Cast) -> Iterator[Drawn]:
    """Draw everything that a person sees of advice."""
    stage = cast()
    catalog = stage.catalog
    with_check = next(card for card in catalog.cards.values() if card.check and card.related)
    yield Drawn("advise.card", stage.draw("advise.card", card=with_check.id), "of a button")
    best, *more = islice(catalog.cards, 3)
    yield Drawn("advise.card", stage.draw("advise.card", card=best, more=more))
    compared = next((card for card in catalog.cards.values() if _is_compared(card.facts)), with_check)
    yield Drawn("advise.card", stage.draw("advise.card", card=compared.id), "documents compared")
    for why in view.LOST:
        yield Drawn("advise.lost", stage.draw("advise.lost", why=why), "" if why == "nothing" else why)
    yield Drawn("advise.topics", stage.draw("advise.topics"))
    longest = max(catalog.topics, key=lambda name: len(catalog.cards_of(name)))
    yield Drawn("advise.topic", stage.draw("advise.topic", topic=longest))
    yield Drawn("advise.elsewhere", as_json(elsewhere(view.THERE, conversation_link("preview", stage.channel))))


def _is_compared(facts: tuple[str, ...]) -> bool:
    return any(fact.startswith("X-") for fact in facts)
