"""What a message is before anybody looks for advice on it: somebody else's business, no question at all, or one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advice.catalog import Words
from advice.search.tokens import words as words_of
from advice.words import Kind, understand
from bot.features.advise.view import Lost
from bot.runtime.nearest import slip

COURTESIES = (Kind.GREETING, Kind.THANKS)
_SPELLED = re.compile(r"^\s*(?:/careercheck\b\s*)?(?:advice\b\s*)?", re.IGNORECASE)


def question(typed: str) -> str:
    """Return what is asked, without the command that it was asked with."""
    return _SPELLED.sub("", typed, count=1)


def said(typed: str, words: Words) -> Kind:
    """Return what a message says; a question mark makes no difference, for it stands behind nearly everything here."""
    return understand(typed.rstrip("?!. \n"), words, ()).kind


def is_for_others(typed: str, kind: Kind, commands: Iterable[str]) -> bool:
    """Tell whether a message, of this kind, is a courtesy or a slip for a command."""
    return kind in COURTESIES or slip(commands, typed) is not None


def no_question(typed: str, kind: Kind) -> Lost | None:
    """Say why there is nothing to look for: no words, or words that would steer something; None: there is."""
    if kind is not Kind.OTHER:
        return "idle"
    return None if words_of(typed) else "wordless"
