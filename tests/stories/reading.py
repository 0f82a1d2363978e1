"""A team of a crowd, with what was told of it at closes, for stories of those who read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from bot.features.team.closing import Closer
from bot.store import audit, pulls, teams
from bot.store.audit import Entry
from bot.store.pulls import Pull
from bot.store.teams import Team
from tests.kit import Json, Somebody, World, a_world
from tests.kit_teams import LEAD, WORKSPACE, Rows, crowd, member, no_chance, several, written

START = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
CLOSED = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)  # the quarter is over
NEXT = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
VIEWER, MEMBER, STRANGER = member(12), member(0), member(13)
Found = TypeVar("Found")


@dataclass(frozen=True)
class Company:
    """A workspace of a lead, a viewer, somebody who has to do with no team, and a team."""

    world: World
    team: Team

    def writes(self, write: Callable[[Rows], Found]) -> Found:
        """Write rows down as of now."""
        return written(self.world.bot.services, write)

    def closes(self, when: datetime = CLOSED) -> None:
        """Let time pass, and do every close that is over."""
        self.world.clock.advance(when - self.world.clock.now())
        Closer(self.world.bot.services, WORKSPACE, no_chance).close_due()
        self.world.settles()

    def who(self, user_id: str) -> Somebody:
        """Return somebody."""
        return Somebody(self.world, user_id)

    @property
    def lead(self) -> Somebody:
        """Who leads the team."""
        return self.who(LEAD)

    @property
    def viewer(self) -> Somebody:
        """Whom the lead named."""
        return self.who(VIEWER)

    @property
    def member(self) -> Somebody:
        """One of the members."""
        return self.who(MEMBER)

    @property
    def stranger(self) -> Somebody:
        """Somebody who has to do with no team."""
        return self.who(STRANGER)

    def reads(self, look: Callable[[Connection], Found]) -> Found:
        """Look into the database."""
        with self.world.bot.services.database.reading() as connection:
            return look(connection)

    def audited(self) -> Sequence[Entry]:
        """Return what was written down for the operator, newest first."""
        return self.reads(lambda connection: audit.newest(connection, WORKSPACE, START))

    def pulled(self, team: Team | None = None) -> Sequence[Pull]:
        """Return who has read the team's summaries, newest first."""
        team_id = (team or self.team).id
        return self.reads(lambda it: list(pulls.newest_of_each(it, WORKSPACE, [team_id], 100)[team_id].newest))


@contextmanager
def a_company(folder: Path, *, people: int = 6, database: str = "") -> Iterator[Company]:
    """Open a company in which so many people joined a team and finished a check."""
    everybody = several(range(max(people, 14)))
    with a_world(folder, cast=crowd(len(everybody)), now=START, database=database) as world:

        def found(rows: Rows) -> Team:
            rows.knows(LEAD, *everybody)
            team = rows.team()
            teams.let_read(rows.connection, team, VIEWER, rows.now)
            counted = [one for one in everybody if one not in (VIEWER, STRANGER)][:people]
            rows.joins(team, *counted).takes_the_check(*counted)
            return team

        yield Company(world, written(world.bot.services, found))


def summaries_of(who: Somebody) -> list[Json]:
    """Return the summaries that somebody was sent, oldest first."""
    found = [m for m in who.messages() if any(b["block_id"] == "summary.title" for b in m["blocks"])]
    return sorted(found, key=lambda message: float(message["ts"]))


def drawn(message: Json) -> list[Json]:
    """Return the blocks of a summary without its buttons."""
    return [block for block in message["blocks"] if block["block_id"] != "go"]


def press(world: World, who: Somebody, action_id: str, value: str) -> None:
    """Press a button that somebody was never shown."""
    message = next(m for m in who.messages() if m["bot"] and m["ephemeral"])
    action = {"type": "button", "action_id": action_id, "value": value, "block_id": "x"}
    ids = {"channel": message["channel"], "stale": True, "action": action, "message": message}
    who._did(world.slack.act.click(who.id, **ids))
    world.passes(minutes=2)
