"""Nothing is kept for longer than it is said: a look once an hour at whose time is over.

Nobody is erased by a clock that may be wrong: Slack's own has to say the same day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import structlog
from sqlalchemy import Connection

from advice.months import add_months
from bot.runtime.errors import SlackError, SlackRefused, SlackShut
from bot.runtime.retained import GRACE
from bot.runtime.services import Services
from bot.runtime.shut_out import STOPPED
from bot.runtime.slack import SlackDoor
from bot.runtime.user_facts import is_full_member
from bot.store import episodes, retention
from bot.store.erased import forget_within

EVERY = timedelta(hours=1)
SAME = timedelta(days=1)  # by as much our clock and Slack's may differ

log = structlog.get_logger(__name__)


def look(services: Services, door: SlackDoor, workspace: str) -> int:
    """Erase whose time is over; returns how many people that were.

    Raises:
        DatabaseBusy: who is not erased yet is so by the next run.
        Refused: the log of erasures cannot be read.
    """
    now = services.clock.now()
    with services.database.writing() as connection:
        retention.note_leavers(connection, workspace, now)
        leaving, removed = _leaving(services, connection, workspace, now)
        left = () if removed else retention.left(connection, workspace, leaving, now - GRACE)
        done = not leaving and not (removed and retention.holds_anything(connection, workspace))
    if done or not _is_right(now, door):
        return 0
    gone = {user_id: _is_gone(door, workspace, user_id) for user_id in left}
    with services.database.writing() as connection:
        retention.have_not_left(connection, workspace, [user_id for user_id, is_so in gone.items() if is_so is False])
        leaving, removed = _leaving(services, connection, workspace, now)  # somebody may have come back meanwhile
        leaving = [user_id for user_id in leaving if gone.get(user_id, True)]
        for user_id in leaving:
            forget_within(connection, services.database, workspace, user_id, now)
        if removed and len(leaving) < retention.AT_ONCE:
            retention.empty(connection, workspace)
    log.info("mydata.time_over", rows=len(leaving))
    return len(leaving)


def _leaving(services: Services, connection: Connection, workspace: str, now: datetime) -> tuple[Sequence[str], bool]:
    """Return the first whose time is over, and whether it is everybody's, for the app was removed."""
    shut = episodes.under_way(connection, workspace, STOPPED)
    removed = shut is not None and shut.began_at < now - GRACE
    day = add_months(now.date(), -12 * services.retention_years)
    contact_before = now if removed else datetime.combine(day, time(), UTC)
    return retention.over(connection, workspace, contact_before=contact_before, left_before=now - GRACE), removed


def _is_gone(door: SlackDoor, workspace: str, user_id: str) -> bool | None:
    """Tell whether Slack has somebody no more; None where it does not say, and they are looked at again.

    Whoever is back in the workspace, and has not turned to us yet, did not leave.
    """
    try:
        return not is_full_member(door.user(user_id), workspace)
    except SlackRefused:
        return True  # it does not know them
    except SlackError:
        return None


def _is_right(now: datetime, door: SlackDoor) -> bool:
    """Tell whether Slack's clock says the same day; False also where it says nothing."""
    try:
        door.introduction()
    except SlackShut:
        pass  # it said no, and what time it is
    except SlackError:
        return False
    if door.date is not None and abs(door.date - now) <= SAME:
        return True
    log.error("mydata.clock_differs")
    return False
