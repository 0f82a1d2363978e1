"""What people do in a simulated company, each in their own time: join, change roles, click, fly, leave, come back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.store.engine import DatabaseBusy
from bot.store.erased import forget
from tests.simulation import hands
from tests.simulation.books import Broken, Row
from tests.simulation.company import TRIES, Company
from tests.simulation.door import Crash, Delivered
from tests.simulation.model import MANAGING, ON, Key, Must, Someone, Step, months_after

ZONES = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Asia/Kathmandu",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Africa/Cairo",
)
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)
SIZES = (2, 3, 3, 4, 5, 6, 8, 12, 30)
NEXT_ROLE = {
    "engineer": ("manager", "manager", "tech_lead"),
    "tech_lead": ("manager", "manager", "engineer"),
    "manager": ("director", "engineer", "tech_lead", "away"),
    "director": ("executive", "engineer", "manager", "away"),
    "executive": ("director", "engineer", "away"),
    "away": ("engineer", "manager"),
}


Shown = TypeVar("Shown")


class NobodyThere(Exception):
    """Slack lets the bot answer nobody; people give up and try another day."""


class Life:
    """The people of a company."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.chance = Random(f"life {company.seed}")
        company.reacts, company.interrupts = self._reacts, self._acts_meanwhile
        self.does: tuple[tuple[float, Callable[[str], None]], ...] = (  # times a year
            (0.35, self.changes_role),
            (0.2, self.still_builds),
            (0.5, self.snoozes),
            (0.3, self.pauses),
            (0.4, self.takes_days_off),
            (0.4, self.switches_a_milestone),
            (0.7, self.flies),
            (1.0, self.looks_at_home),
            (1.0, self.writes),
            (0.08, self.leaves),
            (0.04, self.is_erased),
        )

    def begins(self) -> None:
        """Hire the first people; more come later."""
        for _ in range(self.chance.choice(SIZES)):
            self.joins()
        self.company.plans(self._some(A_YEAR), self._hires)

    def _hires(self) -> None:
        self.joins()
        self.company.plans(self._some(A_YEAR), self._hires)

    def joins(self, zone: str = "", past: tuple[Step, ...] = ()) -> str:
        """Let somebody come who has a past, and tells it; one that is given, or one by chance. Returns who it is.

        With a past that is given nothing else is done by chance.
        """
        user = f"U{self.company.number():04}"
        zone = zone or self.chance.choice(ZONES)
        self.company.door.zones[user] = zone
        self.company.people[user] = Someone(zone)
        self.company.says(f"{user} joins in {zone}")
        if past:
            self.meets(user)
            for number, step in enumerate(past):
                self.fills_in(user, "path.changed" if number else "path.new", step)
            return user
        self._later(user, timedelta(0), self._arrives)
        for rate, does in self.does:
            self._again(user, rate, does)
        return user

    def _arrives(self, user: str) -> None:
        self.meets(user)
        self._tells_the_past(user)

    def meets(self, user: str) -> None:
        """Write until the bot knows them."""
        for _ in range(TRIES):
            if self.company.read(f"SELECT 1 FROM people WHERE user_id = '{user}' AND active"):
                return
            self._hello(user)
            self._if_anybody_is_there()
        raise Broken(f"{user} never gets to know the bot")

    # The path -------------------------------------------------------------------------------------------------------

    def _tells_the_past(self, user: str) -> None:
        someone = self.company.people[user]
        today = someone.today(self.company.now)
        manages = self.chance.random() < 0.75
        since = today - timedelta(days=self.chance.randrange(1, 1900))
        if self.chance.random() < 0.1:
            since = _on_feb_29(since)
        first = since - timedelta(days=self.chance.randrange(400, 4000))
        self.fills_in(user, "path.new", Step(first, "engineer"))
        if manages and since < today:
            self.fills_in(user, "path.changed", Step(since, self.chance.choice(("manager", "manager", "director"))))

    def changes_role(self, user: str) -> None:
        """Begin something else, as of today or some weeks ago."""
        someone = self.company.people[user]
        if not someone.steps:
            return self._tells_the_past(user)
        now, today = someone.steps[-1], someone.today(self.company.now)
        start = today - timedelta(days=self.chance.choice((0, 0, 0, 1, 20, 60)))
        if start <= now.start:
            return None
        role = self.chance.choice(NEXT_ROLE[now.role])
        return self.fills_in(user, "path.changed", Step(start, role, role in MANAGING and self.chance.random() < 0.1))

    def fills_in(self, user: str, button: str, step: Step) -> None:
        """Open a form of the path, and send it."""
        company, someone = self.company, self.company.people[user]
        form, view_id = self._opens(user, button, company.door.forms), f"V{company.number():06}"
        values = {"role": step.role, "start": hands.told(step.start), "more": ["building"] if step.building else []}
        acked = company.hears("submit", hands.submit(user, form, view_id, values))
        company.says(f"{user} is {step.role} since {step.start}{' and builds' * step.building}: {acked or 'kept'}")
        if acked.get("response_action") is None:
            someone.agreed = True
            someone.tells((*someone.steps, step), company.now)
        self._same_path(user)
        if company.strikes("event twice"):
            company.hears("submit", hands.submit(user, form, view_id, values))
            self._same_path(user)

    def _opens(self, user: str, button: str, where: dict[str, Shown]) -> Shown:
        """Press a button until what it shows is there."""
        where.pop(user, None)
        for _ in range(TRIES):
            self.company.hears("click", hands.click(user, button))
            if user in where:
                return where[user]
            self._if_anybody_is_there()
        raise Broken(f"{button} never shows {user} anything")

    def _if_anybody_is_there(self) -> None:
        if self.company.door.shut:
            raise NobodyThere

    def still_builds(self, user: str) -> None:
        """Say with one click that hands-on work goes on beside."""
        someone = self.company.people[user]
        if not someone.steps or someone.steps[-1].hands_on or not someone.agreed:
            return
        self.company.hears("click", hands.click(user, "path.building"))
        now = someone.steps[-1]
        self.company.says(f"{user} still builds")
        someone.tells((*someone.steps[:-1], Step(now.start, now.role, building=True)), self.company.now)
        self._same_path(user)

    def _same_path(self, user: str) -> None:
        found = self.company.read(f"SELECT body FROM paths WHERE user_id = '{user}'")
        body = found[0].body if found else {"stints": []}
        stints = (json.loads(body) if isinstance(body, str) else body)["stints"]
        held = sorted((stint["start"], stint["role"]) for stint in stints if not stint.get("beside"))
        mine = sorted((step.start.isoformat(), step.role) for step in self.company.people[user].steps)
        if held != mine:
            raise Broken(f"the path of {user} is {held} and they told {mine}")

    # Wishes ---------------------------------------------------------------------------------------------------------

    def _sets(self, user: str, **values: object) -> bool:
        if not self.company.people[user].agreed:
            return False
        form = self._opens(user, "settings.open", self.company.door.forms)
        body = hands.submit(user, form, f"V{self.company.number():06}", values)
        acked = self.company.hears("submit", body)
        self.company.says(f"{user} sets {values}: {acked or 'kept'}")
        if acked:
            raise Broken(f"the settings of {user} were not kept: {acked}")
        return True

    def pauses(self, user: str) -> None:
        """Pause everything, and go on after some time."""
        if self._sets(user, hold=["paused"]):
            self.company.people[user].paused = True
            self.company.people[user].snoozed_until = None
            self._later(user, timedelta(days=self.chance.choice((3, 40, 400, 1500))), self._goes_on)

    def _goes_on(self, user: str) -> None:
        if self._sets(user, hold=[]):
            self.company.people[user].paused = False
            self.company.people[user].snoozed_until = None

    def takes_days_off(self, user: str) -> None:
        """Take some days off, soon."""
        someone = self.company.people[user]
        today = someone.today(self.company.now)
        first = today + timedelta(days=self.chance.randrange(20))
        last = first + timedelta(days=self.chance.randrange(25))
        ahead = {off for off in someone.days_off if off[1] >= today}
        if len(ahead) < 5 and self._sets(user, off_from=first.isoformat(), off_to=last.isoformat()):
            someone.days_off = (*someone.days_off, (first, last))

    def switches_a_milestone(self, user: str) -> None:
        """Want to hear of a milestone, or not any more."""
        someone = self.company.people[user]
        milestone = self.chance.choice(list(ON))
        on = {name for name, is_on in someone.on.items() if is_on} ^ {milestone}
        if self._sets(user, milestones=sorted(on)):
            someone.switches(milestone, milestone in on, self.company.now)

    def snoozes(self, user: str) -> None:
        """Want to be left in peace for a week or a month."""
        someone = self.company.people[user]
        if not someone.agreed:
            return
        how_long = self.chance.choice(("week", "month"))
        asked = self._opens(user, "settings.snooze", self.company.door.answers)
        buttons = [element for block in asked.blocks for element in block.get("elements", ())]
        value = next(one["value"] for one in buttons if one["action_id"].endswith(how_long))
        self.company.hears("click", hands.click(user, f"settings.snooze_for:{how_long}", value))
        today = someone.today(self.company.now)
        back = today + timedelta(days=7) if how_long == "week" else months_after(today, 1)
        someone.snoozed_until = _midnight(back, someone.zone)
        self.company.says(f"{user} snoozes until {back}")

    def flies(self, user: str) -> None:
        """Be in another zone from now on."""
        zones = [self.chance.choice(ZONES)]
        if self.company.strikes("events reordered"):
            zones.insert(0, self.chance.choice(ZONES))  # of an older flight; what arrives last counts
        for zone in zones:
            self.company.door.zones[user] = zone
            self._changes(user, tz=zone)
            self.company.people[user].zone = zone
        self.company.says(f"{user} flies to {zones[-1]}")

    # Coming and going -----------------------------------------------------------------------------------------------

    def leaves(self, user: str) -> None:
        """Leave the company; perhaps come back."""
        someone = self.company.people[user]
        self.company.door.gone.add(user)
        self._changes(user, deleted=True)
        someone.active = someone.agreed = False
        self.company.says(f"{user} leaves")
        if self.chance.random() < 0.6:
            self._later(user, self._some(A_YEAR), self.returns, away=True)

    def returns(self, user: str) -> None:
        """Come back, and turn to the bot."""
        someone = self.company.people[user]
        self.company.door.gone.discard(user)
        self._changes(user, tz=someone.zone)
        self.meets(user)
        someone.active = True
        someone.comes_back()
        self.company.says(f"{user} is back")

    def is_erased(self, user: str) -> None:
        """Have everything erased; nothing comes afterwards."""
        del self.company.people[user]
        for _ in range(TRIES):
            try:
                forget(self.company.database, hands.TEAM, user, self.company.now)
                break
            except DatabaseBusy:
                continue
            except Crash as crash:
                self.company.dies(str(crash))
        self.company.says(f"{user} is erased")

    # Looking and clicking -------------------------------------------------------------------------------------------

    def writes(self, user: str) -> None:
        """Write to the bot; the answer carries the line about what may not have arrived."""
        missed = self._missed(user)
        self.company.door.latest = None
        self._hello(user)
        answer = self.company.door.latest
        if missed and answer is not None and not answer.unasked and answer.user == user and not answer.carries:
            raise Broken(f"{user} is not told of what may not have arrived: {missed}")

    def looks_at_home(self, user: str) -> None:
        """Open Home; it says what may not have arrived."""
        missed = self._missed(user)
        self.company.door.homes.pop(user, None)
        self.company.hears("event", hands.home(user, f"E{self.company.number():06}"))
        home = self.company.door.homes.get(user)
        if home is not None and any(one not in home for one in missed):
            raise Broken(f"Home of {user} is silent about what may not have arrived: {missed}")

    def _missed(self, user: str) -> list[str]:
        someone = self.company.people[user]
        found = self.company.read(
            f"SELECT id, user_id, kind, about, state, reason, due_on FROM occasions WHERE user_id = '{user}'"
            " AND state = 'unknown' AND kind = 'milestone' AND seen_at IS NULL"
        )
        keys = {row.id: Key(row.about.rpartition(":")[0], date.fromisoformat(row.about[-10:])) for row in found}
        standing = {one: key for one, key in keys.items() if someone.must.get(key) is Must.OWED}
        today = someone.today(self.company.now)
        return [
            one
            for one, key in standing.items()
            if someone.due[key] <= today and not someone.higher(key, today) and someone.agreed
        ]

    def _reacts(self, message: Delivered, rows: list[Row]) -> None:
        choice = self.chance.choice(("", "sources", "later", "stop", "why", "seen", "role", "snooze", "pause"))
        happening = {
            "": lambda: None,
            "role": lambda: self.changes_role(message.user),
            "snooze": lambda: self.snoozes(message.user),
            "pause": lambda: self.pauses(message.user),
        }.get(choice, lambda: self._chooses(message, rows[0], choice))
        self._later(message.user, self._some(A_DAY), lambda user: happening())
        if self.chance.random() < 0.3:  # an old button
            self._later(message.user, self._some(A_YEAR), lambda user: self._chooses(message, rows[0], "later"))

    def _chooses(self, message: Delivered, row: Row, choice: str) -> None:
        user, company = message.user, self.company
        if user not in company.people or not company.people[user].agreed:
            return
        company.says(f"{user} chooses {choice}")
        company.hears("click", hands.click(user, f"nudge.{choice}", row.id, message.ts))
        if choice == "stop" and row.kind == "milestone":
            company.people[user].switches(row.key.milestone, False, company.now)
        elif choice == "stop":
            first = company.read(f"SELECT about FROM occasions WHERE id = '{row.about.partition(':')[0]}'")
            company.people[user].switches(first[0].about.rpartition(":")[0], False, company.now)

    def _acts_meanwhile(self, user: str) -> None:
        acts = (self.pauses, self.snoozes, self.leaves, self.still_builds, self.changes_role, self.is_erased)
        if not self.company.door.shut:
            self.chance.choice((*acts, self.switches_a_milestone, self.takes_days_off))(user)

    def _hello(self, user: str) -> None:
        number = self.company.number()
        ts = f"{int(self.company.now.timestamp())}.{number:06}"
        self.company.hears("event", hands.hello(user, f"E{number:06}", ts))

    def _changes(self, user: str, **facts: object) -> None:
        self.company.hears("event", hands.changed(user, f"E{self.company.number():06}", **facts))

    # When -----------------------------------------------------------------------------------------------------------

    def _some(self, mean: timedelta) -> timedelta:
        return mean * self.chance.expovariate(1.0)

    def _again(self, user: str, rate: float, does: Callable[[str], None]) -> None:
        def happening(user: str) -> None:
            does(user)
            self._again(user, rate, does)

        self._later(user, self._some(A_YEAR / rate), happening)

    def _later(self, user: str, after: timedelta, does: Callable[[str], None], *, away: bool = False) -> None:
        def happening() -> None:
            someone = self.company.people.get(user)
            if someone is None:
                return
            if someone.active or away:
                try:
                    does(user)
                except NobodyThere:
                    self._later(user, A_DAY, does, away=away)
            else:
                self._later(user, self._some(A_YEAR / 4), does)

        self.company.plans(after, happening)


def _on_feb_29(day: date) -> date:
    year = day.year - day.year % 4
    return date(year, 2, 29) if year % 100 else day


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
