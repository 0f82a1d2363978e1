"""What somebody has to show for themselves: their own words by pillar and quarter, and as Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from advice.months import spelled
from advice.quarters import A_QUARTER

Source: TypeAlias = Literal["entry", "note", "step"]
REST = "Everything else"
TITLE = "My brag document"
INDENT, AROUND = 2, 150  # characters: before a further line, and around a piece, with the headings before it


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
    return _quarter(day.year, (day.month - 1) // A_QUARTER * A_QUARTER + 1)


@lru_cache(maxsize=400)
def _quarter(year: int, first: int) -> str:
    return f"{year}, {date(year, first, 1):%B} to {date(year, first + A_QUARTER - 1, 1):%B}"


def as_markdown(placed: Iterable[Placed], after: tuple[str, str] | None = None) -> str:
    """Write the document as Markdown: a heading for each pillar and quarter, one item for each piece.

    `after`: the pillar and quarter that the text before ended with, where this goes on from one; None: it begins.
    """
    lines = [] if after else [f"# {TITLE}"]
    pillar, of_quarter = after or ("", "")
    for one in placed:
        if one.pillar != pillar:
            lines += ["", f"## {one.pillar}"]
        if (one.pillar, one.quarter) != (pillar, of_quarter):
            lines += ["", f"### {one.quarter}", ""]
        lines.append(item(one.piece))
        pillar, of_quarter = one.pillar, one.quarter
    return "\n".join(lines) + "\n"


def in_runs(placed: Sequence[Placed], most: int) -> list[Sequence[Placed]]:
    """Cut the document into runs of pieces whose Markdown has at most `most` characters; a longer piece is alone."""
    runs: list[list[Placed]] = []
    room = 0
    for one in placed:
        size = len(one.piece.text) + INDENT * one.piece.text.count("\n") + len(one.piece.about) + AROUND
        if not runs or size > room:
            runs.append([])
            room = most
        runs[-1].append(one)
        room -= size
    return [tuple(run) for run in runs]


def item(piece: Piece) -> str:
    """Write one piece as an item of a list; its further lines stay within the item, each as it is."""
    first, *more = piece.text.split("\n")
    told = f" ({kind(piece)})" if piece.source != "entry" else ""
    return "\n".join([f"- {spelled(piece.day)}{told}: {first}", *(f"  {line}" if line else "" for line in more)])


def kind(piece: Piece) -> str:
    """Say in words where a piece comes from."""
    if piece.source == "note":
        return f"a note on {piece.about}" if piece.about else "a note"
    return "a step you finished" if piece.source == "step" else "written down by you"
