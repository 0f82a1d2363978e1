"""Which cards answer a question, or why none does."""

from __future__ import annotations

from dataclasses import dataclass

from advice.catalog import Card, Catalog
from advice.search.tokens import cut, words
from bot.features.advise.reading import no_question
from bot.features.advise.view import Lost

SHARED = 2  # words that a question and a card have in common, at least
MORE = 2  # cards beside the best


@dataclass(frozen=True)
class Found:
    """The ids of the best card and of those that come next."""

    best: str
    more: list[str]


def find(catalog: Catalog, asked: str, _role: str | None) -> Found | Lost:
    """Return the cards that answer a question, or why none does. `role`: of the person who asks, where known."""
    lost = no_question(asked, catalog.words)
    if lost is not None:
        return lost
    typed = {cut(word) for word in words(asked)}
    shared = {card.id: len(typed & _stems(card)) for card in catalog.cards.values()}
    best, *more = sorted(shared, key=lambda card: -shared[card])
    return Found(best, more[:MORE]) if shared[best] >= SHARED else "nothing"


def _stems(card: Card) -> set[str]:
    return {cut(word) for text in (card.title, *card.asks) for word in words(text)}
