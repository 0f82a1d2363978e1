"""What people ask: the questions that the advice search is tuned on, and those it is measured on."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

KNOWN = Path(__file__).with_name("questions.toml")
BLIND = Path(__file__).with_name("questions_later.toml")
"""Written by somebody who knew neither the cards nor the known questions; whoever tunes the search reads none of it."""


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


def read(file: Path = KNOWN) -> Part:
    """Return the questions of a file. Raises TypeError where one lacks a key or has one too many."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return Part(
        tuple(_asked(**table) for table in tables["question"]), tuple(_text(**table) for table in tables["off_topic"])
    )


def _asked(*, text: str, facts: list[str], kind: str) -> Asked:
    return Asked(text, tuple(facts), kind)


def _text(*, text: str) -> str:
    return text
