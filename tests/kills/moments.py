"""At which moment a process dies: drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

KINDS = ("before a commit", "after a commit", "before a call", "after a call", "at any time")
ONCE_MORE = 1 / 3  # how often who is started again is killed too
SOONER = 0.4  # by then who is started again has done most of what is left to do
LONGEST_AWAY = 90.0  # seconds; within the lease, and beyond it


@dataclass(frozen=True)
class Moment:
    """When to kill: `part` of the way through what an undisturbed run does, from 0 to 1."""

    kind: str
    part: float

    def point(self, seen: Seen) -> str | None:
        """Return the name of the commit or call, as `crashing.py` reads it; None where it is a time."""
        if self.kind == KINDS[-1]:
            return None
        moment, _, what = self.kind.split()
        most = seen.commits if what == "commit" else seen.calls
        return f"{what}:{moment}:{1 + int(self.part * most)}"

    def seconds(self, seen: Seen) -> float:
        """Return after how many seconds, where it is a time."""
        return self.part * seen.seconds


@dataclass(frozen=True)
class Seen:
    """What a process did until nothing was left to do."""

    commits: int  # of transactions that wrote
    calls: int
    seconds: float


@dataclass(frozen=True)
class Fate:
    """Every kill of one round, and how many seconds pass before each start."""

    moments: tuple[Moment, ...]
    away: tuple[float, ...]


def draw(seed: int) -> Fate:
    """Draw a round: the first process dies at some moment, who follows it sometimes too, the last one lives."""
    chance = Random(f"kill {seed}")
    moments = [Moment(KINDS[seed % len(KINDS)], chance.random())]
    while chance.random() < ONCE_MORE:
        moments.append(Moment(chance.choice(KINDS), chance.random() * SOONER))
    return Fate(tuple(moments), tuple(chance.uniform(0, LONGEST_AWAY) for _ in moments))
