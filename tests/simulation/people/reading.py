"""What people do with what they are told: read it, click on it, look at Home, write back."""

from __future__ import annotations

from tests.simulation import hands
from tests.simulation.books import MILESTONE, Broken
from tests.simulation.door import Delivered
from tests.simulation.looks import Row
from tests.simulation.people.doing import Doing


class Reading(Doing):
    """Messages and Home."""

    def writes(self, user: str) -> None:
        """Write to the bot; the answer carries the line about what may not have arrived."""
        missed = self._missed(user)
        self.company.door.latest = None
        self.hello(user)
        answer = self.company.door.latest
        if missed and answer is not None and not answer.unasked and answer.user == user and not answer.carries:
            raise Broken(f"{user} is not told of what may not have arrived: {missed}")

    def reads_their_path(self, user: str) -> None:
        """Ask for the path, which comes with a chart."""
        self.hello(user, "my path")

    def looks_at_home(self, user: str) -> None:
        """Open Home; it says what may not have arrived."""
        missed = self._missed(user)
        self.company.door.homes.pop(user, None)
        self.company.hears("event", hands.home(user, f"E{self.company.number():06}"))
        home = self.company.door.homes.get(user)
        if home is not None:
            self.company.books.seen.update(row.id for row in self.company.looks.unknown_to(user) if row.id in home)
        if home is not None and any(one not in home for one in missed):
            raise Broken(f"Home of {user} is silent about what may not have arrived: {missed}")

    def _missed(self, user: str) -> list[str]:
        """Return what may not have arrived and holds still."""
        someone = self.company.people[user]
        today = someone.today(self.company.now)
        owed = set(someone.owed(today)) if someone.agreed else set()
        unknown = self.company.looks.unknown_to(user)
        return [row.id for row in unknown if row.key in owed and not someone.higher(row.key, today)]

    def chooses(self, message: Delivered, row: Row, choice: str) -> None:
        """Press a button on a message."""
        user, company = message.user, self.company
        if user not in company.people or not company.people[user].agreed:
            return
        someone = company.people[user]
        key = row.key if row.kind == MILESTONE else company.books.rows[row.first].key
        company.says(f"{user} chooses {choice}")
        if choice == "later":
            someone.later(key, company.now)
        company.hears("click", hands.click(user, f"nudge.{choice}", row.id, message.ts))
        if choice == "stop":
            someone.switches(key.milestone, False, company.now)
