"""Nothing is kept for longer than it is said: a look once an hour at whose time is over.

Nobody is erased by a clock that may be wrong: Slack's own has to say the same day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

import structlog
from sqlalchemy import Connection

from advice.months import add_months
from bot.runtime.errors import SlackError, SlackShut
from bot.runtime.retained import GRACE
from bot.runtime.services import Services
from bot.runtime.shut_out import REMOVED, STOPPED
from bot.runtime.slack import SlackDoor
from bot.runtime.user_facts import is_full_member
from bot.store import episodes, people, retention
from bot.store.episodes import Episode
from bot.store.erased import forget_within
from bot.store.erasure_lines import LogUnreadable

EVERY = timedelta(hours=1)
SAME = timedelta(days=1)  # by as much our clock and Slack's may differ
UNKNOWN = frozenset({"user_not_found", "user_not_visible", "users_not_found"})  # so Slack says that it has them no more

log = structlog.get_logger(__name__)


def look(services: Services, door: SlackDoor, workspace: str) -> int:
    """Erase whose time is over; returns how many people that were.

    Raises:
        DatabaseBusy: who is not erased yet is so by the next run.
    """
    due = Due.at(services.clock.now(), services.retention_years)
    with services.database.reading() as connection:
        if not due.anything(connection, workspace):
            return 0
    lets_us_in = _lets_us_in(due.now, door)
    if lets_us_in is None:
        return 0
    with services.database.writing() as connection:
        retention.note_leavers(connection, workspace, due.now)
        if lets_us_in:
            due = replace(due, removed_before=None)  # whatever we were told: the app is there
        over = due.people(connection, workspace)
        left = () if due.all_of(connection, workspace) else retention.left(connection, workspace, over, due.left_before)
    gone = {user_id: _is_gone(door, workspace, user_id) for user_id in left}
    with services.database.writing() as connection:
        retention.have_not_left(connection, workspace, [user_id for user_id, is_so in gone.items() if is_so is False])
    # Each in a transaction of their own: it holds nobody else up, and takes its rows in the order of a click.
    try:
        count = sum(_erase(services, due, workspace, user_id) for user_id in over if gone.get(user_id, True))
    except LogUnreadable as error:
        log.error("mydata.log_unreadable", flaw=error.flaw, row=error.line)
        return 0  # of whoever is next the same would be said
    with services.database.writing() as connection:
        if due.all_of(connection, workspace) and not due.people(connection, workspace):
            retention.empty(connection, workspace)
    log.info("mydata.time_over", rows=count)
    return count


@dataclass(frozen=True)
class Due:
    """Before which instants (UTC) somebody's last contact, their leaving, or the removal of the app has to lie.

    `removed_before` None: the app is there.
    """

    now: datetime
    contact_before: datetime
    left_before: datetime
    removed_before: datetime | None

    @classmethod
    def at(cls, now: datetime, years: int) -> Due:
        """Return what is due by an instant, where people are kept for so many years."""
        day = add_months(now.date(), -12 * years)
        return cls(now, datetime.combine(day, time(), UTC), now - GRACE, now - GRACE)

    def anything(self, connection: Connection, workspace: str) -> bool:
        """Tell whether there may be something to do."""
        if self.all_of(connection, workspace):
            return retention.holds_anything(connection, workspace)
        return retention.has_leavers(connection, workspace) or bool(self.people(connection, workspace))

    def people(self, connection: Connection, workspace: str, user_id: str | None = None) -> Sequence[str]:
        """Return the first whose time is over; or this one, if theirs is."""
        contact_before = self.now if self.all_of(connection, workspace) else self.contact_before
        return retention.over(
            connection, workspace, contact_before=contact_before, left_before=self.left_before, user_id=user_id
        )

    def all_of(self, connection: Connection, workspace: str) -> bool:
        """Tell whether it is everybody's, for the app was removed, and not merely our token that does not do."""
        shut = episodes.under_way(connection, workspace, STOPPED)
        return shut is not None and self._ends_all(shut)

    def how_many(self, connection: Connection) -> int:
        """Count whose time is over, whatever workspace they are of; of who left, Slack may say that they are back."""
        removed = [shut.workspace for shut in episodes.stopped(connection) if self._ends_all(shut)]
        return retention.how_many(
            connection, contact_before=self.contact_before, left_before=self.left_before, removed=removed
        )

    def _ends_all(self, shut: Episode) -> bool:
        if self.removed_before is None:
            return False
        return shut.facts.get("code") in REMOVED and shut.began_at < self.removed_before


def _erase(services: Services, due: Due, workspace: str, user_id: str) -> int:
    with services.database.writing() as connection:
        people.hold(connection, workspace, user_id)
        if not due.people(connection, workspace, user_id):
            return 0  # they came back meanwhile
        forget_within(connection, services.database, workspace, user_id, due.now)
    return 1


def _is_gone(door: SlackDoor, workspace: str, user_id: str) -> bool | None:
    """Tell whether Slack has somebody no more; None where it does not say, and they are looked at again.

    Whoever is back in the workspace, and has not turned to us yet, did not leave.
    """
    try:
        return not is_full_member(door.user(user_id), workspace)
    except SlackError as error:
        return True if error.code in UNKNOWN else None


def _lets_us_in(now: datetime, door: SlackDoor) -> bool | None:
    """Tell whether Slack takes our token; None where it says nothing, or its clock says another day than ours."""
    lets_us_in = True
    try:
        door.introduction()
    except SlackShut:
        lets_us_in = False  # it said no, and what time it is
    except SlackError:
        return None
    if door.date is not None and abs(door.date - now) <= SAME:
        return lets_us_in
    log.error("mydata.clock_differs")
    return None
