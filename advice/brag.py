"""What somebody has to show for themselves: their own words by pillar and quarter, and as Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, TypeAlias

from advice.quarters import A_QUARTER

Source: TypeAlias = Literal["entry", "note", "step"]
REST = "Everything else"
TITLE = "My brag document"


@dataclass(frozen=True)
class Piece:
    """One thing: an entry of their own, a note on a question, or a next step that is done.

    `day`: what it is about was then. `pillar`: a section's id, or None. `about`: the question that a note is on.
    `edited`: names the words as they stand, of an entry; another where they were changed since.
    """

    source: Source
    id: str
    text: str
    day: date
    pillar: str | None = None
    about: str = ""
    edited: str = ""

    @property
    def name(self) -> str:
        """Return its name among all pieces of one person."""
        return f"{self.source}:{self.id}"


@dataclass(frozen=True)
class Pillar:
    """A part that pieces are sorted into."""

    id: str | None
    title: str


@dataclass(frozen=True)
class Placed:
    """A piece in its place: the pillar's title and the quarter ("2026, January to March")."""

    pillar: str
    quarter: str
    piece: Piece


def in_order(pieces: Iterable[Piece], pillars: Sequence[Pillar]) -> tuple[Placed, ...]:
    """Sort pieces by pillar, as `pillars` are ordered, and by quarter, the newest first.

    What belongs to none of them comes last.
    """
    places = {pillar.id: number for number, pillar in enumerate(pillars)}

    def rank(piece: Piece) -> int:
        return places.get(piece.pillar, len(pillars))

    titles = [*(pillar.title for pillar in pillars), REST]
    newest = sorted(pieces, key=lambda piece: (piece.day, piece.name), reverse=True)
    return tuple(Placed(titles[rank(piece)], quarter(piece.day), piece) for piece in sorted(newest, key=rank))


def quarter(day: date) -> str:
    """Name the quarter of a day: "2026, January to March"."""
    first = (day.month - 1) // A_QUARTER * A_QUARTER + 1
    return f"{day.year}, {date(day.year, first, 1):%B} to {date(day.year, first + A_QUARTER - 1, 1):%B}"


def as_markdown(placed: Sequence[Placed]) -> str:
    """Write the document as Markdown: a heading for each pillar and quarter, one item for each piece."""
    lines = [f"# {TITLE}"]
    for pillar, of_pillar in groupby(placed, key=lambda one: one.pillar):
        lines += ["", f"## {pillar}"]
        for name, of_quarter in groupby(of_pillar, key=lambda one: one.quarter):
            lines += ["", f"### {name}", "", *(item(one.piece) for one in of_quarter)]
    return "\n".join(lines) + "\n"


def item(piece: Piece) -> str:
    """Write one piece as an item of a list; its further lines stay within the item."""
    first, *more = piece.text.split("\n")
    told = f" ({kind(piece)})" if piece.source != "entry" else ""
    return "\n".join([f"- {spelled(piece.day)}{told}: {first}", *(f"  {line}".rstrip() for line in more)])


def kind(piece: Piece) -> str:
    """Say in words where a piece comes from."""
    if piece.source == "note":
        return f"a note on {piece.about}" if piece.about else "a note"
    return "a step you finished" if piece.source == "step" else "written down by you"


def spelled(day: date) -> str:
    """A date as people write it: 5 March 2027."""
    return f"{day.day} {day:%B %Y}"
