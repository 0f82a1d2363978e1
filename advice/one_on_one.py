"""A message for somebody's manager, put together from what they picked: theirs to copy, to change and to send."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advice.brag import Piece, item
from advice.months import spelled
from advice.plain import headed, listed


class Part(StrEnum):
    """What may go into it."""

    STRENGTHS = "strengths"
    GROWTH = "growth"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True)
class Standing:
    """What the newest result of the check says, as names of its questions; and the day it is of."""

    on: date
    strengths: Sequence[str]
    growth: Sequence[str]


@dataclass(frozen=True)
class Intent:
    """A next step that is still open, and its day."""

    text: str
    due: date


def one_on_one(
    today: date,
    parts: Iterable[Part],
    *,
    standing: Standing | None,
    steps: Sequence[Intent],
    done: Sequence[Piece],
    picked: Sequence[Piece],
) -> str:
    """Write the message as plain text. `parts` says what is wanted; what was `picked` stands in it as it is."""
    wanted = set(parts)
    own = [piece for piece in picked if piece not in done or Part.DONE not in wanted]
    blocks = [
        [f"For our 1:1, {spelled(today)}"],
        listed("What I did", [*map(_told, done if Part.DONE in wanted else ()), *map(_told, own)]),
        listed("What I am working on", [_meant(step) for step in steps] if Part.OPEN in wanted else []),
        *_stood(standing, wanted),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _stood(standing: Standing | None, wanted: set[Part]) -> Iterable[list[str]]:
    if standing is None:
        return
    when = f"(career check of {spelled(standing.on)})"
    if Part.STRENGTHS in wanted:
        yield listed(f"What I can build on {when}", [headed(name) for name in standing.strengths])
    if Part.GROWTH in wanted:
        yield listed(f"What I would like to get better at {when}", [headed(name) for name in standing.growth])


def _told(piece: Piece) -> str:
    """Return a piece as a line of a list, without where it comes from: that is of no concern to anybody else."""
    return item(Piece("entry", piece.id, piece.text, piece.day)).removeprefix("- ")


def _meant(step: Intent) -> str:
    first, *more = step.text.split("\n")
    return "\n".join([f"{first} (by {spelled(step.due)})", *(f"  {line}" for line in more)])
