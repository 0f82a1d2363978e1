"""All checks that are under way, with a way on in each. Pure: values in, blocks out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.runtime.blocks import Block, Rendered, actions, button, context, message, section
from bot.runtime.room import cut, shorten

MOST, TITLE, LABEL = 5, 200, 60  # checks that are shown; characters of a title, and on a button


@dataclass(frozen=True)
class UnderWay:
    """One of them.

    `value`: of its buttons; `label`: its name on one; `done`: "9 of 21 answered"; `link`: the address of its thread.
    """

    value: str
    label: str
    title: str
    done: str
    paused: bool
    link: str

    @property
    def words(self) -> str:
        """It in a line."""
        return f"{self.title} · {self.stands}"

    @property
    def stands(self) -> str:
        """How it stands."""
        return f"{'Paused' if self.paused else 'Under way'}: {self.done}."

    @property
    def pause(self) -> str:
        """What a button says that leaves it for later."""
        return f"Pause: {shorten(self.label, LABEL)}"


def blocks(rows: Sequence[UnderWay]) -> list[Block]:
    """Each with a way on; the newest come first."""
    shown = [_row(row) for row in rows[:MOST]]
    left = len(rows) - MOST
    more = f"And {left} more that you began: finish one to see the next."
    return [*shown, *([context("here.more", more)] if left > 0 else [])]


def which(rows: Sequence[UnderWay]) -> Rendered:
    """Several are under way: which one is meant?"""
    words = "You have more than one check under way. Which one do you mean?"
    if not rows:
        words = "No check is under way any more."
    going_on = [(number, row) for number, row in enumerate(rows[:MOST]) if not row.paused]
    pauses = [button(row.pause, f"check.pause:{number}", row.value) for number, row in going_on]
    return message(
        words,
        section("which", words),
        *blocks(rows),
        actions("which.pause", *pauses) if pauses else None,
        context("which.how", "Words that you write in a check's thread are about that check.") if rows else None,
    )


def _row(row: UnderWay) -> Block:
    go_on = button("Continue", "check.resume", row.value, style="primary", url=row.link)
    return section(f"here.{row.value}", f"*{cut(row.title, TITLE)}*\n{cut(row.stands, TITLE)}", go_on)
