"""Nudges: what the bot says of itself, at the right moment and once; its planner, and what people choose.

`plan.py` finds out what is due, `gate.py` whether it may go now, `jump.py` whether the clock is to be believed.
`teller.py` tells milestones; other kinds of occasion are declared by the features they belong to. `carried.py` is the
line about what may not have arrived.
"""

from __future__ import annotations

from bot.features.nudge import draw, fold, work
from bot.features.nudge.teller import TELLERS
from bot.runtime.drawing import View
from bot.runtime.feature import Feature

FEATURE = Feature(
    name="nudge",
    actions={
        "nudge.sources": work.sources,
        "nudge.later": work.later,
        "nudge.stop": work.stop,
        "nudge.why": work.why,
        "nudge.show": work.show,
        "nudge.seen": work.seen,
    },
    views={
        "nudge.told": View(draw.told),
        "nudge.shown": View(draw.shown),
        "nudge.sources_told": View(draw.sources),
        "nudge.later_told": View(draw.later),
        "nudge.not_later": View(draw.not_later),
        "nudge.folded": View(fold.folded),
        "nudge.stopped": View(draw.stopped),
        "nudge.reason": View(draw.why),
        "nudge.meanwhile": View(draw.meanwhile),
    },
    tellers=TELLERS,
)
