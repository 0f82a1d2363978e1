"""How the history looks: finished checks, the newest first, each with what moved since the one before. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advice.months import spelled
from advice.moves import Compared
from bot.features.history.chart_view import Over, chart, instead
from bot.runtime.blocks import Block, Rendered, actions, button, context, header, message, section
from bot.runtime.room import cut, headed, listing, roomiest, shorten

TITLE, SPARE = "Your finished checks", 2200  # characters: the chart's stand-in needs some
NOTHING = "You haven't finished a check yet. Once you have, it stands here, with what moved from one to the next."
MORE_IN_DM = "In our direct message `history` shows each question too, and what came before these."


@dataclass(frozen=True)
class Entry:
    """A finished check. `number`: of the result that counts; `corrected`: when an answer was changed last, if at all.

    `at_first`: what it came to before that. `before`: when the one before was finished; `moved`, `same`, `added` and
    `gone` compare with that.
    """

    check: str
    number: int
    title: str
    on: date
    came_to: str
    corrected: date | None
    at_first: str | None
    before: date | None
    moved: Sequence[Compared]
    same: int
    added: int
    gone: int


@dataclass(frozen=True)
class Room:
    """How many characters a line takes, and how many answers that moved are named."""

    line: int
    moves: int


ROOMS = (Room(200, 6), Room(120, 3), Room(80, 2))


def page(entries: Sequence[Entry], over: Over | None, *, older: str | None, first: bool, to_read: bool) -> Rendered:
    """A page of them. `older`: the check that the next page follows; `to_read`: without buttons, as over Home."""
    if not entries:
        return _nothing()

    def draw(room: Room) -> list[Block]:
        return [
            header("title", TITLE if first else "Earlier checks"),
            *(chart(over) if over else []),
            *(block for entry in entries for block in _entry(entry, room, to_read=to_read)),
            *_end(older, first=first, to_read=to_read),
        ]

    said = [f"{one.title}, {spelled(one.on)}: {one.came_to}." for one in entries]
    text = " ".join([f"{TITLE}.", *([over.sentence] if over else []), *said])
    return message(shorten(text), *roomiest(draw, ROOMS, spare=SPARE), instead_of_chart=instead(over) if over else None)


def corrected(entry: Entry, most: int) -> list[str]:
    """What a corrected result says of itself: when, and what it came to at first."""
    if entry.corrected is None or entry.at_first is None:
        return []
    at_first = "" if entry.at_first == entry.came_to else f" At first: {cut(entry.at_first, most)}."
    return [f"_Corrected on {spelled(entry.corrected)}._{at_first}"]


def compared_with(entry: Entry) -> str:
    """What it is compared with, and what cannot be compared because the check changed."""
    if entry.before is None:
        return "Your first one of this kind."
    changed = [
        *([f"{_many(entry.added)} new since"] if entry.added else []),
        *([f"{_many(entry.gone)} asked no more"] if entry.gone else []),
    ]
    return f"Compared with {spelled(entry.before)}." + (f" The check changed: {', '.join(changed)}." if changed else "")


def showing(entry: Entry) -> list[tuple[str, str, str]]:
    """The ways to a result: (label, action, value) of each button; a corrected one can be seen as it was, too."""
    now = ("Show it", "check.result:now", f"{entry.check}|r{entry.number}")
    return [now, ("As it was first", "check.result:first", f"{entry.check}|r1")] if entry.corrected else [now]


def _nothing() -> Rendered:
    start = button("Start the check", "check.open", style="primary")
    return message(NOTHING, section("nothing", NOTHING), actions("go", start))


def _entry(entry: Entry, room: Room, *, to_read: bool) -> list[Block]:
    lines = [
        f"*{cut(entry.title, room.line)}* · {spelled(entry.on)}",
        cut(entry.came_to, room.line),
        *corrected(entry, room.line),
        *_moved(entry, room),
    ]
    words = section(f"past.{entry.check}", listing(lines, 1500))
    if to_read:
        return [words]
    ways = [button(label, action, value) for label, action, value in showing(entry)]
    return [
        words,
        actions(f"past.{entry.check}.go", *ways, button("Each question", "history.questions", entry.check)),
    ]


def _moved(entry: Entry, room: Room) -> list[str]:
    if entry.before is None:
        return [f"_{compared_with(entry)}_"]
    if not entry.moved:
        other = f"Nothing to compare with {spelled(entry.before)}: no question was answered both times."
        return [f"_No answer moved since {spelled(entry.before)}._" if entry.same else f"_{other}_"]
    lines = [f"• {move(one, room.line)}" for one in entry.moved[: room.moves]]
    left = len(entry.moved) - room.moves
    return [f"_Moved since {spelled(entry.before)}:_", *lines, *([f"and {left} more"] if left > 0 else [])]


def move(one: Compared, most: int) -> str:
    """An answer that moved: "Saying no: Partly, then Yes"."""
    return f"{cut(headed(one.name), most)}: {cut(one.before or '', most)}, then {cut(one.now or '', most)}"


def _end(older: str | None, *, first: bool, to_read: bool) -> list[Block]:
    if to_read:
        return [context("more", MORE_IN_DM)]
    ways = [
        *([button("Earlier checks", "history.older", older)] if older else []),
        *([] if first else [button("Back to the newest", "history.show")]),
    ]
    return [actions("pages", *ways)] if ways else []


def _many(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"
