"""Makes a text that somebody typed in Slack safe to keep: what is invisible goes, what is too long is cut."""

import re
import unicodedata
from dataclasses import dataclass

ZWJ = "\u200d"
REGIONAL = "".join(map(chr, range(0x1F1E6, 0x1F200)))
SKIN_TONES = range(0x1F3FB, 0x1F400)
LONGEST_CHARACTER = 32
"""How far back (in code points) a cut looks for the start of a character; rows of accents may be endless."""


@dataclass(frozen=True)
class Cleaned:
    """`text` as it may be kept; `cut`: it was too long; `hidden`: how many invisible characters were taken out."""

    text: str
    cut: bool
    hidden: int


def clean(text: str, limit: int) -> Cleaned:
    """Undo Slack's escapes, take out what is invisible, cut at `limit` code points without splitting a character."""
    plain = unescape(text).replace("\r\n", "\n")
    plain = re.sub("[\r\u0085\u2028\u2029]", "\n", plain).replace("\t", " ")
    kept = [char for at, char in enumerate(plain) if char == "\n" or not _removed(plain, at)]
    hidden = sum(unicodedata.category(char) == "Cf" for char in plain) - sum(map(_is_format, kept))
    visible = "".join(kept).strip()
    return Cleaned(visible[: _boundary(visible, limit)].rstrip(), len(visible) > limit, hidden)


def unescape(text: str) -> str:
    """Slack escapes these three characters, and no others, in what people type."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def without_hidden(text: str) -> str:
    """The text without any character that only steers how others are shown."""
    return text if text.isascii() else "".join(char for char in text if not _is_format(char))


def _is_format(char: str) -> bool:
    return unicodedata.category(char) == "Cf"


def _removed(text: str, at: int) -> bool:
    """Control characters, halves of surrogate pairs, and bidi and zero-width marks, except a joiner in an emoji."""
    category = unicodedata.category(text[at])
    if text[at] == ZWJ:
        return not (0 < at < len(text) - 1 and _is_emoji(text[at - 1]) and _is_emoji(text[at + 1]))
    return category in ("Cc", "Cf", "Cs")


def _is_emoji(char: str) -> bool:
    return unicodedata.category(char) == "So" or ord(char) in SKIN_TONES or char == "\ufe0f"


def _boundary(text: str, limit: int) -> int:
    """The last place at or before `limit` where a character, as people see it, begins."""
    if len(text) <= limit:
        return len(text)
    for at in range(limit, max(limit - LONGEST_CHARACTER, 0), -1):
        if not _continues(text, at):
            return at
    return limit


def _continues(text: str, at: int) -> bool:
    """Whether the code point at `at` belongs to the same character as the one before it."""
    char, before = text[at], text[at - 1]
    if char in REGIONAL:  # two of them make a flag
        return (at - len(text[:at].rstrip(REGIONAL))) % 2 == 1
    return ZWJ in (char, before) or ord(char) in SKIN_TONES or unicodedata.category(char) in ("Mn", "Me", "Mc")
