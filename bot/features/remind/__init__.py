"""Reminders: to check again, to finish a check, and of a step on its day."""

from __future__ import annotations

from bot.features.remind import draw, work
from bot.runtime.drawing import View
from bot.runtime.feature import Feature
from bot.runtime.telling import Teller
from bot.store.reminders import RECHECK, STEP, UNFINISHED

FEATURE = Feature(
    name="remind",
    actions={"remind.choose": work.choose},
    views={"remind.offer": View(draw.offer)},
    tellers={
        RECHECK: Teller(draw.recheck, draw.recheck_still, moves=True, then=work.next_recheck),
        UNFINISHED: Teller(draw.unfinished, draw.unfinished_still),
        STEP: Teller(draw.step, draw.step_still),
    },
)
