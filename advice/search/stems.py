"""English words without their endings, so that "managing", "manages" and "management" are one word."""

PLURALS = (("sses", "ss"), ("ies", "y"), ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""))
FORMS = (("ied", "y"), ("eed", "ee"), ("ingly", ""), ("edly", ""), ("ing", ""), ("ed", ""))
MADE = (
    ("ization", "ize"), ("fulness", "ful"), ("iveness", "ive"), ("iness", "y"), ("ness", ""),
    ("ments", ""), ("ment", ""), ("ation", "ate"), ("ability", "able"), ("ily", "y"), ("ally", "al"), ("ly", ""),
    ("ion", ""), ("eer", "eer"), ("er", ""), ("or", ""), ("e", ""),
)  # fmt: skip
"""Endings and what takes their place; of each group the first that fits."""
SHORTEST = 3
"""Letters that have to be left."""


def stem(word: str) -> str:
    """Return a word without its endings: rough on purpose, but the same for a question and for a card."""
    if not word.isascii() or not word.isalpha():
        return word
    for endings in (PLURALS, FORMS, MADE, MADE):
        word = _cut(word, endings)
    return word[:-1] + "i" if word.endswith("y") and len(word) > SHORTEST else word


def _cut(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, instead in endings:
        if word.endswith(ending):
            left = word[: -len(ending)] + instead
            if len(left) < SHORTEST:
                return word
            doubled = len(left) > SHORTEST and left[-1] == left[-2] and left[-1] in "bdgmnprt" and not instead
            return left[:-1] if doubled else left
    return word
