"""The swings between hands-on work and management: as a chart, as bars of characters, and as a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from advice.months import in_words
from advice.stretches import Side, Stretch
from bot.runtime.blocks import Block, bars, escape, section
from bot.runtime.room import listing

NAMES = {Side.HANDS_ON: "Hands-on", Side.MANAGING: "Managing", Side.AWAY: "Away"}
MARKS = {Side.HANDS_ON: "█", Side.MANAGING: "▒", Side.AWAY: "░"}
LONGEST_BAR = 24  # characters


def chart(stretches: Sequence[Stretch]) -> Block:
    """One bar a stretch, its months by side. Each side keeps its colour, so the first two are always in it."""
    away = any(stretch.months.get(Side.AWAY) for stretch in stretches)
    sides = [side for side in Side if side is not Side.AWAY or away]
    series = {NAMES[side]: [stretch.months.get(side, 0) for stretch in stretches] for side in sides}
    return bars("chart", "Hands-on work and management", [one.label for one in stretches], series, "months")


def instead(stretches: Sequence[Stretch]) -> Block:
    """The same where Slack draws no charts."""
    return section("chart", in_bars(stretches))


def in_bars(stretches: Sequence[Stretch]) -> str:
    """Bars of characters, a line each, with what they stand for in words."""
    most = max(sum(stretch.months.values()) for stretch in stretches)
    lines = [f"`{_bar(stretch, most)}` {escape(stretch.label)}: {_months(stretch)}" for stretch in stretches]
    return listing(lines)


def in_text(stretches: Sequence[Stretch]) -> str:
    """The same in a sentence."""
    return "; ".join(f"{stretch.label}: {_months(stretch)}" for stretch in stretches) + "."


def _months(stretch: Stretch) -> str:
    return " and ".join(f"{NAMES[side].lower()} {in_words(months)}" for side, months in stretch.months.items())


def _bar(stretch: Stretch, most: int) -> str:
    return "".join(MARKS[side] * max(1, months * LONGEST_BAR // most) for side, months in stretch.months.items())
