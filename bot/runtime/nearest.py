"""Which command a word was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import takewhile

from advice import spelling

NEAR_ENOUGH = 0.5  # of 1: the share of letters that two words have in common, in their order
A_SLIP = 0.85  # from here on hardly anything else can be meant
BEGUN = 2  # letters that are enough to know a word by its beginning


def likeliest(words: Iterable[str], typed: str, enough: float = NEAR_ENOUGH) -> str | None:
    """Return the word that was most likely meant; None where none comes near (`enough` of 1).

    Whoever types the beginning of a word means that word. Of two equally near it is the one that has more of its
    beginning in common with what was typed, then the one that stands first in the help.
    """

    def nearness(word: str) -> tuple[bool, float, int]:
        begun = len(typed) >= BEGUN and word.startswith(typed)
        return begun, SequenceMatcher(None, typed, word).ratio(), _begin_alike(typed, word)

    near = [word for word in words if max(nearness(word)[:2]) >= enough]
    return max(near, key=nearness, default=None)  # max keeps the first of equals


def slip(words: Iterable[str], message: str) -> str | None:
    """Return the command that a message of a single word is a slip for; None where it is something else."""
    typed = message.strip("/?!.,:; \n").lower()
    if not typed or len(typed.split()) > 1:
        return None
    known = [word for word in words if word]
    slipped = next((word for word in known if spelling.slip(typed, word)), None)
    return slipped or likeliest(known, typed, A_SLIP)


def _begin_alike(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
