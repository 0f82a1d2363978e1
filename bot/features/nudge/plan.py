"""The planner: finds in the database what there is to say, and puts into the outbox what may be said now.

It may be run at any time, twice, and by several processes at once: each step is a transaction that holds the person and
looks again, and what it has decided is in the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import structlog
from sqlalchemy import Connection

from advice.cadence import Rules
from advice.merging import Part, merge
from advice.milestones import decide, next_look, wanted
from advice.zones import zone
from bot.features.nudge.gate import Verdict, Way, rules_for, verdict
from bot.runtime.drawing import Drawing
from bot.runtime.services import Services
from bot.store import crossings, looking, occasions, outbox, paths, people, wishes
from bot.store.looking import Crossing
from bot.store.occasions import MILESTONE, Occasion, milestone_of
from bot.store.people import Person

LATEST_ZONE = timedelta(hours=14)  # ahead of UTC: no later date than there is today anywhere
MOST_PEOPLE = 2000  # looked at in one tick; the rest in the next, and whoever has waited longest is first
MOST_UNSENT = 60  # messages that wait, two minutes' worth: more of them would only grow old in the outbox
MOST_AT_ONCE = 6  # occasions in a message
HIGHER = "a higher one"

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
            self._cross(crossing)
        room = self._room()
        queued = 0
        for user_id in self._waiting():
            if queued >= room:
                break
            queued += self._look(user_id)
        if queued:
            log.info("nudge.queued", rows=queued)
            self.services.outbox.wake()

    def _crossings(self) -> Sequence[Crossing]:
        now = self.services.clock.now()
        latest = (now.astimezone(UTC) + LATEST_ZONE).date()
        with self.services.database.reading() as connection:
            found = looking.crossings(connection, self.workspace, latest, MOST_PEOPLE)
        return [one for one in found if one.due_on <= self._today(one, now)]

    def _today(self, crossing: Crossing, now: datetime) -> date:
        return now.astimezone(zone(crossing.chosen_zone or crossing.slack_zone, self.services.telling.zone)).date()

    def _waiting(self) -> Sequence[str]:
        now = self.services.clock.now()
        with self.services.database.reading() as connection:
            return looking.to_look_at(connection, self.workspace, now, MOST_PEOPLE)

    def _room(self) -> int:
        with self.services.database.reading() as connection:
            return MOST_UNSENT - looking.unsent(connection, self.workspace, MOST_UNSENT)

    def _cross(self, crossing: Crossing) -> None:
        with self.services.database.writing() as connection:
            person = people.hold(connection, self.workspace, crossing.user_id)
            if person is not None:
                _Crossed(self, connection, person, self.services.clock.now()).write()

    def _look(self, user_id: str) -> int:
        """Decide on all that waits for a person; returns how many messages were queued."""
        with self.services.database.writing() as connection:
            person = people.hold(connection, self.workspace, user_id)
            return _Looked(self, connection, person, self.services.clock.now()).queue() if person else 0

    def drawing(self, connection: Connection, user_id: str, now: datetime) -> Drawing:
        """Return what is decided from."""
        services = self.services
        return Drawing(
            connection, services.catalog, self.workspace, user_id, {}, now, services.help_lines, self.services.telling
        )


@dataclass(frozen=True)
class _Crossed:
    """Somebody held, for whom a milestone may have been reached."""

    planner: Planner
    connection: Connection
    person: Person
    now: datetime

    def write(self) -> None:
        """Write down what was reached and not on record yet: the highest to be told, the lower ones as skipped."""
        here = (self.person.workspace, self.person.user_id)
        chosen = wishes.load(self.connection, *here)
        kept = paths.load(self.connection, *here)
        tz = zone(chosen.wishes.zone or self.person.tz, self.planner.services.telling.zone)
        today = self.now.astimezone(tz).date()
        if kept.due_on is None or kept.due_on > today:
            return
        milestones = wanted(self.planner.services.catalog.milestones.values(), chosen.milestones)
        known = crossings.known(self.connection, *here)
        decision = decide(kept.path, milestones, today, known)
        for reached in decision.skip:
            self._add(reached.milestone, reached.swing, reached.on, state="skipped", reason=HIGHER)
        if decision.tell is not None:
            told = decision.tell
            self._pass_over(told.counts.value)
            self._add(told.milestone, told.swing, told.on)
        known = crossings.known(self.connection, *here)
        paths.look_on(self.connection, *here, next_look(kept.path, milestones, today, known))

    def _add(self, milestone: str, swing: date, on: date, state: str = "waiting", reason: str | None = None) -> None:
        occasions.add(
            self.connection,
            workspace=self.person.workspace,
            id=self.planner.services.ids.new(self.now),
            user_id=self.person.user_id,
            kind=MILESTONE,
            about=crossings.about(milestone, swing),
            due_on=on,
            now=self.now,
            look_at=min(self.now, datetime.combine(on, time(), UTC)),  # who has waited longest is looked at first
            state=state,
            reason=reason,
        )

    def _pass_over(self, counts: str) -> None:
        """Skip what was reached earlier on the same clock and not said yet."""
        milestones = self.planner.services.catalog.milestones
        for lower in occasions.waiting(self.connection, self.person.workspace, self.person.user_id):
            if lower.kind == MILESTONE:
                known = milestones.get(milestone_of(lower).milestone)
                if known is None or known.counts == counts:
                    occasions.end(self.connection, lower, "skipped", HIGHER)


@dataclass(frozen=True)
class _Looked:
    """Somebody held, for whom something waits."""

    planner: Planner
    connection: Connection
    person: Person
    now: datetime

    def queue(self) -> int:
        """End what needs no telling, put off what has to wait, and queue what may go as one message."""
        drawing = self.planner.drawing(self.connection, self.person.user_id, self.now)
        rules = rules_for(drawing, self.person)
        verdicts: list[tuple[Occasion, Verdict]] = []
        for occasion in occasions.waiting(self.connection, self.person.workspace, self.person.user_id):
            found = verdict(drawing, self.person, rules, occasion)
            if found.way in (Way.SKIP, Way.CANCEL):
                occasions.end(self.connection, occasion, found.way, found.reason)
                if found.way is Way.SKIP:
                    self._go_on(occasion, drawing)
            elif not found.allowed:
                occasions.put_off(self.connection, occasion, found.at)
            else:
                verdicts.append((occasion, found))
        return self._together(verdicts, rules)

    def _together(self, verdicts: Sequence[tuple[Occasion, Verdict]], rules: Rules) -> int:
        """Make what falls on one day one message; it goes when the last part of it may."""
        tellers = self.planner.services.telling.tellers
        parts = [Part(occasion.id, found.at, tellers[occasion.kind].asked) for occasion, found in verdicts]
        known = {occasion.id: occasion for occasion, _ in verdicts}
        queued = 0
        for day in merge(parts, rules.tz):
            carried = [known[name] for name in day.kinds]
            if day.at > self.now:
                for occasion in carried:
                    occasions.put_off(self.connection, occasion, day.at)
            else:
                self._put(carried[:MOST_AT_ONCE])
                queued += 1
        return queued

    def _put(self, carried: Sequence[Occasion]) -> None:
        row = self.planner.services.ids.new(self.now)
        tellers = self.planner.services.telling.tellers
        ids = {"occasions": [one.id for one in carried], "asked": all(tellers[one.kind].asked for one in carried)}
        outbox.put(
            self.connection,
            workspace=self.person.workspace,
            id=row,
            user_id=self.person.user_id,
            verb="post",
            promise="unasked",
            view="nudge.told",
            ids=ids,
            dedupe=row,
            coalesce=None,
            now=self.now,
            due_at=self.now,
        )
        drawing = self.planner.drawing(self.connection, self.person.user_id, self.now)
        for occasion in carried:
            occasions.queue(self.connection, occasion, row)
            self._go_on(occasion, drawing)

    def _go_on(self, occasion: Occasion, drawing: Drawing) -> None:
        """Let what is to follow an occasion wait from now on."""
        then = drawing.telling.tellers[occasion.kind].then
        if then is not None:
            then(drawing, lambda: self.planner.services.ids.new(self.now))
