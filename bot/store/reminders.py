"""What a person is to be reminded of, kept as occasions: made, moved and cancelled by what they do.

A feature calls these in the transaction of the step, check, result or wish that they follow from. When a reminder goes
is the planner's to find out: here it is only told that there is something to look at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, update

from advice.recheck import next_recheck_after
from bot.store import occasions, results, wishes
from bot.store.insert import into
from bot.store.tables import occasions as table
from bot.store.wishes import Chosen

RECHECK, UNFINISHED, STEP = "recheck", "unfinished", "step"
UNFINISHED_AFTER = timedelta(days=3)
NEVER_SENT = ("waiting", "cancelled")  # an occasion in any other state was told or decided upon, and stays that


@dataclass(frozen=True)
class Reminders:
    """The reminders of one person, in a transaction at `now` (UTC instant). `slack_zone`: an IANA name."""

    connection: Connection
    workspace: str
    user_id: str
    slack_zone: str | None
    now: datetime
    new_id: Callable[[], str]
    fallback_zone: str = "UTC"  # where Slack names none

    def step_saved(self, step_id: str, due: date) -> None:
        """Remind of a step on its day (the person's local date); one for today was written down just now."""
        if due > self._today():
            self._wait(STEP, _step(step_id, due), due)

    def step_closed(self, step_id: str, due: date) -> None:
        """Do not remind of a step that is done or dropped."""
        self._cancel(STEP, "closed", about=_step(step_id, due))

    def check_left(self, check_id: str, *, begun: bool) -> None:
        """Remind of a check that is `begun` and not finished three days from now, once ever; else not at all."""
        if begun:
            self._wait(UNFINISHED, check_id, self._today() + UNFINISHED_AFTER)
        else:
            self._cancel(UNFINISHED, "not under way", about=check_id)

    def recheck(self) -> date | None:
        """Remind of taking a check again when the chosen cadence says so, counted from the newest result; or not.

        Returns the day (the person's local date).
        """
        self._cancel(RECHECK, "counted anew")
        last = results.last_finished(self.connection, self.workspace, self.user_id)
        if last is None:
            return None
        chosen = wishes.load(self.connection, self.workspace, self.user_id)
        tz = self._zone(chosen)
        due = next_recheck_after(last.finished_at.astimezone(tz).date(), chosen.recheck, self.now.astimezone(tz).date())
        if due is not None:
            self._wait(RECHECK, due.isoformat(), due)
        return due

    def wishes_changed(self) -> None:
        """Look at all that waits anew: it may go earlier or later than it was thought to, or again, or not."""
        occasions.look_anew(self.connection, self.workspace, self.user_id, self.now)

    def _today(self) -> date:
        return self.now.astimezone(self._zone(wishes.load(self.connection, self.workspace, self.user_id))).date()

    def _zone(self, chosen: Chosen) -> ZoneInfo:
        return chosen.zone_of(self.slack_zone, self.fallback_zone)

    def _wait(self, kind: str, about: str, due_on: date) -> None:
        """Let an occasion wait, or wait for another day; one that was told stays told."""
        values = {
            "workspace": self.workspace,
            "user_id": self.user_id,
            "kind": kind,
            "about": about,
            "id": self.new_id(),
            "due_on": due_on,
            "now": self.now,
        }
        self.connection.execute(_waiting(self.connection.dialect.name), values)

    def _cancel(self, kind: str, reason: str, about: str | None = None) -> None:
        whose = [table.c.workspace == self.workspace, table.c.user_id == self.user_id]
        which = [table.c.kind == kind, table.c.state == "waiting"]
        if about is not None:
            which.append(table.c.about == about)
        self.connection.execute(update(table).where(*whose, *which).values(state="cancelled", reason=reason))


def _step(step_id: str, due: date) -> str:
    return f"{step_id}:{due.isoformat()}"


@cache
def _waiting(dialect: str) -> Any:
    """Return the statement of `_wait`. Made once: making it takes longer than running it."""
    again: dict[str, Any] = {
        "state": "waiting",
        "reason": None,
        "outbox_id": None,
        "due_on": bindparam("due_on"),
        "look_at": bindparam("now"),
    }
    whose: dict[str, Any] = {name: bindparam(name) for name in ("workspace", "user_id", "kind", "about", "id")}
    changed = (table.c.state != "waiting") | (table.c.due_on != bindparam("due_on"))
    return (
        into(dialect, table)
        .values(**whose, **again, created_at=bindparam("now"))
        .on_conflict_do_update(
            index_elements=["workspace", "user_id", "kind", "about"],
            set_=again,
            where=table.c.state.in_(NEVER_SENT) & changed,
        )
    )
