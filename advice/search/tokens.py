"""A text as the words that the search compares: lower case, no punctuation, numbers in words, endings cut."""

import re
import unicodedata
from functools import lru_cache

from advice.cleaning import unescape, without_hidden
from advice.search.stems import stem

APOSTROPHES = re.compile("['’‘ʼ`´]")
MARKUP = re.compile(r"<[^<>\s][^<>]*>|:[a-z][a-z0-9_+-]*:")
WORD = re.compile(r"[^\W\d_]+|\d+")
NUMBERS = {
    str(number): word
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}
LONGEST = 4000
"""Characters that are looked at: what somebody wants to know stands on the first page of what they write."""


def words(text: str) -> list[str]:
    """Return the words of a text without Slack's markup: "2yrs" is "two" and "yrs", "don't" is "dont"."""
    page = text[:LONGEST]
    plain = (page if page.isascii() else unicodedata.normalize("NFKC", without_hidden(page))).casefold()
    found = WORD.findall(APOSTROPHES.sub("", unescape(MARKUP.sub(" ", plain))))
    return [NUMBERS.get(word, word) for word in found]


@lru_cache(maxsize=20_000)
def cut(word: str) -> str:
    """Return a word without its endings; worked out once for each word."""
    return stem(word)
