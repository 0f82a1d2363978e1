"""How the list of checks looks. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.runtime.blocks import Block, Rendered, actions, button, context, message, section
from bot.runtime.room import cut, shorten

MOST, LABEL = 25, 40  # checks in a list, and characters of a button
TITLE, LINE, ROOM = 150, 200, 7000  # characters of a title, of a line, and of all titles and lines
HEAD = "The other checks"


@dataclass(frozen=True)
class Entry:
    """A check in the list. `check`: its id; `label`: what its button says."""

    check: str
    title: str
    line: str
    label: str
    minutes: int
    under_way: bool


def every(entries: Sequence[Entry]) -> Rendered:
    """Every check with a line and a button."""
    words = "Every check, and what it is for. Take the one that fits; stop any time."
    return message(
        shorten(f"{words} {_titles(entries)}"),
        section("list.head", f"*Checks*\n{words}"),
        *_lines(entries),
        _more(entries),
    )


def others(entries: tuple[Entry, ...]) -> Rendered:
    """The checks beside the one that was asked for."""
    return message(
        shorten(f"{HEAD}: {_titles(entries)}"), section("list.head", f"*{HEAD}*"), *_lines(entries), _more(entries)
    )


def below(shown: Rendered, listed: Rendered) -> Rendered:
    """An answer with the list below it."""
    return Rendered(shorten(f"{shown.text} {listed.text}"), (*shown.blocks, *listed.blocks))


def not_for_you(words: str, check: str, label: str) -> Rendered:
    """A check is for others: why, and the one that fits, by its id and what its button says."""
    return message(
        words,
        section("not_for_you", cut(words)),
        actions(
            "go",
            button(shorten(label, LABEL), "check.open", check, style="primary"),
            button("All checks", "check.list"),
        ),
    )


def _lines(entries: Sequence[Entry]) -> list[Block]:
    shown = entries[:MOST]
    return [_line(entry, ROOM // len(shown) // 2) for entry in shown]


def _line(entry: Entry, room: int) -> Block:
    state = " _under way_" if entry.under_way else f" _about {entry.minutes} min_"
    words = f"*{cut(entry.title, min(TITLE, room))}* ·{state}\n{cut(entry.line, min(LINE, room))}"
    return section(f"list.{entry.check}", words, button(shorten(entry.label, LABEL), "check.open", entry.check))


def _more(entries: Sequence[Entry]) -> Block | None:
    left = len(entries) - MOST
    return context("list.more", f"And {left} more: `/careercheck help` names them all.") if left > 0 else None


def _titles(entries: Sequence[Entry]) -> str:
    return "; ".join(entry.title for entry in entries) + "."
