"""Which command is suggested for a word that is none: the same each time, and the likeliest."""

from __future__ import annotations

import re

import pytest

from bot.declared import help_lines
from bot.runtime.nearest import likeliest
from tests.kit import Somebody, words
from tests.kit_content import builtin_content

WORDS = ["soft", "experience", "technical", "resume", "pause", "result", "path", "settings", "status", "help"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("re", "resume"),  # as near to result, which stands later in the help
        ("res", "resume"),
        ("resul", "result"),
        ("set", "settings"),  # has less in common than soft, and begins so
        ("pa", "path"),
        ("paus", "pause"),
        ("hlep", "help"),
        ("tech", "technical"),
        ("s", None),
        ("", None),
        ("xyz", None),
    ],
)
def test_the_likeliest_word_is_suggested(typed: str, meant: str | None) -> None:
    assert likeliest(WORDS, typed) == meant


def test_of_two_that_are_equally_near_it_is_the_first_with_the_same_beginning() -> None:
    assert likeliest(["bat", "cab", "cat"], "car") == "cab"
    assert likeliest(["cat", "cab", "bat"], "car") == "cat"


def test_a_word_that_is_none_is_answered_with_it(ana: Somebody) -> None:
    ana.runs("/careercheck help")
    ana.runs("/careercheck set")
    ana.sees("Did you mean `/careercheck settings`?")


@pytest.mark.parametrize("written", ["what can you do?", "Who are you", "commands"])
def test_whoever_asks_what_there_is_gets_the_list(ana: Somebody, written: str) -> None:
    ana.writes(written, thread=False)

    ana.sees("Here is what I can do")


def test_every_word_of_which_the_help_says_that_it_is_enough_is(ana: Somebody) -> None:
    ana.runs("/careercheck help")
    sentence = next(line for line in words(ana.sees("the word alone is enough")).splitlines() if "enough" in line)
    promised = re.findall("`([^`]+)`", sentence)
    assert {"brag", "brag add", "history", "mydata"} <= set(promised) <= {*help_lines(builtin_content()), "brag add"}

    for word in promised:
        ana.writes(word, thread=False)

    for lost in ("I don't have anything good on that", "I didn't quite get that", "Ask me anything about your career."):
        ana.does_not_see(lost)
    ana.sees("What did you do?")
