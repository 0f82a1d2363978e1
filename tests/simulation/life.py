"""Everybody in a simulated company: who comes when, and what each of them does how often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from tests.simulation.company import Company
from tests.simulation.door import Delivered
from tests.simulation.looks import Row
from tests.simulation.model import Someone
from tests.simulation.people.career import Career
from tests.simulation.people.coming import Coming
from tests.simulation.people.doing import A_DAY, A_YEAR
from tests.simulation.people.reading import Reading
from tests.simulation.people.wishes import ZONES, Wanting

SIZES = (2, 3, 3, 4, 5, 6, 8, 12, 30)
Act = Callable[[str], None]


class Life(Career, Wanting, Coming, Reading):
    """The people of a company."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, Random(f"life {company.seed}"))
        company.reacts, company.interrupts = self._reacts, self._acts_meanwhile
        company.acts, company.books.worries = self._acts_at_once, self._worries
        self.does: tuple[tuple[float, Act], ...] = (  # times a year
            (0.35, self.changes_role),
            (0.2, self.still_builds),
            (0.5, self.snoozes),
            (0.3, self.pauses),
            (0.4, self.takes_days_off),
            (0.4, self.switches_a_milestone),
            (0.7, self.flies),
            (1.0, self.looks_at_home),
            (1.0, self.writes),
            (0.7, self.reads_their_path),
            (0.08, self.leaves),
            (0.04, self.is_erased),
        )

    def begins(self) -> None:
        """Hire the first people; more come later."""
        for _ in range(self.chance.choice(SIZES)):
            self.joins()
        self.company.plans(self.some(A_YEAR), self._hires)

    def _hires(self) -> None:
        self.joins()
        self.company.plans(self.some(A_YEAR), self._hires)

    def joins(self) -> None:
        """Let somebody come who has a past, and tells it."""
        self.company.hired += 1
        user = f"U{self.company.number():04}"
        zone = self.chance.choice(ZONES)
        self.company.door.zones[user] = zone
        self.company.people[user] = Someone(zone)
        self.company.says(f"{user} joins in {zone}")
        self.later(user, timedelta(0), self._arrives)
        for rate, does in self.does:
            self.again(user, rate, does)

    def _arrives(self, user: str) -> None:
        self.meets(user)
        self.tells_the_past(user)

    def _reacts(self, message: Delivered, rows: list[Row]) -> None:
        choice = self.chance.choice(("", "sources", "later", "stop", "why", "seen", "role", "snooze", "pause"))
        other: dict[str, Act] = {"role": self.changes_role, "snooze": self.snoozes, "pause": self.pauses}
        if choice in other:
            self.later(message.user, self.some(A_DAY), other[choice])
        elif choice:
            self.later(message.user, self.some(A_DAY), lambda _: self.chooses(message, rows[0], choice))
        if self.chance.random() < 0.3:  # an old button
            self.later(message.user, self.some(A_YEAR), lambda _: self.chooses(message, rows[0], "later"))

    def _worries(self, user: str) -> None:
        """Look at Home some time after a message that may not have arrived."""
        self.later(user, self.some(3 * A_DAY), self.looks_at_home)

    def _acts_at_once(self, user: str) -> None:
        acts: tuple[Act, ...] = (self.flies, self.flies, self.looks_at_home, self.reads_their_path)
        self.later(user, timedelta(0), self.chance.choice(acts))

    def _acts_meanwhile(self, user: str) -> None:
        acts = (self.pauses, self.snoozes, self.leaves, self.still_builds, self.changes_role, self.is_erased)
        if not self.company.door.shut:
            self.chance.choice((*acts, self.switches_a_milestone, self.takes_days_off))(user)
