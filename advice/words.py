"""A person's typed words: which button they stand for, or that they stand for none."""

import re
import unicodedata

APOSTROPHES = re.compile("['’‘ʼ`´]")


def key(text: str) -> str:
    """The form in which typed words are compared: lower case, no punctuation, single spaces."""
    plain = APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.findall(r"[^\W_]+", plain))
