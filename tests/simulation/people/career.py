"""What people tell of their path: what was before, what has changed, and that they still build."""

from __future__ import annotations

import json
from datetime import date, timedelta

from tests.simulation import hands
from tests.simulation.books import Broken
from tests.simulation.model import MANAGING, Step
from tests.simulation.people.doing import Doing

NEXT_ROLE = {
    "engineer": ("manager", "manager", "tech_lead"),
    "tech_lead": ("manager", "manager", "engineer"),
    "manager": ("director", "engineer", "tech_lead", "away"),
    "director": ("executive", "engineer", "manager", "away"),
    "executive": ("director", "engineer", "away"),
    "away": ("engineer", "manager"),
}


class Career(Doing):
    """Paths."""

    def tells_the_past(self, user: str) -> None:
        """Tell what was before the bot knew them."""
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
            return self.tells_the_past(user)
        now, today = someone.steps[-1], someone.today(self.company.now)
        start = today - timedelta(days=self.chance.choice((0, 0, 0, 1, 20, 60)))
        if start <= now.start:
            return None
        role = self.chance.choice(NEXT_ROLE[now.role])
        return self.fills_in(user, "path.changed", Step(start, role, role in MANAGING and self.chance.random() < 0.1))

    def fills_in(self, user: str, button: str, step: Step) -> None:
        """Open a form of the path, and send it."""
        company, someone = self.company, self.company.people[user]
        form, view_id = self.opens(user, button, company.door.forms), f"V{company.number():06}"
        values = {"role": step.role, "start": hands.told(step.start), "more": ["building"] if step.building else []}
        acked = company.hears("submit", hands.submit(user, form, view_id, values))
        company.says(f"{user} is {step.role} since {step.start}{' and builds' * step.building}: {acked or 'kept'}")
        if acked.get("response_action") is None:
            if not someone.agreed:
                someone.agrees(company.now)
            someone.tells((*someone.steps, step), company.now)
        self._same_path(user)
        if company.strikes("event twice"):
            company.hears("submit", hands.submit(user, form, view_id, values))
            self._same_path(user)

    def still_builds(self, user: str) -> None:
        """Say with one click that hands-on work goes on beside."""
        someone = self.company.people[user]
        if not someone.steps or someone.steps[-1].hands_on or not someone.agreed:
            return
        now = someone.steps[-1]
        begun = now.start <= someone.today(self.company.now)
        self.company.hears("click", hands.click(user, "path.building"))
        if not begun:
            return
        self.company.says(f"{user} still builds")
        someone.tells((*someone.steps[:-1], Step(now.start, now.role, building=True)), self.company.now)
        self._same_path(user)

    def _same_path(self, user: str) -> None:
        if user not in self.company.people:
            return  # they had themselves erased while the bot was asked
        found = self.company.looks.read(f"SELECT body FROM paths WHERE user_id = '{user}'")
        body = found[0].body if found else {"stints": []}
        stints = (json.loads(body) if isinstance(body, str) else body)["stints"]
        held = sorted((stint["start"], stint["role"]) for stint in stints if not stint.get("beside"))
        mine = sorted((step.start.isoformat(), step.role) for step in self.company.people[user].steps)
        if held != mine:
            raise Broken(f"the path of {user} is {held} and they told {mine}")


def _on_feb_29(day: date) -> date:
    year = day.year - day.year % 4
    return date(year, 2, 29) if year % 100 else day
