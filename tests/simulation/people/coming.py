"""How people come, leave, come back, and have everything about them erased."""

from __future__ import annotations

from bot.store.engine import DatabaseBusy
from bot.store.erased import forget
from tests.simulation import hands
from tests.simulation.books import Broken
from tests.simulation.company import TRIES
from tests.simulation.door import Crash
from tests.simulation.people.doing import A_YEAR, Doing


class Coming(Doing):
    """Members of the company."""

    def meets(self, user: str) -> None:
        """Write until the bot knows them."""
        for _ in range(TRIES):
            if self.company.looks.knows(user):
                return
            self.hello(user)
            if not self.company.looks.knows(user):
                self.give_up_or_wait()
        raise Broken(f"{user} never gets to know the bot")

    def leaves(self, user: str) -> None:
        """Leave the company; perhaps come back."""
        someone = self.company.people[user]
        self.company.door.gone.add(user)
        self.changes(user, deleted=True)
        someone.active = someone.agreed = False
        self.company.says(f"{user} leaves")
        if self.chance.random() < 0.6:
            self.later(user, self.some(A_YEAR), self.returns, away=True)

    def returns(self, user: str) -> None:
        """Come back, and turn to the bot."""
        someone = self.company.people[user]
        self.company.door.gone.discard(user)
        self.changes(user, tz=someone.zone)
        self.meets(user)
        someone.active = True
        self.company.says(f"{user} is back")

    def is_erased(self, user: str) -> None:
        """Have everything erased; nothing comes afterwards."""
        del self.company.people[user]
        for _ in range(TRIES):
            try:
                forget(self.company.database, hands.TEAM, user, self.company.now)
                return self.company.says(f"{user} is erased")
            except DatabaseBusy:
                continue
            except Crash as crash:
                self.company.dies(str(crash))
        raise Broken(f"{user} is never erased")
