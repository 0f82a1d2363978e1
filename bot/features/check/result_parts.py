"""What results of all kinds have in common: how much room there is, notes, answers that changed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.runtime.blocks import Block, actions, button, context, escape, section, verbatim
from bot.runtime.room import cut, headed, shorten

Cite = Callable[[Iterable[str], int], str]
"""From facts to their sources as mrkdwn of at most so many characters."""
Blocks = list[Block | None]
Notes = Mapping[str, Sequence[str]]  # name of the question -> what was written under it


@dataclass(frozen=True)
class Room:
    """How many characters parts of a result may take: a passage, a sentence, a list, sources; notes and moves shown."""

    passage: int
    line: int
    names: int
    sources: int
    some: int


ROOMS = (Room(1200, 900, 2800, 800, 6), Room(600, 500, 1500, 300, 4), Room(350, 250, 800, 150, 3))
CORRECTED = "You changed an answer; the earlier result is kept as it was."
EARLIER = "You changed an answer since. This is how it was before."
NAME, NOTE, TEXT_CHART = 100, 160, 600  # characters
USEFUL, THANKS = "Was this useful?", "Thanks for telling me. Answers to that are counted, and not kept with anybody."
SHORTENED = "This is shortened to fit into a message; _Copy as text_ has all of it."


class Change(Protocol):
    """An answer that differs from the one in the result before."""

    @property
    def name(self) -> str:
        """What the question is called inside a sentence."""

    @property
    def before(self) -> str:
        """The answer in the result before."""

    @property
    def after(self) -> str:
        """The answer now."""


def about(title: str, when: datetime, *, corrected: bool, earlier: bool) -> Sequence[Block]:
    """Which result it is: of what, when it was kept (UTC), and whether another one came before it or counts by now."""
    said = f"Your result · {escape(title)} · {'corrected on ' if corrected else ''}{day(when)}"
    told = EARLIER if earlier else CORRECTED if corrected else ""
    return [context("of", said), *([context("corrected", told)] if told else [])]


def day(when: datetime) -> str:
    """A date that Slack shows in the reader's own zone."""
    return f"<!date^{int(when.timestamp())}^{{date_long}}|{when:%Y-%m-%d}>"


def notes_kept(notes: Notes, room: Room) -> Blocks:
    """The notes, each in a line."""
    flat = [(name, " ".join(text.split())) for name, texts in notes.items() for text in texts]
    lines = [f"• {shorten(headed(name), NAME)}: {shorten(text, NOTE)}" for name, text in flat[: room.some]]
    if len(flat) > room.some:
        lines.append(f"and {len(flat) - room.some} more; Copy as text holds them all.")
    return [section("notes.title", "*Your notes*"), verbatim("notes", "\n".join(lines))] if lines else []


def changed(moves: Sequence[Change], room: Room) -> Block | None:
    """The answers that changed since the result before."""
    shown = moves[: room.some]
    lines = [f"• {cut(headed(m.name), NAME)}: {cut(m.before, NAME)}, then {cut(m.after, NAME)}" for m in shown]
    if len(moves) > room.some:
        lines.append(f"and {len(moves) - room.some} more.")
    return section("moved", "\n".join(["*What moved since last time*", *lines])) if lines else None


def was_it_useful(value: str) -> Sequence[Block]:
    """The question at the end of a result; `value` names the result."""
    yes = button("Yes, it was", "check.useful:yes", f"{value}|yes")
    return [
        context("useful", USEFUL),
        actions("useful.go", yes, button("Not really", "check.useful:no", f"{value}|no")),
    ]


def thanks() -> Sequence[Block]:
    """What takes the question's place once it is answered."""
    return [context("useful", THANKS)]
