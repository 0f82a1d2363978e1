"""Many rounds, each company some of them; what breaks says how to see it again."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.kills.company import STUCK, Broken, a_company
from tests.kills.moments import draw

AGAIN = 'make simulate-kill ARGS="--seed {seed} --count 1"'


@dataclass
class Counted:
    """What was seen in some rounds, by the kind of moment at which each began to die."""

    rounds: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    ended: Counter[tuple[str, str]] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def add(self, other: Counted) -> None:
        """Count what was seen in others."""
        self.rounds += other.rounds
        self.kills += other.kills
        self.ended += other.ended
        self.broken += other.broken
        self.failures += other.failures


def rounds(seeds: Sequence[int]) -> Counted:
    """Live through the rounds of these seeds, one company for all."""
    counted = Counted()
    with tempfile.TemporaryDirectory(prefix="careercheck-kills-") as folder, a_company(Path(folder)) as company:
        for seed in seeds:
            first = draw(seed).moments[0].kind
            counted.rounds[first] += 1
            try:
                lived = company.round(seed)
            except (Broken, TimeoutError) as broken:
                counted.broken[broken.kind if isinstance(broken, Broken) else STUCK] += 1
                counted.failures.append(f"{broken}\nAgain: {AGAIN.format(seed=seed)}")
            else:
                counted.kills += lived.kills.total()
                counted.ended += Counter({(first, end): people for end, people in lived.ended.items()})
    return counted
