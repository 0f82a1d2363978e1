"""The next steps that a result offers, whatever kind of check it is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advice.check import Progress
from advice.guide_entries import Guide
from advice.guided import conclude
from advice.rated_entries import Rated
from advice.result import conclude_progress

PLAN = 3  # different days


@dataclass(frozen=True)
class Offer:
    """A step to keep: `text` says what to do, `kept` is what is written down, `months` from now it is for, if told."""

    id: str
    name: str
    text: str
    kept: str
    months: int | None = None


def next_steps(check: Rated | Guide, progress: Progress) -> tuple[Offer, ...]:
    """Return the steps of a result; where they are for days of their own, the nearest first."""
    if isinstance(check, Rated):
        return tuple(Offer(s.question, s.name, s.gain, s.gain) for s in conclude_progress(check, progress).steps)
    steps = sorted(conclude(check, progress).steps, key=lambda step: step.months)
    return tuple(Offer(s.id, s.name, s.text, f"{s.name}\n{s.text}", s.months) for s in steps)


def is_plan(offers: Sequence[Offer]) -> bool:
    """Tell whether the steps follow one another in time, over three days or more, so that they can be kept as one."""
    return len({offer.months for offer in offers} - {None}) >= PLAN
