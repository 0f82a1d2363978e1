"""A text as the words that a search compares: lower case, no punctuation, word by word in one form."""

import re
import unicodedata
from functools import lru_cache

from advice.cleaning import unescape, without_hidden
from advice.search.stems import stem

APOSTROPHES = re.compile("['’‘ʼ`´]")
MARKUP = re.compile(r"<[^<>\s][^<>]*>|:[a-z0-9_+-]+:")
WORD = re.compile(r"[^\W_]+")
LONGEST = 4000
"""Characters that are looked at: what somebody wants to know stands in the first page of what they write."""


def words(text: str) -> list[str]:
    """Return the words of a text, as typed but for case, apostrophes, links, mentions and names of emoji."""
    plain = unicodedata.normalize("NFKC", without_hidden(text[:LONGEST])).casefold()
    return WORD.findall(MARKUP.sub(" ", unescape(APOSTROPHES.sub("", plain))))


def stemmed(text: str) -> list[str]:
    """Return the words of a text, each without its endings."""
    return [cut(word) for word in words(text)]


@lru_cache(maxsize=20_000)
def cut(word: str) -> str:
    """Return a word without its endings; worked out once for each word."""
    return stem(word)
