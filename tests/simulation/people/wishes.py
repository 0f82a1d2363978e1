"""What people want: to pause, to snooze, days off, one milestone or another; and the zone that they are in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.simulation import hands
from tests.simulation.books import Broken
from tests.simulation.model import ON, months_after
from tests.simulation.people.doing import Doing

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


class Wanting(Doing):
    """Wishes."""

    def sets(self, user: str, **values: object) -> bool:
        """Send the settings; False where somebody has not agreed to anything yet."""
        if not self.company.people[user].agreed:
            return False
        form = self.opens(user, "settings.open", self.company.door.forms)
        body = hands.submit(user, form, f"V{self.company.number():06}", values)
        acked = self.company.hears("submit", body)
        self.company.says(f"{user} sets {values}: {acked or 'kept'}")
        if acked:
            raise Broken(f"the settings of {user} were not kept: {acked}")
        return True

    def pauses(self, user: str) -> None:
        """Pause everything, and go on after some time."""
        if self.sets(user, hold=["paused"]):
            self.company.people[user].paused = True
            self.company.people[user].snoozed_until = None
            self.later(user, timedelta(days=self._length_of_a_pause(user)), self.goes_on)

    def _length_of_a_pause(self, user: str) -> int:
        """Return days; some go on just before a milestone, with what came before it unsaid."""
        someone = self.company.people[user]
        today = someone.today(self.company.now)
        ahead = [(due - today).days for key, due in someone.due.items() if someone.on[key.milestone] and due > today]
        if ahead and self.chance.random() < 0.5:
            return max(1, max(ahead) - self.chance.randrange(1, 6))
        return self.chance.choice((3, 40, 400, 1500))

    def goes_on(self, user: str) -> None:
        """End a pause."""
        if self.sets(user, hold=[]):
            self.company.people[user].paused = False
            self.company.people[user].snoozed_until = None

    def takes_days_off(self, user: str) -> None:
        """Take some days off, soon."""
        someone = self.company.people[user]
        today = someone.today(self.company.now)
        first = today + timedelta(days=self.chance.randrange(20))
        last = first + timedelta(days=self.chance.randrange(25))
        ahead = {off for off in someone.days_off if off[1] >= today}
        if len(ahead) < 5 and self.sets(user, off_from=first.isoformat(), off_to=last.isoformat()):
            someone.days_off = (*someone.days_off, (first, last))

    def switches_a_milestone(self, user: str) -> None:
        """Want to hear of a milestone, or not any more."""
        someone = self.company.people[user]
        milestone = self.chance.choice(list(ON))
        on = {name for name, is_on in someone.on.items() if is_on} ^ {milestone}
        if self.sets(user, milestones=sorted(on)):
            someone.switches(milestone, milestone in on, self.company.now)

    def snoozes(self, user: str) -> None:
        """Want to be left in peace for a week or a month."""
        someone = self.company.people[user]
        if not someone.agreed:
            return
        how_long = self.chance.choice(("week", "month"))
        asked = self.opens(user, "settings.snooze", self.company.door.answers)
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
            self.changes(user, tz=zone)
            self.company.people[user].zone = zone
        self.company.says(f"{user} flies to {zones[-1]}")


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
