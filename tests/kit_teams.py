"""Teams and what people in them answered, written down as if they had clicked, for tests of what comes after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Connection, select

from advice.cadence import Window
from advice.check import Given, Progress
from advice.quarters import next_close
from advice.release import Release
from advice.terms import Terms
from bot.declared import all_views, telling
from bot.features.team.closing import Closer
from bot.playground.cast import Cast, Person, Room
from bot.runtime.clock import ManualClock
from bot.runtime.ids import Ids
from bot.runtime.instant import Instants
from bot.runtime.outbox import Outbox
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor
from bot.store import answers, checks, contents, memberships, people, primaries, results, teams
from bot.store.checks import CheckRow
from bot.store.closing import SET
from bot.store.engine import Database
from bot.store.tables import ledger, occasions, summaries
from bot.store.teams import Team
from tests.kit_content import builtin_content

Written = TypeVar("Written")

WORKSPACE = "T0CROWD01"
LEAD = "U0LEAD001"


def member(number: int) -> str:
    """Return the user id of one of the crowd."""
    return f"U0{number:07d}"


def crowd(most: int) -> Cast:
    """Return a company of a lead, an operator and so many others."""
    everybody = (
        *(Person(member(n), f"p{n}", f"Person {n}", tz="Europe/London") for n in range(most)),
        Person(LEAD, "lea", "Lea", tz="Europe/London"),
        Person("U0EWA0001", "ewa", "Ewa", tz="Europe/London", is_admin=True),
    )
    return Cast(WORKSPACE, "Crowd", "crowd", everybody, (Room("C0GENERAL", "general", tuple(p.id for p in everybody)),))


class Rows:
    """Writes rows in one transaction, at one instant."""

    def __init__(self, connection: Connection, services: Services, now: datetime) -> None:
        self.connection, self.services, self.now = connection, services, now

    def knows(self, *user_ids: str, agreed: bool = True) -> Rows:
        """Let the bot have met people, who agreed that their answers are kept."""
        for user_id in user_ids:
            channel = user_id.replace("U", "D", 1)
            people.meet(
                self.connection, workspace=WORKSPACE, user_id=user_id, tz="Europe/London", channel=channel, now=self.now
            )
            if agreed:
                people.change_known(self.connection, WORKSPACE, user_id, consented_at=self.now)
        return self

    def team(self, name: str = "Platform", lead: str = LEAD) -> Team:
        """Make a team."""
        on, team_id = self.now.date(), self.services.ids.new(self.now)
        first = next_close(on, None, released=False, months=self.services.terms.months)
        teams.create(self.connection, workspace=WORKSPACE, id=team_id, name=name, on=on, first=first, now=self.now)
        made = teams.load(self.connection, WORKSPACE, team_id)
        assert made
        teams.let_read(self.connection, made, lead, self.now, leads=True)
        return made

    def joins(self, team: Team, *user_ids: str) -> Rows:
        """Let people join; the team they joined first is where they count."""
        for user_id in user_ids:
            memberships.join(self.connection, WORKSPACE, team.id, user_id, self.now)
            if primaries.primary_of(self.connection, WORKSPACE, user_id) is None:
                self.counts_in(team, user_id)
        return self

    def leaves(self, team: Team, user_id: str) -> Rows:
        """Let somebody leave."""
        assert memberships.leave(self.connection, WORKSPACE, team.id, user_id, self.now)
        return self

    def dissolves(self, team: Team) -> Rows:
        """Let a team be no more."""
        teams.dissolve(self.connection, team, self.now)
        return self

    def reads(self, team: Team, user_id: str) -> Rows:
        """Let somebody read its summaries beside the lead."""
        teams.let_read(self.connection, team, user_id, self.now)
        return self

    def reads_no_more(self, team: Team, user_id: str) -> Rows:
        """Let somebody read them no longer."""
        teams.end_reading(self.connection, team, user_id, self.now)
        return self

    def counts_in(self, team: Team, user_id: str) -> Rows:
        """Let somebody choose where they count."""
        primaries.choose(self.connection, WORKSPACE, user_id, team.id, self.now)
        return self

    def begins(self, user_id: str, *, kind: str = SET, sections: Sequence[str] = ()) -> CheckRow:
        """Let somebody begin a check, all of it where no `sections` are named."""
        catalog = self.services.catalog
        digest = contents.keep(self.connection, catalog, WORKSPACE, kind)
        progress = Progress(tuple(sections) or tuple(part.id for part in catalog.checks[kind].sections))
        row = CheckRow(
            WORKSPACE, self._id(), user_id, kind, digest, "open", 0, progress, None, None, self.now, self.now, None
        )
        checks.add(self.connection, row)
        return row

    def answers(self, row: CheckRow, said: Mapping[str, str | None], *, clicked: datetime | None = None) -> Rows:
        """Let them answer questions of it."""
        at = f"{(clicked or self.now).timestamp():.6f}"
        for question, choice in said.items():
            given = Given(choice, at)
            answers.log(self.connection, row, id=self._id(), question=question, given=given, now=self.now)
        return self

    def finishes(self, row: CheckRow) -> Rows:
        """Let them come to its end."""
        now = checks.load(self.connection, WORKSPACE, row.id)
        assert now
        if now.state != "finished":
            checks.save(self.connection, replace(now, state="finished", finished_at=self.now), self.now)
        results.add(self.connection, row, id=self._id(), now=self.now)
        return self

    def takes_the_check(self, *user_ids: str, choice: str | None = "yes") -> Rows:
        """Let people go through all of it, with one answer to everything."""
        questions = [question.id for question in self.services.builtin.rated(SET).questions]
        for user_id in user_ids:
            row = self.begins(user_id)
            self.answers(row, dict.fromkeys(questions, choice))
            self.finishes(row)
        return self

    def _id(self) -> str:
        return self.services.ids.new(self.now)


@dataclass(frozen=True)
class Office:
    """A bot's services on a database, with nobody at the door to Slack, and a clock that is moved by hand."""

    services: Services
    clock: ManualClock

    @classmethod
    def opens(cls, database: Database, now: datetime, *, zone: str = "UTC") -> Office:
        """Let the bot be in the crowd's workspace from `now` on."""
        clock, catalog, told = ManualClock(now), builtin_content(), telling(Window(), zone)
        outbox = Outbox(
            clock=clock,
            database=database,
            door=SlackDoor("xoxb-nobody"),
            catalog=catalog,
            views=all_views(),
            help_lines={},
            telling=told,
        )
        found(database, now)
        services = Services(clock, Ids(), database, catalog, catalog, outbox, Instants(clock, SlackDoor("")), {}, told)
        return cls(services, clock)

    def on(self, terms: Terms) -> Office:
        """Return the same on other terms, as after a start with other settings."""
        return replace(self, services=replace(self.services, terms=terms))

    def writes(self, write: Callable[[Rows], Written]) -> Written:
        """Write rows down as of now."""
        return written(self.services, write)

    def goes_to(self, when: datetime) -> None:
        """Let time pass to an instant."""
        self.clock.advance(when - self.clock.now())

    def closes(self, chance: Callable[[int], bytes] | None = None) -> int:
        """Do every close that is over."""
        return Closer(self.services, WORKSPACE, chance or no_chance).close_due()

    def load(self, team: Team) -> Team:
        """Return a team as it is now."""
        with self.services.database.reading() as connection:
            found = teams.load(connection, WORKSPACE, team.id)
        assert found
        return found

    def summaries(self, team: Team) -> list[tuple[date, Release | None]]:
        """Return what was told of a team at each of its closes, the oldest first."""
        query = select(summaries.c.closed_on, summaries.c.body).where(
            summaries.c.workspace == WORKSPACE, summaries.c.team_id == team.id
        )
        with self.services.database.reading() as connection:
            rows = connection.execute(query.order_by(summaries.c.closed_on))
            return [(on, Release.read(body) if body else None) for on, body in rows]

    def ledger(self) -> set[tuple[str, str, str]]:
        """Return who was counted in which quarter, in which team."""
        query = select(ledger.c.user_id, ledger.c.quarter, ledger.c.team_id).where(ledger.c.workspace == WORKSPACE)
        with self.services.database.reading() as connection:
            return {(user_id, quarter, team) for user_id, quarter, team in connection.execute(query)}

    def told(self) -> set[tuple[str, str]]:
        """Return whom news of teams was written down for, and about what."""
        query = select(occasions.c.user_id, occasions.c.about).where(
            occasions.c.workspace == WORKSPACE, occasions.c.kind == "team"
        )
        with self.services.database.reading() as connection:
            return {(user_id, about) for user_id, about in connection.execute(query)}


def found(database: Database, now: datetime) -> None:
    """Let the bot be in the crowd's workspace."""
    with database.writing() as connection:
        people.know_workspace(
            connection, workspace=WORKSPACE, bot_user_id="U0BOT", bot_id="B0BOT", domain="crowd", now=now
        )


def written(services: Services, write: Callable[[Rows], Written]) -> Written:
    """Write rows down as of the instant that the clock shows."""
    with services.database.writing() as connection:
        return write(Rows(connection, services, services.clock.now()))


def no_chance(size: int) -> bytes:
    """Be no chance at all: bits that are all one. Of them all noise is zero, where epsilon is 1."""
    return b"\xff" * size


def several(numbers: Iterable[int]) -> list[str]:
    """Return the user ids of several of the crowd."""
    return [member(number) for number in numbers]
