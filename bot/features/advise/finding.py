"""Which cards answer a question, or why none does."""

from __future__ import annotations

from dataclasses import dataclass

from advice.catalog import Catalog
from advice.search import Kind
from bot.features.advise.view import Lost

MORE = 2  # cards beside the best


@dataclass(frozen=True)
class Found:
    """The ids of the best card and of those that come next."""

    best: str
    more: list[str]


def find(catalog: Catalog, asked: str, role: str | None) -> Found | Lost:
    """Return the cards that answer a question, or why none does. `role`: of the person who asks, where known."""
    answer = catalog.search.ask(asked, role)
    if answer.kind is Kind.OTHER_LANGUAGE:
        return "language"
    if not answer.ranked:
        return "nothing"
    best, *more = (one.card.id for one in answer.ranked[: 1 + MORE])
    return Found(best, more)
