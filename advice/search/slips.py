"""Mends misspelt words of a question: a word that no card knows, one letter away from one that they do."""

from collections import Counter, defaultdict
from collections.abc import Mapping

SHORTEST = 6
"""Letters of a word that is mended: among shorter ones too many are words of their own."""
MOST = 60
"""Unknown words of one question that are looked at."""


class Slips:
    """Knows the words that may be meant, with how often each stands in the cards."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in known:
            if len(word) >= SHORTEST - 1:
                for shorter in _shortened(word):
                    self._near[shorter].append(word)

    def mended(self, typed: list[str]) -> list[str]:
        """Return the words of a question with those mended that are a letter away from a known one."""
        unknown = [word for word in typed if word not in self._known and len(word) >= SHORTEST][:MOST]
        meant = {word: self._meant(word) for word in unknown}
        return [meant.get(word, word) for word in typed]

    def _meant(self, word: str) -> str:
        near = Counter(
            {known: self._known[known] for shorter in _shortened(word) for known in self._near.get(shorter, ())}
        )
        return near.most_common(1)[0][0] if near else word


def _shortened(word: str) -> set[str]:
    """The word and every form of it with one letter less; the first letter is seldom the wrong one."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}
