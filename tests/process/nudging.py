"""A bot in a process of its own that plans and sends at a given time, and signals itself at a named point.

`python -m tests.process.nudging AT WHAT:MOMENT:K:SIGNAL` stands at the instant AT (ISO 8601). The points are counted
from when the planner looks; see `crashing.py`.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta

from bot.run import running
from bot.runtime import config
from bot.runtime.clock import ManualClock
from tests.kit import LOST
from tests.kit_ticks import ticks_by_hand
from tests.process.crashing import Point, install

NEVER = 10**9


def nudge(at: datetime, what: str, moment: str, k: int, name: str) -> None:
    """Plan and send all that is due, or be killed (or frozen) on the way."""
    point = Point(moment, NEVER, name)
    install(what, point)
    clock = ManualClock(at)
    with ticks_by_hand(), running(config.load(os.environ), clock) as bot:
        assert bot.wait_idle(LOST), "a start still writes, and that would be counted"
        point._at = point._passed + k
        bot.ticker.run("plan")
        bot.wait_idle(10)
        clock.advance(timedelta(seconds=2))
        bot.wait_idle(10)


if __name__ == "__main__":
    instant, named = sys.argv[1:]
    what, moment, k, name = named.split(":")
    nudge(datetime.fromisoformat(instant), what, moment, int(k), name)
