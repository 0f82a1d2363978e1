"""How one finished check looks question by question, beside the one before. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from advice.months import spelled
from advice.moves import Compared, How
from bot.features.history.view import Entry, compared_with, corrected, move, showing
from bot.runtime.blocks import Block, Rendered, actions, button, context, escape, header, message, section
from bot.runtime.room import cut, headed, listing, roomiest, shorten

OPEN = "skipped"


@dataclass(frozen=True)
class Line:
    """A question in two results. `at_first`: what was answered before it was corrected; None: it was not."""

    compared: Compared
    at_first: str | None


@dataclass(frozen=True)
class Room:
    """How many characters a name or an answer takes, and the part that holds it."""

    line: int
    part: int


ROOMS = (Room(150, 2800), Room(90, 2000), Room(60, 1000))


def questions(entry: Entry, lines: Sequence[Line]) -> Rendered:
    """Each question with its answer, and the one before where it moved."""
    whole = entry.title + ", " + spelled(entry.on)

    def draw(room: Room) -> list[Block]:
        said = " ".join([compared_with(entry), *corrected(entry, room.line)])
        return [
            header("title", shorten(entry.title, 140)),
            context("of", f"{spelled(entry.on)} · {said}"),
            *_parts(lines, room),
            actions(
                "go",
                *(button(label, action, value) for label, action, value in showing(entry)),
                button("All finished checks", "history.show"),
            ),
        ]

    text = " ".join([f"{whole}.", *(f"{headed(one.compared.name)}: {_plain(one.compared)}." for one in lines)])
    return message(shorten(text), *roomiest(draw, ROOMS))


def _parts(lines: Sequence[Line], room: Room) -> Iterable[Block]:
    kept = [line for line in lines if line.compared.how is not How.GONE]
    for number, (title, part) in enumerate(groupby(kept, lambda line: line.compared.section), start=1):
        said = [f"*{escape(title)}*", *(f"• {_line(line, room.line)}" for line in part)]
        yield section(f"part.{number}", listing(said, room.part))
    gone = [line for line in lines if line.compared.how is How.GONE]
    if gone:
        said = ["*Asked no more*", *(f"• {_line(line, room.line)}" for line in gone)]
        yield section("gone", listing(said, room.part))


def _line(line: Line, most: int) -> str:
    one = line.compared
    first = f" _(at first: {cut(line.at_first, most)})_" if line.at_first else ""
    name = cut(headed(one.name), most)
    match one.how:
        case How.CHANGED:
            return f"*{move(one, most)}*{first}"
        case How.GONE:
            return f"{name}: {cut(one.before or OPEN, most)}"
        case How.ADDED:
            return f"{name}: {cut(one.now or OPEN, most)} _(new since)_{first}"
        case _:
            return f"{name}: {cut(one.now or OPEN, most)}{first}"


def _plain(one: Compared) -> str:
    if one.how is How.CHANGED:
        return f"{one.before}, then {one.now}"
    return one.now or (f"asked no more, {one.before or OPEN} before" if one.how is How.GONE else OPEN)
