"""What people ask, split into the part the advice search is tuned on and the part it is measured on."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("questions.toml")
ONE_IN = 3
"""One text in so many is held out."""


@dataclass(frozen=True)
class Asked:
    """A question in a person's own words, and the ids of the facts of which a right answer carries at least one."""

    text: str
    facts: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Part:
    """Questions the search ought to answer, and sentences it ought to say it has nothing on."""

    asked: tuple[Asked, ...]
    off_topic: tuple[str, ...]


@dataclass(frozen=True)
class Questions:
    """The two parts. Whoever tunes the search looks at `tuning` alone."""

    tuning: Part
    held_out: Part


def is_held_out(text: str) -> bool:
    """Whether a text is kept aside: its hash decides, so nobody chooses and other texts change nothing about it."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % ONE_IN == 0


def read(file: Path = FILE) -> Questions:
    """Return all questions, split. Raises TypeError where one lacks a key or has one too many."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    asked = [_asked(**table) for table in tables["question"]]
    off_topic = [_text(**table) for table in tables["off_topic"]]
    return Questions(_part(asked, off_topic, held_out=False), _part(asked, off_topic, held_out=True))


def _part(asked: list[Asked], off_topic: list[str], *, held_out: bool) -> Part:
    return Part(
        tuple(question for question in asked if is_held_out(question.text) is held_out),
        tuple(text for text in off_topic if is_held_out(text) is held_out),
    )


def _asked(*, text: str, facts: list[str], kind: str) -> Asked:
    return Asked(text, tuple(facts), kind)


def _text(*, text: str) -> str:
    return text
