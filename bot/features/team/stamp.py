"""What the buttons of an invitation carry: which one it is, and who it says may read; ids and a fingerprint only."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.teams import Viewer

DIGITS = 16


@dataclass(frozen=True)
class Ask:
    """An invitation's occasion, and the fingerprint of those who might read when it was drawn."""

    occasion: str
    stamp: str

    def write(self) -> str:
        """Return it as a button's value."""
        return f"{self.occasion}|{self.stamp}"

    @classmethod
    def read(cls, value: str) -> Ask:
        """Read what `write` wrote."""
        occasion, _, stamp = value.partition("|")
        return cls(occasion, stamp)


def stamp_of(readers: Sequence[Viewer]) -> str:
    """Return the fingerprint of who reads a team's summaries: whoever joins agrees to these, and to no others."""
    named = sorted(f"{one.user_id}{'*' if one.leads else ''}" for one in readers)
    return hashlib.sha256(" ".join(named).encode()).hexdigest()[:DIGITS]
