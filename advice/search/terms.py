"""What a text is about, as terms: its words without endings, rows and pairs of them, and groups of synonyms."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from advice.card_entries import Synonyms
from advice.search import weights
from advice.search.phrases import Phrases
from advice.search.tokens import cut, words

GROUP, GROUPS, NEXT, NEAR, WHOLE = "#", "&", "_", "~", "="
"""Mark a term that is not a word, at its beginning."""
FAR = 3
"""How many words further on still count as near."""
SMALL = """
a an the and or of to in on at for with by as i im my me it its is are was were be been am you your that this they them
their he she his her we our us so very really also just only
"""
SHORT = 4
"""Words of a text that is a term as a whole: a keyword, a title."""
EMPTY = frozenset(map(cut, SMALL.split()))
"""Words that say nothing at all; side by side with others they still do: "to lead"."""


class Terms:
    """Reads cards and questions alike, with the same synonyms."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._groups = Phrases(synonyms.groups)
        self._common = frozenset(cut(word) for phrase in synonyms.common for word in words(phrase))

    def counted(self, texts: Iterable[Sequence[str]]) -> Counter[str]:
        """Return how often each term stands in texts, given the words of each."""
        return Counter(chain.from_iterable(map(self._each, texts)))

    def weighed(self, typed: Sequence[str]) -> dict[str, float]:
        """Return how much each term of a question counts, given its words."""
        stems = [cut(word) for word in typed]
        found = self._groups.find(stems)
        grouped = {stems[at] for places in found.values() for at in places}
        return {term: self._weight(term, grouped) for term in self._of(stems, found)}

    def _each(self, typed: Sequence[str]) -> Iterator[str]:
        stems = [cut(word) for word in typed]
        return self._of(stems, self._groups.find(stems))

    def _of(self, stems: Sequence[str], found: dict[str, set[int]]) -> Iterator[str]:
        full = [word for word in stems if word not in EMPTY]
        yield from full
        if 0 < len(full) <= SHORT:
            yield WHOLE + " ".join(full)
        for one, other in pairwise(stems):
            if one not in EMPTY or other not in EMPTY:
                yield f"{NEXT}{one} {other}"
        for at, one in enumerate(full):
            for other in full[at + 1 : at + 1 + FAR]:
                if one != other:
                    yield f"{NEAR}{one} {other}" if one < other else f"{NEAR}{other} {one}"
        groups = sorted(found)
        for at, group in enumerate(groups):
            yield GROUP + group
            yield from (f"{GROUPS}{group} {other}" for other in groups[at + 1 :])

    def _weight(self, term: str, grouped: set[str]) -> float:
        marked = {GROUP: weights.GROUP, GROUPS: weights.GROUPS, NEXT: weights.NEXT, NEAR: weights.NEAR}
        marked[WHOLE] = weights.WHOLE
        if term[0] in marked:
            return marked[term[0]]
        if term in self._common:
            return weights.COMMON
        return weights.GROUPED if term in grouped else weights.WORD
