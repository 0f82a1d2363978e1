"""What a check finds: how bad, and in a sentence what is so and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How bad something is."""

    OK = "ok"
    WARNING = "warning"  # it works, and should be looked at
    PROBLEM = "problem"  # it must be mended


@dataclass(frozen=True)
class Finding:
    """One line of a report."""

    check: str
    level: Level
    said: str


def ok(check: str, said: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(check, Level.OK, said)


def warning(check: str, said: str) -> Finding:
    """Return what should be looked at."""
    return Finding(check, Level.WARNING, said)


def problem(check: str, said: str) -> Finding:
    """Return what must be mended."""
    return Finding(check, Level.PROBLEM, said)
