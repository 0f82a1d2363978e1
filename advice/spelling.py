"""Slips of the fingers: whether a short typed word is a known word, badly typed."""

import re

LONG = 5
LONGER = 6


def slip(typed: str, word: str) -> bool:
    """Whether `typed` is one slip away from `word`.

    Repeated letters ("yesss") and two letters swapped ("skpi") are slips in any word of three letters or more. One
    letter too many, missing or wrong is a slip in longer single words only: there are too many short words, and
    "can" and "can't" are a letter apart.
    """
    if not word.replace(" ", "").isalpha():
        return False
    if _squeezed(typed) == _squeezed(word) or typed == word:
        return True
    if len(typed) == len(word):
        wrong = [at for at, (a, b) in enumerate(zip(typed, word, strict=True)) if a != b]
        return _swapped(typed, word, wrong) or (len(wrong) == 1 and wrong[0] > 0 and _single(word, LONGER))
    shorter, longer = sorted((typed, word), key=len)
    return _single(word, LONG) and len(shorter) >= LONG and typed[0] == word[0] and _one_more(shorter, longer)


def _squeezed(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


def _single(word: str, least: int) -> bool:
    return len(word) >= least and " " not in word


def _swapped(typed: str, word: str, wrong: list[int]) -> bool:
    match wrong:
        case [first, second] if second == first + 1 and len(word) > len("no"):
            return typed[first] == word[second] and typed[second] == word[first]
    return False


def _one_more(shorter: str, longer: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
