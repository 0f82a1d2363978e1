"""The planner: finds in the database what there is to say, and puts into the outbox what may be said now.

It may be run at any time, twice, and by several processes at once: each step is a transaction that holds the person and
looks again, and what it has decided is in the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

import structlog

from advice.zones import zone
from bot.features.nudge.looked import Looked
from bot.runtime.services import Services
from bot.store import crossings, looking, occasions, paths, people, wishes
from bot.store.engine import DatabaseBusy
from bot.store.looking import Crossing

PUT_OFF = timedelta(days=1)  # whoever has a row that breaks
LATEST_ZONE = timedelta(hours=14)  # ahead of UTC: no later date than there is today anywhere
MOST_PEOPLE = 2000  # looked at in one tick; the rest in the next, and whoever has waited longest is first
MOST_UNSENT = 60  # messages that wait, two minutes' worth: more of them would only grow old in the outbox

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Planner:
    """Plans for one workspace."""

    services: Services
    workspace: str

    def plan(self) -> None:
        """Write down the milestones that were reached, then queue what may go.

        Raises:
            DatabaseBusy: what was decided before is kept; the next tick goes on.
        """
        for crossing in self._crossings():
            self._each(crossing.user_id, partial(self._cross, crossing), crossing=True)
        room = self._room()
        queued = 0
        for user_id in self._waiting():
            if queued >= room:
                break
            queued += self._each(user_id, partial(self._look, user_id))
        if queued:
            log.info("nudge.queued", rows=queued)
            self.services.outbox.wake()

    def _crossings(self) -> Sequence[Crossing]:
        now = self.services.clock.now()
        latest = (now.astimezone(UTC) + LATEST_ZONE).date()
        with self.services.database.reading() as connection:
            found = looking.crossings(connection, self.workspace, latest, MOST_PEOPLE)
        return [one for one in found if one.due_on <= self._date(one.chosen_zone or one.slack_zone, now)]

    def _date(self, zone_name: str | None, now: datetime) -> date:
        return now.astimezone(zone(zone_name, self.services.telling.zone)).date()

    def _waiting(self) -> Sequence[str]:
        now = self.services.clock.now()
        with self.services.database.reading() as connection:
            return looking.to_look_at(connection, self.workspace, now, MOST_PEOPLE)

    def _room(self) -> int:
        with self.services.database.reading() as connection:
            return MOST_UNSENT - looking.unsent(connection, self.workspace, MOST_UNSENT)

    def _each(self, user_id: str, decide: Callable[[], int], *, crossing: bool = False) -> int:
        """Decide for one person; whoever has a row that breaks is put off, and keeps nobody behind them waiting."""
        try:
            return decide()
        except DatabaseBusy:
            raise
        except Exception:  # the boundary of one person: their broken row must not end what everybody else is told
            log.exception("nudge.person_broken")
        then = self.services.clock.now() + PUT_OFF
        with self.services.database.writing() as connection:
            if crossing:
                paths.look_on(connection, self.workspace, user_id, then.date() + PUT_OFF)  # tomorrow, wherever they are
            else:
                occasions.look_anew(connection, self.workspace, user_id, then)
        return 0

    def _cross(self, crossing: Crossing) -> int:
        """Write down what was reached; that queues no message yet."""
        with self.services.database.writing() as connection:
            person = people.hold(connection, self.workspace, crossing.user_id)
            if person is None:
                return 0
            now = self.services.clock.now()
            chosen = wishes.load(connection, self.workspace, person.user_id).wishes.zone
            crossings.cross(
                connection,
                self.workspace,
                person.user_id,
                self.services.catalog.milestones,
                today=self._date(chosen or person.tz, now),
                now=now,
                new_id=lambda: self.services.ids.new(now),
            )
        return 0

    def _look(self, user_id: str) -> int:
        """Decide on all that waits for a person; returns how many messages were queued."""
        with self.services.database.writing() as connection:
            person = people.hold(connection, self.workspace, user_id)
            return Looked(self.services, connection, person, self.services.clock.now()).queue() if person else 0
