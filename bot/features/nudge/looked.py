"""What waits for one person: what of it ends, what goes now, in one message, and what has to wait until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from advice.cadence import Rules
from advice.merging import Part, merge
from bot.features.nudge.gate import Verdict, Way, rules_for, verdict
from bot.runtime.drawing import Drawing
from bot.runtime.services import Services
from bot.store import occasions, outbox
from bot.store.occasions import Occasion
from bot.store.people import Person

MOST_AT_ONCE = 6  # occasions in a message


@dataclass(frozen=True)
class Looked:
    """Somebody held, for whom something waits; decided upon at `now` (UTC instant)."""

    services: Services
    connection: Connection
    person: Person
    now: datetime

    def queue(self) -> int:
        """End what needs no telling, put off what has to wait, and queue what may go as one message.

        Returns how many messages were queued.
        """
        drawing = self._drawing()
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
        tellers = self.services.telling.tellers
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
        row = self.services.ids.new(self.now)
        tellers = self.services.telling.tellers
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
        drawing = self._drawing()
        for occasion in carried:
            occasions.queue(self.connection, occasion, row)
            self._go_on(occasion, drawing)

    def _go_on(self, occasion: Occasion, drawing: Drawing) -> None:
        """Let what is to follow an occasion wait from now on."""
        then = drawing.telling.tellers[occasion.kind].then
        if then is not None:
            then(drawing, lambda: self.services.ids.new(self.now))

    def _drawing(self) -> Drawing:
        """Return what is decided from."""
        services, person = self.services, self.person
        return Drawing(
            self.connection,
            services.catalog,
            person.workspace,
            person.user_id,
            {},
            self.now,
            services.help_lines,
            services.telling,
        )
