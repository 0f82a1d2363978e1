"""Finds which groups of synonyms a text touches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from advice.search.tokens import cut, words


class Phrases:
    """Rows of words, each of which stands for a group; endings don't matter."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for group, phrases in groups.items():
            for phrase in phrases:
                if row := tuple(map(cut, words(phrase))):
                    self._by_first[row[0]].append((row, group))

    def find(self, stems: Sequence[str]) -> dict[str, set[int]]:
        """Return the groups that stand in a text, each with the places of the words that say so."""
        found: dict[str, set[int]] = defaultdict(set)
        for at, word in enumerate(stems):
            for row, group in self._by_first.get(word, ()):
                if tuple(stems[at : at + len(row)]) == row:
                    found[group].update(range(at, at + len(row)))
        return found
