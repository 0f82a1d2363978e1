"""What a result says, as values: the views and the plain text are made from these."""

from dataclasses import dataclass

from advice.entries import Passage


@dataclass(frozen=True)
class Standing:
    """Where a person stands in one section: a sentence, and how many questions got which answer."""

    section: str
    title: str
    sentence: str
    strong: int
    partly: int
    not_yet: int
    skipped: int
    open: int


@dataclass(frozen=True)
class Strength:
    """A question answered with a strength."""

    question: str
    name: str


@dataclass(frozen=True)
class Growth:
    """A question answered with less than a strength, and the label of that answer."""

    question: str
    name: str
    answer: str


@dataclass(frozen=True)
class Step:
    """What to do about one growth area. `lean_on` is the strength to use; without one, `lean` says whom to turn to."""

    question: str
    name: str
    gain: str
    gain_facts: tuple[str, ...]
    lean_on: Strength | None
    lean: str
    lean_facts: tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """An answer that differs from the one in the result before."""

    question: str
    name: str
    before: str
    after: str
    better: bool


@dataclass(frozen=True)
class Result:
    """Everything a result says. Each question asked is in exactly one of `strengths`, `growth`, `skipped`, `open`."""

    opening: tuple[str, ...]
    standings: tuple[Standing, ...]
    strengths: tuple[Strength, ...]
    growth: tuple[Growth, ...]
    skipped: tuple[str, ...]
    open: tuple[str, ...]
    steps: tuple[Step, ...]
    nearest: str | None
    all_strong: Passage | None
    no_steps: Passage | None
    moved: tuple[Move, ...]
    closing: Passage
