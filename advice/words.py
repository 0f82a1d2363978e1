"""A person's typed words: which button they stand for, or that they stand for none."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from advice.cleaning import Cleaned, clean, unescape, without_hidden
from advice.entries import Answer, Words
from advice.spelling import slip

__all__ = ["Cleaned", "Kind", "Understood", "clean", "is_crisis", "key", "understand"]

APOSTROPHES = re.compile("['’‘ʼ`´]")
SKIN_TONES = re.compile(":skin-tone-[2-6]:|[\U0001f3fb-\U0001f3ff]")
TOKENS = re.compile(r":[a-z0-9_+-]+:|[^\W_]+|[^\w\s]")
PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
"""What `key` has nothing to change in; most words that content lists are so, and there are thousands of them."""

LONGEST_SLIP = 14
"""Letters of the longest message that may be a misspelt word; a sentence is never corrected into an answer."""


class Kind(StrEnum):
    """What a message is: an answer, one of the controls, a sign of danger, or anything else."""

    ANSWER = "answer"
    SKIP = "skip"
    BACK = "back"
    PAUSE = "pause"
    RESUME = "resume"
    EXPLAIN = "explain"
    AGREE = "agree"
    SHOW = "show"
    GREETING = "greeting"
    THANKS = "thanks"
    CRISIS = "crisis"
    OTHER = "other"


@dataclass(frozen=True)
class Understood:
    """What a message was understood as; `choice` is the answer's id if it is an answer."""

    kind: Kind
    choice: str | None = None


def understand(text: str, words: Words, answers: Sequence[Answer]) -> Understood:
    """What `text` stands for while the buttons `answers` are open (none: no question is open).

    Only a whole message stands for a button, give or take a "please": a sentence that begins with "yes" is a
    sentence. A sign of danger wins
    over everything, a question mark at the end over the rest.
    """
    if is_crisis(text, words):
        return Understood(Kind.CRISIS)
    if unicodedata.normalize("NFKC", text).rstrip("!.)\"'”’* _\n").endswith("?"):
        return Understood(Kind.EXPLAIN)
    known = _meanings(words, answers)
    typed = key(text)
    forms = dict.fromkeys((typed, _without_fillers(typed, words.fillers)))
    return next(filter(None, (_meant(form, known) for form in forms)), Understood(Kind.OTHER))


def is_crisis(text: str, words: Words) -> bool:
    """Tell whether what somebody wrote sounds as if they were in danger."""
    serious = key(text)
    if words.not_crisis:
        serious = _pattern(words.not_crisis).sub("", serious)
    return bool(_pattern(words.crisis).search(serious))


def _meant(typed: str, known: dict[str, Understood]) -> Understood | None:
    return known.get(typed) or _with_emoji(typed, known) or _misspelt(typed, known)


def _without_fillers(typed: str, fillers: tuple[str, ...]) -> str:
    """What is left without "please" and the like before and after it; a filler that stands alone stays."""
    return _edges(fillers).sub("", typed) if fillers else typed


def key(text: str) -> str:
    """The form in which typed words are compared: lower case, single spaces, no punctuation; emoji stay."""
    if PLAIN.fullmatch(lower := text.casefold()):
        return lower
    plain = unicodedata.normalize("NFKC", without_hidden(unescape(text))).casefold()
    tokens = TOKENS.findall(SKIN_TONES.sub("", APOSTROPHES.sub("", plain)))
    return " ".join(token for token in tokens if token[0].isalnum() or _is_emoji(token))


def _is_emoji(token: str) -> bool:
    return len(token) > 1 or unicodedata.category(token) == "So"


def _meanings(words: Words, answers: Sequence[Answer]) -> dict[str, Understood]:
    """Every known form with its meaning; an open question wins over agreeing to something."""
    known = dict(_controls(tuple(words.controls.items())))
    for number, answer in enumerate(answers, start=1):
        forms = (str(number), *map(key, (answer.label, *answer.words)))
        known.update(dict.fromkeys(forms, Understood(Kind.ANSWER, answer.id)))
    return known


@lru_cache(maxsize=8)
def _controls(phrases: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, Understood]:
    """The controls' forms with their meanings, worked out once; a later one wins."""
    return {key(phrase): Understood(Kind(control)) for control, those in phrases for phrase in those}


def _with_emoji(typed: str, known: dict[str, Understood]) -> Understood | None:
    """ "yes 👍" means yes, unless the emoji is known to mean something else."""
    tokens = typed.split()
    plain = known.get(" ".join(token for token in tokens if not _is_emoji(token) or token[0].isalnum()))
    emoji = {known[token] for token in tokens if token in known and not token[0].isalnum()}
    return plain if emoji <= {plain} else None


def _misspelt(typed: str, known: dict[str, Understood]) -> Understood | None:
    """The one meaning that `typed` is a slip away from; none for longer messages or when two meanings are as near."""
    if len(typed) > LONGEST_SLIP:
        return None
    forms = {typed, typed.replace(" ", "")}
    meant = {meaning for word, meaning in known.items() if any(slip(form, word) for form in forms)}
    return meant.pop() if len(meant) == 1 else None


@lru_cache(maxsize=8)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    rows = (" ".join(_word(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?<!\S)(?:{'|'.join(rows)})(?!\S)")


@lru_cache(maxsize=8)
def _edges(fillers: tuple[str, ...]) -> re.Pattern[str]:
    any_of = "|".join(re.escape(key(filler)) for filler in fillers)
    return re.compile(rf"^(?:(?:{any_of}) )+|(?: (?:{any_of}))+$")


def _word(word: str) -> str:
    return re.escape(key(word)) + (r"\w*" if word.endswith("*") else "")
