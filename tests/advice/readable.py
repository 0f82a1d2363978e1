"""How easy a text is to read: Flesch's formula (1948), with syllables counted by their vowels."""

import re

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d+")
SENTENCE = re.compile(r"[.?!:;]+(?:\s|$)")
SILENT = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$")
SPOKEN = re.compile(r"(?:[^aeiouy]le|[csxz]es|[cs]hes|ges)$")
VOWELS = re.compile(r"[aeiouy]{1,2}")
APART = re.compile(r"ia(?!l?$)|creat|iet|eo(?!p)|uou")
SHORTEST = 3
"""Letters of a word that surely has one syllable."""


def ease(text: str) -> float:
    """Flesch's reading ease: 60 is plain English, 100 is very easy."""
    words = WORD.findall(text)
    sentences = max(1, sum(1 for part in SENTENCE.split(text) if part.strip()))
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(syllables, words)) / len(words)


def syllables(word: str) -> int:
    """About how many; an error is on the side of too many."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= SHORTEST:
        return 1
    sounded = letters if SPOKEN.search(letters) else SILENT.sub("", letters)
    sounded = sounded.removeprefix("y")
    return max(1, len(VOWELS.findall(sounded)) + len(APART.findall(sounded)))
