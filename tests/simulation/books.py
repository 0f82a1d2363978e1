"""What must hold after every step: the bot's books against what was delivered, and both against the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.simulation.door import Delivered, LyingDoor
from tests.simulation.looks import Looks, Row
from tests.simulation.model import APART, Key, Must, Someone

FINAL = frozenset({"told", "unknown", "refused", "skipped", "cancelled"})
HELD_BACK = frozenset({"not agreed", "has left", "paused", "snoozed", "days off", "holiday"})
AT_THE_LATEST = timedelta(days=17)  # a weekend, seven days after another, and bad luck with Slack
COPIES = {"told": (1, 1), "queued": (0, 1), "unknown": (0, 1)}  # least and most; in any other state there is none
MILESTONE, AGAIN = "milestone", "again"
Again = tuple[Key, date]


class Broken(AssertionError):
    """A promise was broken."""


@dataclass
class Books:
    """Checks one company."""

    people: Mapping[str, Someone]
    door: LyingDoor
    looks: Looks
    holidays: frozenset[date]
    rows: dict[str, Row] = field(default_factory=dict)  # every occasion, as it was seen last
    states: dict[str, str] = field(default_factory=dict)
    written: dict[tuple[str, Key], Row] = field(default_factory=dict)
    reminders: dict[tuple[str, Again], Row] = field(default_factory=dict)
    sent: dict[str, list[Delivered]] = field(default_factory=dict)  # occasion -> messages that told it
    seen: set[str] = field(default_factory=set)  # occasions of which Home said that they may not have arrived
    due: set[tuple[str, Key]] = field(default_factory=set)
    worries: Callable[[str], None] = lambda user: None  # what somebody does whose message may not have arrived
    held_back: dict[str, datetime] = field(default_factory=dict)  # until when somebody was not to be written to
    _held: set[str] = field(default_factory=set)
    clear_since: datetime | None = None  # since when nothing holds everybody back

    def clock_was_set(self, now: datetime) -> None:
        """Begin to count anew: what lies between two instants says nothing across it."""
        self.clear_since = now
        self.held_back.clear()
        for someone in self.people.values():
            someone.last_unasked = None

    def open_for(self, user: str) -> tuple[list[Key], list[Again]]:
        """Return what somebody is to hear, or may, and to hear again, that has come to no end yet."""
        someone = self.people[user]
        told = (Must.OWED, Must.MAY)
        keys = [key for key, must in someone.must.items() if must in told and not _ended(self.written.get((user, key)))]
        return keys, [one for one in someone.asked.items() if not _ended(self.reminders.get((user, one)))]

    # A message ------------------------------------------------------------------------------------------------------

    def delivered(self, message: Delivered, rows: Sequence[Row], *, paused: bool) -> None:
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
        if any(row.kind == MILESTONE for row in rows):
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
        if row.kind == MILESTONE:
            why = someone.may_be_told(row.key, message.at)
            if why:
                raise Broken(f"{row.user} was told of {row.about} at {message.at}: {why}")
            someone.told[row.key] = message.at
        elif row.due_on > someone.today(message.at):
            raise Broken(f"{row.user} was reminded of {row.about} at {message.at}, due on {row.due_on}")
        elif someone.asked.get(self._of(row)) != row.due_on:
            raise Broken(f"{row.user} was reminded of {row.about} and had not asked for it, or for another day")

    # After every step -----------------------------------------------------------------------------------------------

    def check(self, now: datetime, *, all_clear: bool) -> None:
        """Check everything against everything."""
        if not all_clear or self.clear_since is None:
            self.clear_since = now
        states = self.looks.states()
        if states != self.states:
            self._read(states)
        for user, someone in self.people.items():
            late = list(self._unsettled(user, someone, now))
            self._hold(user, now, held=bool(late) and someone.is_open(now, self.holidays) in HELD_BACK)
            for what, due in late:
                self._in_time(user, what, due, now)

    def _hold(self, user: str, now: datetime, *, held: bool) -> None:
        """Note that somebody is not to be written to; what was seen to hold them back did so until it was seen over."""
        if held or user in self._held:
            self.held_back[user] = now
        if held:
            self._held.add(user)
        else:
            self._held.discard(user)

    def _read(self, states: dict[str, str]) -> None:
        """Take in what has changed, and judge each change."""
        for name in self.states.keys() - states.keys():
            self._vanished(self.rows.pop(name))
        changed = sorted(name for name, state in states.items() if self.states.get(name) != state)
        for row in self.looks.rows(changed):
            self.rows[row.id] = row
            if row.kind == MILESTONE:
                self.written[row.user, row.key] = row
            else:
                self.reminders[row.user, (self._of(row), row.due_on)] = row
            self._moved(row, self.states.get(row.id))
        self.states = states

    def _of(self, row: Row) -> Key:
        return row.key if row.kind == MILESTONE else self.rows[row.first].key

    def _vanished(self, row: Row) -> None:
        if row.user in self.people and (row.kind, row.state, row.reason) != (MILESTONE, "skipped", "known late"):
            raise Broken(f"{row.kind} {row.about} of {row.user} was {row.state} and is gone")
        if row.kind == MILESTONE:
            self.written.pop((row.user, row.key), None)

    def _moved(self, row: Row, before: str | None) -> None:
        if before in FINAL:
            raise Broken(f"{row.kind} {row.about} of {row.user} was {before} and is {row.state}")
        copies, (least, most) = len(self.sent.get(row.id, ())), COPIES.get(row.state, (0, 0))
        if not least <= copies <= most:
            raise Broken(f"{row.kind} {row.about} of {row.user} is {row.state} and was delivered {copies} times")
        someone = self.people.get(row.user)
        if someone is None:
            return
        if row.state == "unknown":
            self.worries(row.user)
        if row.state == "unknown" and row.id not in self.door.unsure:
            raise Broken(f"{row.about} of {row.user} is unknown, and Slack had said what came of it")
        if row.state == "refused" and row.id not in self.door.refused:
            raise Broken(f"{row.about} of {row.user} is refused ({row.reason}), and Slack did not refuse it")
        if row.state in ("skipped", "cancelled"):
            self._given_up(row, someone)

    def _given_up(self, row: Row, someone: Someone) -> None:
        key = self._of(row)
        must = someone.must.get(key)
        if must is not Must.OWED or not someone.active or not someone.agreed:
            return
        today = someone.today(self.door.clock.now())
        if someone.higher(key, today) and (row.kind, row.state) in ((MILESTONE, "skipped"), (AGAIN, "cancelled")):
            return
        if row.kind == AGAIN and someone.asked.get(key) != row.due_on:
            return
        raise Broken(f"{row.kind} {row.about} of {row.user} is {row.state} ({row.reason}) and is {must}")

    def _unsettled(self, user: str, someone: Someone, now: datetime) -> Iterator[tuple[str, date]]:
        """Return what has come due and to no end yet, and its day."""
        today = someone.today(now)
        for key in someone.owed(today):
            self.due.add((user, key))
            row = self.written.get((user, key))
            if not _ended(row):
                yield f"{key.milestone} since {key.since} is {row.state if row else 'nowhere'}", someone.due[key]
        for key, day in someone.owed_again(today):
            again = self.reminders.get((user, (key, day)))
            if not _ended(again):
                yield f"{key.milestone} again is {again.state if again else 'nowhere'}", day

    def _in_time(self, user: str, what: str, due: date, now: datetime) -> None:
        someone, day = self.people[user], datetime.combine(due, time(), now.tzinfo)
        holds = (day, self.held_back.get(user), self.clear_since, someone.snoozed_until)
        since = max(moment for moment in holds if moment is not None)
        days = [since.date() + timedelta(days=number) for number in range((now - since).days + 1)]
        free = sum(day in self.holidays or someone.is_off(day) for day in days)
        if now - since > AT_THE_LATEST + timedelta(days=free):
            raise Broken(f"{what} for {user}: due on {due}, nothing in the way since {since}, and it is {now}")

    def figures(self) -> Counter[str]:
        """Count what came of everything."""
        kinds = Counter(f"{row.kind} {row.state}" for row in self.rows.values())
        unknown = {row.id for row in self.rows.values() if row.kind == MILESTONE and row.state == "unknown"}
        return Counter({**kinds, "due": len(self.due), "seen": len(unknown & self.seen)})


def _ended(row: Row | None) -> bool:
    return row is not None and row.state in FINAL
