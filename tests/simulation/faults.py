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
    "refused": 0.08,
    "revoked": 0.02,
    "no charts": 0.3,  # of those that have one
    "crash before a call": 0.02,
    "crash after a call": 0.02,
}
IN_THE_DATABASE = {  # chance a transaction
    "crash before a commit": 0.006,
    "crash after a commit": 0.006,
    "database busy": 0.006,
}
BY_PEOPLE = {  # chance an event
    "event twice": 0.3,
    "events reordered": 0.5,
    "between claim and call": 0.8,
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
AT_A_NUDGE = 4  # times the chance at the door: these are the calls that it is about
KINDS = (*AT_THE_DOOR, *IN_THE_DATABASE, *BY_PEOPLE, *OF_THE_MACHINE)
STATES = ("none", "waiting", "queued", "told", "unknown", "refused", "skipped", "cancelled")

# What every kind of fault must have met: in a few hundred company-years all states; but what is seldom only in many.
IMPOSSIBLE = {("between claim and call", "none"): "whose message was just taken up has something queued"}
SELDOM_STATES = {"queued": "it lasts for minutes", "refused": "few people are refused for good, and then need a fault"}
SELDOM_KINDS = {
    "between claim and call": "it befalls one person in the second in which a message goes, who must have another one",
    "revoked": "somebody mends it within days, and until then nothing else happens",
    "down for years": "a life has one, if any",
}
ENOUGH, MANY = 300, 10_000  # company-years


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
        share = chance.choice((0.0, 0.4, 0.7, 1.0))
        return cls(chance, frozenset(kind for kind in KINDS if chance.random() < share))

    def strikes(self, kinds: dict[str, float], *, times: int = 1) -> str | None:
        """Choose a fault that strikes now, or none; it is drawn for so many `times`."""
        return next((found for found in (self._drawn(kinds) for _ in range(times)) if found), None)

    def _drawn(self, kinds: dict[str, float]) -> str | None:
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


def never_met(met: Mapping[tuple[str, str], int], years: float) -> list[tuple[str, str]]:
    """Return which kinds of fault never met which state, though in so many company-years they should have."""
    pairs = [(kind, state) for kind in KINDS for state in STATES if (kind, state) not in IMPOSSIBLE]
    return [pair for pair in pairs if not met.get(pair) and years >= (MANY if _is_seldom(*pair) else ENOUGH)]


def _is_seldom(kind: str, state: str) -> bool:
    return kind in SELDOM_KINDS or state in SELDOM_STATES
