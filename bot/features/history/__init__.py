"""Every finished check, what moved from one to the next, and how it went over time."""

from __future__ import annotations

from bot.features.history import draw, work
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

SPOKEN = (
    *("my history", "show history", "show my history", "past results", "all results", "earlier results"),
    *("old results", "my results", "show my results", "trend", "trends", "what moved"),
)

FEATURE = Feature(
    name="history",
    commands={"history": Command(work.show, "every check you finished, and what moved in between", SPOKEN)},
    actions={"history.show": work.show, "history.older": work.older, "history.questions": work.questions},
    views={"history.page": View(draw.page), "history.questions": View(draw.questions)},
)
