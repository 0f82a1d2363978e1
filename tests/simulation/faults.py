"""The kinds of fault, which of them a seed switches on, and which of them met what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

AT_THE_DOOR = {  # chance a call
    "taken, then dropped": 0.05,
    "dropped": 0.03,
    "5xx": 0.04,
    "429": 0.06,
    "away": 0.05,
    "refused": 0.04,
    "revoked": 0.01,
    "no charts": 0.05,
    "crash before a call": 0.02,
    "crash after a call": 0.02,
}
IN_THE_DATABASE = {  # chance a transaction
    "crash before a commit": 0.004,
    "crash after a commit": 0.004,
    "database busy": 0.004,
}
BY_PEOPLE = {  # chance an event
    "event twice": 0.2,
    "events reordered": 0.3,
    "between claim and call": 0.5,
}
OF_THE_MACHINE = {  # times a year
    "deployed": 6.0,
    "down for hours": 4.0,
    "down for months": 0.5,
    "down for years": 0.1,
    "rebooted": 3.0,
    "clock an hour back": 1.5,
    "clock a day back": 1.0,
    "clock 400 days ahead": 0.3,
}
KINDS = (*AT_THE_DOOR, *IN_THE_DATABASE, *BY_PEOPLE, *OF_THE_MACHINE)
STATES = ("none", "waiting", "queued", "told", "unknown", "refused", "skipped", "cancelled")

# Somebody whose message was just taken up has something queued.
IMPOSSIBLE = frozenset({("between claim and call", "none")})


@dataclass
class Faults:
    """What goes wrong in one life, and how often. `quiet`: nothing goes wrong any more."""

    chance: Random
    on: frozenset[str]
    quiet: bool = False
    met: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, seed: int) -> Faults:
        """Switch on a random part of the kinds: what is rare then comes together more often."""
        chance = Random(f"faults {seed}")
        share = chance.choice((0.0, 0.2, 0.5, 0.8))
        return cls(chance, frozenset(kind for kind in KINDS if chance.random() < share))

    def strikes(self, kinds: dict[str, float]) -> str | None:
        """Choose a fault that strikes now, or none."""
        drawn = self.chance.random()
        if self.quiet:
            return None
        for kind, likely in kinds.items():
            if drawn < likely:
                return kind if kind in self.on else None
            drawn -= likely
        return None

    def meets(self, kind: str, states: Iterable[str]) -> None:
        """Count that a fault met occasions in these states."""
        for state in states:
            self.met[kind, state] += 1


def never_met(met: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """Return which kinds of fault never met which state, though they could."""
    pairs = [(kind, state) for kind in KINDS for state in STATES]
    return [pair for pair in pairs if pair not in IMPOSSIBLE and not met.get(pair)]
