"""How strong answers went over time: as a chart, as bars of characters, and as a sentence. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.runtime.blocks import Block, bars, context, escape, section
from bot.runtime.limits import MOST_SERIES
from bot.runtime.room import listing

TITLE = "Strong answers over time"
GREW = "The check was changed in between, so that the numbers aren't out of the same number of questions."


@dataclass(frozen=True)
class Over:
    """Strong answers over time. `days`: a label for each result, all different; `strong`: section -> its numbers."""

    check: str
    days: Sequence[str]
    strong: Mapping[str, Sequence[int]]
    grew: bool

    @property
    def sentence(self) -> str:
        """It in words: "Soft skills: 5, then 7"."""
        lines = [f"{title}: {', then '.join(map(str, values))}" for title, values in self.strong.items()]
        return f"{TITLE}, {self.check}, {self.days[0]} to {self.days[-1]}. {'; '.join(lines)}."


def labels(days: Sequence[date]) -> list[str]:
    """Return short labels for days, the second of one day told apart: a chart takes each label once."""
    seen: Counter[date] = Counter()
    found = []
    for day in days:
        seen[day] += 1
        short = f"{day.day} {day:%b %Y}"
        found.append(short if seen[day] == 1 else f"{short} ({seen[day]})")
    return found


def chart(over: Over) -> list[Block]:
    """The chart, and what it shows in small print."""
    strong = dict(list(over.strong.items())[:MOST_SERIES])
    small = f"{escape(over.check)}: how many answers in each part were strong, at each of your last results."
    return [
        bars("chart", TITLE, over.days, strong, "strong answers"),
        context("chart.what", f"{small} {GREW}" if over.grew else small),
    ]


def instead(over: Over) -> Block:
    """The same where Slack draws no charts."""
    lines = [f"*{TITLE}*"]
    for title, values in over.strong.items():
        lines.append(f"*{escape(title)}*")
        lines += [f"`{'█' * value or ' '}` {value} · {day}" for day, value in zip(over.days, values, strict=True)]
    return section("chart", listing(lines, 2000))
