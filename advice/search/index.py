"""Okapi BM25 over what cards say: rare terms count more, repetition soon adds nothing, long cards are held back."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from advice.search.weights import LENGTH, SATURATION


class Index:
    """Documents by their terms; each document is known by its place."""

    def __init__(self, documents: Sequence[Mapping[str, float]]) -> None:
        self._size = len(documents)
        self._found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        sizes = [sum(document.values()) for document in documents]
        usual = sum(sizes) / len(sizes) if sizes else 1.0
        for at, document in enumerate(documents):
            slow = SATURATION * (1 - LENGTH + LENGTH * sizes[at] / usual)
            # Of a hundred thousand terms most stand in a card equally often: those share what is kept of them.
            held = {count: (at, count * (SATURATION + 1) / (count + slow)) for count in set(document.values())}
            for term, count in document.items():
                self._found[term].append(held[count])

    def scores(self, wanted: Mapping[str, float]) -> dict[int, float]:
        """Return how well each document fits the terms that are wanted, each by its weight; others don't fit at all."""
        scores: dict[int, float] = defaultdict(float)
        for term, weight in wanted.items():
            found = self._found.get(term, ())
            rare = math.log(1 + (self._size - len(found) + 0.5) / (len(found) + 0.5))
            for at, worth in found:
                scores[at] += weight * rare * worth
        return scores
