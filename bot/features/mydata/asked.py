"""Tells a question about one's own data, in anybody's words, from a question about a career.

Whoever asks about their data does it in few words, and always the same ones: who, see, my answers, delete, private. A
single word that is none of these ("work", "docs", "promotion") makes it a question about something else.
"""

from __future__ import annotations

import re

from advice.words import key

_LONGEST = 300  # characters
_POLITE = r"(?:please |i want to |i would like to |id like to )?"
_BEGINS = """
    am are can close could delete do does download erase export forget gdpr get give how is may mydata privacy remove
    see show what when where which who whos whose will would
"""
_PEOPLE = """
    i you me my we us our admin admins anybody anyone boss bosses colleague colleagues company coworkers else employer
    everybody everyone hr lead leads leader manager managers nobody other others owner owners people person somebody
    someone team workspace
"""
_DONE = """
    be answered collect deleted erased exported happens have has held hold know knows kept read reads removed said saved
    say sees shown stay stays stored tell type typed use used write wrote
"""
_THINGS = """
    account anonymity anonymous answer answers bot channel chat check confidential confidentiality conversation copy
    data everything history info information message messages note notes private results safe secret secure summaries
    summary thread
"""
_SMALL = """
    a about access after all and any as at before by ever for from here in it long much not of on once or own personal
    really still that the them these this with
"""
_TOGETHER = (
    *("access to", "happens to", "given to", "sent to", "shown to", "visible to", "shared with"),
    *("i leave", "you keep", "you sell", "you share", "you store"),
)
"""What is said of data only together: "you keep my notes" is, "keep my manager informed" is not."""


def _any_of(*words: str) -> str:
    return "|".join(map(re.escape, words))


_BEGUN = _any_of(*_BEGINS.split())
_ALL = _any_of(*_TOGETHER, *" ".join((_BEGINS, _PEOPLE, _DONE, _THINGS, _SMALL)).split())
# Possessive: whatever somebody writes, each of its words is read once.
_NO_OTHER_WORD = re.compile(rf"{_POLITE}(?:{_BEGUN})(?: (?>(?:{_ALL})(?= |$)))*+(?: please)?")
_NAMED = re.compile(
    r"\bmydata\b"
    r"|\bmy (?:own |personal )?(?:account|answers?|data|info|information|notes?)\b"
    r"(?! (?:lead|manager|owner|people|team)\b)"
    r"|\b(?:anonym|confidential|gdpr|priva)"
    r"|\b(?:collect|data|hold|info|information|keep|store|you have|you know)\b.* (?:about|on) me\b"
    r"|^what (?:can|could|may) .*\b(?:read|see)$"
    r"|^(?!how\b).*\b(?:access to|know|reads?|sees?) (?:it|this|these|my results|what i)\b"
)
"""What makes it about their data: what is kept, that it is private, or somebody who reads it."""


def asks(text: str) -> bool:
    """Tell whether a message asks what is kept about its author, who sees it, or how to have it or be rid of it."""
    said = key(text)
    return len(said) <= _LONGEST and bool(_NO_OTHER_WORD.fullmatch(said) and _NAMED.search(said))
