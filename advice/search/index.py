"""Okapi BM25 over what cards say: rare terms count more, repetition soon adds nothing, long cards are held back."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from advice.search.weights import LENGTH, SATURATION


class Index:
    """Documents by their terms; each document is known by its place."""

    def __init__(self, documents: Sequence[Mapping[str, float]]) -> None:
        held = Counter(term for document in documents for term in document)
        sizes = [sum(document.values()) for document in documents]
        usual = sum(sizes) / len(sizes) if sizes else 1.0
        rare = {term: math.log(1 + (len(documents) - many + 0.5) / (many + 0.5)) for term, many in held.items()}
        self._found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, document in enumerate(documents):
            slow = SATURATION * (1 - LENGTH + LENGTH * sizes[at] / usual)
            for term, count in document.items():
                self._found[term].append((at, rare[term] * count * (SATURATION + 1) / (count + slow)))

    def scores(self, wanted: Mapping[str, float]) -> dict[int, float]:
        """Return how well each document fits the terms that are wanted, each by its weight; others don't fit at all."""
        scores: dict[int, float] = defaultdict(float)
        for term, weight in wanted.items():
            for at, worth in self._found.get(term, ()):
                scores[at] += weight * worth
        return scores
