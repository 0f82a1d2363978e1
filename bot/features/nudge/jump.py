"""A clock that jumps must not make the bot write to everybody: what is sent unasked then waits for an operator's word.

The machine counts its own seconds, and setting the clock does not change those. Where the clock moved by more than a
day against them, and much falls due by it, nothing goes until `careercheck resume`. After the machine was started anew
its count says nothing of the time before; whoever is away for long with much due is asked as well.

A team's close is never undone, so one that falls due by a jump is much.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bot.runtime.clock import Clock
from bot.store import episodes, looking, ticks
from bot.store.engine import Database
from bot.store.set_back import set_back
from bot.store.ticks import Noted, Tick

MUCH = timedelta(days=1)
MOST_PEOPLE, MOST_SHARE = 20, 0.2  # so many, and such a part of all, is what no ordinary day brings
KIND = "jump"

log = structlog.get_logger(__name__)


def may_plan(database: Database, clock: Clock, workspace: str) -> bool:
    """Write down that the planner looks now; False while what nobody asked for waits for an operator.

    Raises:
        DatabaseBusy: nothing was written down, and nothing may be planned.
    """
    with database.writing() as connection:
        episodes.take_turn(connection, workspace)
        noted, now, up = ticks.load(connection, workspace), clock.now(), clock.uptime()
        tick = Tick(now, up.boot, up.seconds)
        if noted is not None and noted.paused_at is not None:
            return False
        jumped = None if noted is None else _jump(noted, tick)
        if noted is not None and jumped is not None and _too_many(connection, workspace, noted.last.at, now, jumped):
            return False
        if noted is not None and noted.last.at - now > MUCH:
            set_back(connection, workspace, now, now + MUCH)
        ticks.save(connection, workspace, tick)
        return True


def resume(database: Database, clock: Clock, workspace: str) -> bool:
    """Let what waits go, from the time that the clock shows now; False where nothing waited for that.

    Raises:
        DatabaseBusy: nothing has changed.
    """
    with database.writing() as connection:
        episodes.take_turn(connection, workspace)
        now, up = clock.now(), clock.uptime()
        waited = ticks.go_on(connection, workspace)
        if waited:
            set_back(connection, workspace, now, now + MUCH)
            ticks.save(connection, workspace, Tick(now, up.boot, up.seconds))
            episodes.end(connection, workspace, KIND, now)
        return waited


def _jump(noted: Noted, tick: Tick) -> timedelta | None:
    """Return by how much the clock moved forward beyond the time that is known to have passed; None: by little."""
    passed = tick.up - noted.last.up if tick.boot == noted.last.boot else min(tick.up, MUCH.total_seconds())
    jumped = tick.at - noted.last.at - timedelta(seconds=passed)
    return jumped if jumped > MUCH else None


def _too_many(connection: Connection, workspace: str, before: datetime, now: datetime, jumped: timedelta) -> bool:
    """Pause where the jump makes much fall due; tell whether it does."""
    people = looking.fallen_due(connection, workspace, before.date(), now.date())
    everybody = looking.everybody(connection, workspace)
    few = people < MOST_PEOPLE or people < MOST_SHARE * everybody
    if few and not looking.teams_close(connection, workspace, now.date()):
        log.warning("nudge.clock_jumped", rows=people)
        return False
    facts = {"days": jumped.days, "people": people}
    ticks.pause(connection, workspace, now, facts)
    episodes.begin(connection, workspace, KIND, now, facts)
    log.warning("nudge.paused", rows=people)
    return True
