"""What befalls the machine and the Slack app of a simulated company: deploys, outages, clocks that jump."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from tests.simulation.company import Company
from tests.simulation.faults import OF_THE_MACHINE

AN_HOUR, A_DAY, A_YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
FAR_AHEAD = timedelta(days=400)


class Trouble:
    """Lets things befall a company; whether they do is for its faults to say."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.chance = Random(f"trouble {company.seed}")
        self._befalls = {
            "deployed": lambda: self._down(timedelta(minutes=1)),
            "down for hours": lambda: self._down(AN_HOUR * self.chance.randrange(1, 60)),
            "down for months": lambda: self._down(A_DAY * self.chance.randrange(30, 200)),
            "down for years": lambda: self._down(A_YEAR * self.chance.randrange(1, 4)),
            "rebooted": self._reboots,
            "clock an hour back": lambda: self._jumps(-AN_HOUR),
            "clock a day back": lambda: self._jumps(-A_DAY),
            "clock 400 days ahead": self._ahead_and_back,
        }

    def begins(self) -> None:
        """Let it begin."""
        for kind in OF_THE_MACHINE:
            if kind in self.company.faults.on:
                self._again(kind)
        self.company.worsens = self._at_the_worst_moment

    def _at_the_worst_moment(self) -> None:
        """Let something happen to the machine, or somebody do something, while a message is on its way."""
        kinds = sorted(self.company.faults.on & OF_THE_MACHINE.keys())
        if self.company.faults.quiet:
            return
        if self.company.people and self.chance.random() < 0.6:
            self.company.acts(self.chance.choice(sorted(self.company.people)))
        if kinds and self.chance.random() < 0.6:
            self._strikes(self.chance.choice(kinds))

    def _strikes(self, kind: str) -> None:
        self.company.struck(kind)
        self._befalls[kind]()

    def _again(self, kind: str) -> None:
        def happening() -> None:
            if not self.company.faults.quiet:
                self._strikes(kind)
                self._again(kind)

        self.company.plans(A_YEAR / OF_THE_MACHINE[kind] * self.chance.expovariate(1.0), happening)

    def _down(self, length: timedelta) -> None:
        self.company.clock.advance(length)
        self.company.books.clear_since = self.company.now
        self.company.dies("stopped")

    def _reboots(self) -> None:
        self.company.clock.boots()
        self._down(timedelta(minutes=3))

    def _jumps(self, step: timedelta) -> None:
        self.company.clock.jump(step)
        self.company.books.clock_was_set(self.company.now)

    def _ahead_and_back(self) -> None:
        self._jumps(FAR_AHEAD)
        for _ in range(self.chance.randrange(1, 12)):
            self.company.beats()
            self.company.clock.advance(AN_HOUR)
        self._jumps(-FAR_AHEAD)
