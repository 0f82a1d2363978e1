"""Which cards answer what somebody wrote, or that none does."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from advice.card_entries import Card, Synonyms
from advice.search import weights
from advice.search.index import Index
from advice.search.languages import is_foreign
from advice.search.slips import Slips
from advice.search.terms import Terms
from advice.search.tokens import words


class Kind(StrEnum):
    """What came of a question."""

    CARDS = "cards"
    NOTHING = "nothing"
    OTHER_LANGUAGE = "other language"


@dataclass(frozen=True)
class Found:
    """A card that fits, and how well: more is better, and only compares with the others of the same answer."""

    card: Card
    score: float


@dataclass(frozen=True)
class Answer:
    """The cards that fit, the best first; none of them where nothing does."""

    kind: Kind
    ranked: tuple[Found, ...] = ()


class Search:
    """All cards, ready to be asked. Building it takes a while (see tests/advice/figures.py): keep it."""

    def __init__(self, cards: Sequence[Card], synonyms: Synonyms) -> None:
        self._cards = tuple(cards)
        self._terms = Terms(synonyms)
        known: Counter[str] = Counter(
            word for group in synonyms.groups.values() for each in group for word in words(each)
        )
        known.update(word for phrase in synonyms.common for word in words(phrase))
        documents = [self._read(card, known) for card in self._cards]
        documents += [self._together([(says, weights.ASKS)], known) for says in synonyms.elsewhere.values()]
        self._index = Index(documents)
        self._known = known
        self._slips = Slips(known)

    def ask(self, text: str, role: str | None = None) -> Answer:
        """Return what fits a question; `role` is the asker's, as in `Card.roles`, and weighs little.

        Whoever may be in danger needs another answer: look with `advice.words.understand` before asking.
        """
        typed = words(text)
        if is_foreign(typed, self._known.keys()):
            return Answer(Kind.OTHER_LANGUAGE)
        meant = self._slips.mended(typed)
        scores = self._index.scores(self._terms.weighed(meant))
        size = len(self._cards)
        elsewhere = max((score for at, score in scores.items() if at >= size), default=0.0)
        found = [Found(self._cards[at], score * self._nudge(at, role)) for at, score in scores.items() if at < size]
        found.sort(key=lambda one: (-one.score, one.card.id))
        unknown = len(set(meant) - self._known.keys()) * weights.UNKNOWN
        best = max((score for at, score in scores.items() if at < size), default=0.0)  # whoever asks
        if not found or best < max(weights.LEAST, weights.ELSEWHERE * elsewhere) + unknown:
            return Answer(Kind.NOTHING)
        return Answer(Kind.CARDS, tuple(found))

    def _nudge(self, at: int, role: str | None) -> float:
        roles = self._cards[at].roles
        if role is None or not roles:
            return 1.0
        return weights.ROLE if role in roles else 1 / weights.ROLE

    def _read(self, card: Card, known: Counter[str]) -> Mapping[str, float]:
        return self._together(
            [((card.title,), weights.TITLE), (card.asks, weights.ASKS), ((card.text,), weights.TEXT)], known
        )

    def _together(self, parts: Sequence[tuple[Sequence[str], float]], known: Counter[str]) -> Mapping[str, float]:
        worth: dict[str, float] = defaultdict(float)
        for texts, weight in parts:
            typed = [words(text) for text in texts]
            known.update(chain.from_iterable(typed))
            for term, count in self._terms.counted(typed).items():
                worth[term] += weight * count
        return worth
