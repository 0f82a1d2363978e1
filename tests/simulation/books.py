"""What must hold after every step: the bot's books against what was delivered, and both against the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.simulation.door import Delivered, LyingDoor
from tests.simulation.model import APART, OLDEST_REMINDER, Key, Must, Someone

FINAL = frozenset({"told", "unknown", "refused", "skipped", "cancelled"})
HELD_BACK = frozenset({"not agreed", "has left", "paused", "snoozed", "days off", "holiday"})
AT_THE_LATEST = timedelta(days=17)  # a weekend, seven days after another, and bad luck with Slack


class Broken(AssertionError):
    """A promise was broken."""


@dataclass(frozen=True)
class Row:
    """An occasion in the bot's books."""

    id: str
    user: str
    kind: str
    about: str
    state: str
    reason: str | None
    due_on: date

    @property
    def key(self) -> Key:
        """What it tells, where it is a milestone."""
        milestone, _, since = self.about.rpartition(":")
        return Key(milestone, date.fromisoformat(since))


@dataclass
class Books:
    """Checks one company."""

    people: Mapping[str, Someone]
    door: LyingDoor
    holidays: frozenset[date]
    states: dict[str, str] = field(default_factory=dict)  # of each occasion, as it was seen last
    sent: dict[str, list[Delivered]] = field(default_factory=dict)  # occasion -> messages that told it
    held_back: dict[str, datetime] = field(default_factory=dict)  # until when somebody was not to be written to
    clear_since: datetime | None = None  # since when nothing holds everybody back

    def clock_was_set(self, now: datetime) -> None:
        """Begin to count anew: what lies between two instants says nothing across it."""
        self.clear_since = now
        self.held_back.clear()
        for someone in self.people.values():
            someone.last_unasked = None

    def delivered(self, message: Delivered, rows: Sequence[Row], paused: bool) -> None:
        """Judge a message that nobody waited for, at the moment at which it is delivered."""
        if message.user not in self.people:
            raise Broken(f"{message.user} is not here any more and was written to")
        someone = self.people[message.user]
        why = someone.is_open(message.at, self.holidays) or ("sending is paused" if paused else None)
        if why:
            raise Broken(f"{message.user} was written to at {message.at}: {why}")
        if not message.peace or not rows:
            raise Broken("an unasked message without a reason, or without Settings and Snooze")
        for row in rows:
            self._told(message, row, someone)
        if any(row.kind == "milestone" for row in rows):
            last = someone.last_unasked
            if last is not None and message.at - last < APART:
                raise Broken(f"{message.user} got two unasked messages within seven days: {last}, {message.at}")
            someone.last_unasked = message.at

    def _told(self, message: Delivered, row: Row, someone: Someone) -> None:
        if row.user != message.user:
            raise Broken(f"{message.user} was told what is {row.user}'s")
        if self.sent.get(row.id):
            raise Broken(f"{row.kind} {row.about} of {row.user} was delivered twice")
        self.sent.setdefault(row.id, []).append(message)
        if row.kind == "milestone":
            why = someone.may_be_told(row.key, message.at)
            if why:
                raise Broken(f"{row.user} was told of {row.about} at {message.at}: {why}")
            someone.told[row.key] = message.at
        elif not row.due_on <= someone.today(message.at) <= row.due_on + OLDEST_REMINDER:
            raise Broken(f"{row.user} was reminded of {row.about} at {message.at}, due on {row.due_on}")

    def check(self, rows: Sequence[Row], now: datetime, *, all_clear: bool) -> None:
        """Check everything against everything, after each step."""
        if not all_clear or self.clear_since is None:
            self.clear_since = now
        for row in rows:
            before = self.states.get(row.id)
            if row.state != before:
                self._moved(row, before, now)
                self.states[row.id] = row.state
        written = {(row.user, row.key): row for row in rows if row.kind == "milestone"}
        for user, someone in self.people.items():
            if someone.is_open(now, self.holidays) in HELD_BACK:
                self.held_back[user] = now
            for key in someone.owed(someone.today(now)):
                self._not_lost(user, key, written.get((user, key)), someone, now)
        for row in rows:
            if row.state not in FINAL and row.user in self.people:
                due = datetime.combine(row.due_on, datetime.min.time(), now.tzinfo)
                self._in_time(row.user, f"{row.kind} {row.about} is still {row.state}", due, now)

    def _moved(self, row: Row, before: str | None, now: datetime) -> None:
        if before in FINAL:
            raise Broken(f"{row.kind} {row.about} of {row.user} was {before} and is {row.state}")
        copies = len(self.sent.get(row.id, ()))
        most, least = (1, 1) if row.state == "told" else (1, 0) if row.state in ("queued", "unknown") else (0, 0)
        if not least <= copies <= most:
            raise Broken(f"{row.kind} {row.about} of {row.user} is {row.state} and was delivered {copies} times")
        someone = self.people.get(row.user)
        if someone is None:
            return
        if row.state == "unknown" and row.id not in self.door.unsure:
            raise Broken(f"{row.about} of {row.user} is unknown, and Slack had said what came of it")
        if row.state == "refused" and row.id not in self.door.refused:
            raise Broken(f"{row.about} of {row.user} is refused ({row.reason}), and Slack did not refuse it")
        if row.kind != "milestone":
            return
        must = someone.must.get(row.key)
        gone = must is not Must.OWED or not someone.active or not someone.agreed
        higher = must is not None and someone.higher(row.key, someone.today(now))
        if row.state == "skipped" and not (gone or higher):
            raise Broken(f"{row.about} of {row.user} is skipped ({row.reason}) and is {must}")
        if row.state == "cancelled" and not gone:
            raise Broken(f"{row.about} of {row.user} is cancelled ({row.reason}) and is {must}")

    def _not_lost(self, user: str, key: Key, row: Row | None, someone: Someone, now: datetime) -> None:
        if row is not None and row.state in FINAL:
            return
        due = datetime.combine(someone.due[key], datetime.min.time(), now.tzinfo)
        self._in_time(user, f"{key.milestone} since {key.since} is {row.state if row else 'nowhere'}", due, now)

    def _in_time(self, user: str, what: str, due: datetime, now: datetime) -> None:
        since = max(moment for moment in (due, self.held_back.get(user), self.clear_since) if moment is not None)
        if now - since > AT_THE_LATEST:
            raise Broken(f"{what} for {user}: due on {due.date()}, nothing in the way since {since}, and it is {now}")


def row_of(found: Any) -> Row:
    """Read a row of the table."""
    due = found.due_on if isinstance(found.due_on, date) else date.fromisoformat(found.due_on)
    return Row(found.id, found.user_id, found.kind, found.about, found.state, found.reason, due)
