"""How people do anything at all: through what Slack tells the bot, now or later, once or again and again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import TypeVar

from tests.simulation import hands
from tests.simulation.books import Broken
from tests.simulation.company import TRIES, Company, NobodyThere

A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)
Shown = TypeVar("Shown")


class Doing:
    """What people do in one company."""

    def __init__(self, company: Company, chance: Random) -> None:
        self.company = company
        self.chance = chance

    def opens(self, user: str, button: str, where: dict[str, Shown]) -> Shown:
        """Press a button until what it shows is there."""
        where.pop(user, None)
        for _ in range(TRIES):
            self.company.hears("click", hands.click(user, button))
            if user in where:
                return where[user]
            self.give_up_or_wait()
            if not self.company.looks.knows(user):  # a button alone begins nothing with somebody who was never met
                self.hello(user)
        raise Broken(f"{button} never shows {user} anything")

    def give_up_or_wait(self) -> None:
        """Let the bot have a minute where nothing came; NobodyThere where nothing will."""
        if self.company.door.shut:
            raise NobodyThere
        self.company.beats()

    def hello(self, user: str, text: str = "hello") -> None:
        """Write to the bot."""
        number = self.company.number()
        ts = f"{int(self.company.now.timestamp())}.{number:06}"
        self.company.hears("event", hands.hello(user, f"E{number:06}", ts, text))

    def changes(self, user: str, **facts: object) -> None:
        """Be changed in Slack."""
        self.company.hears("event", hands.changed(user, f"E{self.company.number():06}", **facts))

    def some(self, mean: timedelta) -> timedelta:
        """Return how long it takes until something that happens by chance."""
        return mean * self.chance.expovariate(1.0)

    def again(self, user: str, rate: float, does: Callable[[str], None]) -> None:
        """Let somebody do something `rate` times a year."""

        def happening(user: str) -> None:
            does(user)
            self.again(user, rate, does)

        self.later(user, self.some(A_YEAR / rate), happening)

    def later(self, user: str, after: timedelta, does: Callable[[str], None], *, away: bool = False) -> None:
        """Let somebody do something some time from now, if they are here then; `away`: or if not."""

        def happening() -> None:
            someone = self.company.people.get(user)
            if someone is None:
                return
            if someone.active or away:
                try:
                    does(user)
                except NobodyThere:
                    self.later(user, A_DAY, does, away=away)
            else:
                self.later(user, self.some(A_YEAR / 4), does)

        self.company.plans(after, happening)
