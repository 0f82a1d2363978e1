"""Finds which groups of synonyms a text touches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from advice.search.tokens import cut, words


class Phrases:
    """Rows of words, each of which stands for a group; endings don't matter."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)  # of the rows that begin with a word
        for group, phrases in groups.items():
            for phrase in phrases:
                if row := tuple(map(cut, words(phrase))):
                    self._groups[row].append(group)
                    self._lengths[row[0]].add(len(row))

    def find(self, stems: Sequence[str]) -> dict[str, set[int]]:
        """Return the groups that stand in a text, each with the places of the words that say so."""
        found: dict[str, set[int]] = defaultdict(set)
        for at, word in enumerate(stems):
            for length in self._lengths.get(word, ()):
                row = tuple(stems[at : at + length])  # shorter at the end of a text
                for group in self._groups.get(row, ()):
                    found[group].update(range(at, at + len(row)))
        return found
