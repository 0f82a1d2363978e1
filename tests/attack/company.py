"""A company under attack: its people and their answers, a lead at the real commands, closes of chosen chance."""

from __future__ import annotations

import json
import re
from ast import literal_eval
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, select

from bot.features.team.asking import INVITATION
from bot.features.team.closing import Closer
from bot.features.team.stamp import Ask, stamp_of
from bot.runtime import logs
from bot.runtime.clock import ManualClock
from bot.runtime.drawing import Outgoing
from bot.runtime.router import NOT_THERE
from bot.store import memberships, occasions, teams
from bot.store.engine import Database, Patience
from bot.store.tables import outbox, summaries
from bot.store.teams import Team
from tests.attack.chance import Chance
from tests.kit_desk import Desk, an_empty_desk
from tests.kit_teams import LEAD, WORKSPACE, Rows, written

BEGIN = date(2027, 1, 4)
Said = Mapping[str, str | None]
FIRST, SECOND = date(2027, 1, 31), date(2027, 6, 30)
"""When a team of the first day has summaries: the first quarter's at the end of its first month, then the second's."""


class Company:
    """A desk with a lead, and teams whose closes are in the attacker's hands."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.services = desk.services
        self.goes_to(BEGIN)
        self.write(lambda rows: rows.knows(LEAD))

    # what happens

    def write(self, act: Callable[[Rows], Any]) -> Any:
        """Do something that people did, now; a moment passes."""
        done: list[Any] = []
        written(self.services, lambda rows: done.append(act(rows)))
        self._clock.advance(timedelta(seconds=1))
        return done[0]

    def goes_to(self, day: date) -> None:
        """Let time pass until nine in the morning of a day."""
        self._clock.advance(datetime.combine(day, time(9), UTC) - self._clock.now())

    def team(self, said: Mapping[str, Said], name: str = "Platform", lead: str = LEAD) -> Team:
        """Make a team, which everybody joins who said something: a person's id -> question -> answer."""
        for user_id, answers in said.items():
            self.newcomer(user_id, answers)
        return self.founds(name, *said, lead=lead)

    def founds(self, name: str, *people: str, lead: str = LEAD) -> Team:
        """Let the lead make a team of people who are here, and each of them click *Join*."""
        self.fills_in(lead, "team.new", None, name=name, people=list(people))
        with self.services.database.reading() as connection:
            made = teams.led_by(connection, WORKSPACE, lead)[-1]
        for user_id in people:
            self._clicks_join(made, user_id)
        return made

    def joins(self, team: Team, user_id: str, lead: str = LEAD) -> None:
        """Let the lead invite one more, who clicks *Join*."""
        self.fills_in(lead, "team.invite", team.id, people=[user_id])
        self._clicks_join(team, user_id)

    def fills_in(self, user_id: str, button: str, value: str | None, **values: str | list[str]) -> None:
        """Let somebody press a button that opens a form, and submit it with these values."""
        self.desk.press(user_id, button, value, WORKSPACE)
        form = literal_eval(self.desk.slack.said[-1])
        assert NOT_THERE not in self.desk.submit(user_id, form, values, WORKSPACE)

    def presses(self, user_id: str, action: str, value: str) -> None:
        """Let somebody press a button of theirs, a moment after what was before."""
        self._clock.advance(timedelta(seconds=1))
        assert NOT_THERE not in self.desk.press(user_id, action, value, WORKSPACE)
        self._clock.advance(timedelta(seconds=1))

    def _clicks_join(self, team: Team, user_id: str) -> None:
        with self.services.database.reading() as connection:
            waiting = occasions.waiting(connection, WORKSPACE, user_id)
            stamp = stamp_of(teams.viewers_of(connection, WORKSPACE, team.id))
        asked = [one.id for one in waiting if one.kind == INVITATION]
        self.presses(user_id, "team.join", Ask(asked[-1], stamp).write())
        with self.services.database.reading() as connection:
            assert memberships.is_in(connection, WORKSPACE, team.id, user_id)

    def newcomer(self, user_id: str, answers: Said) -> None:
        """Let somebody come who agrees and goes through the check."""

        def takes_the_check(rows: Rows) -> None:
            rows.knows(user_id)
            check = rows.begins(user_id)
            rows.answers(check, answers)
            rows.finishes(check)

        self.write(takes_the_check)

    # what is told

    def closes(self, on: date, *draws: Sequence[int]) -> int:
        """Let the night after a day pass, and close what is due: with these draws for the first team, the second..."""
        self.goes_to(on + timedelta(days=1))
        return Closer(self.services, WORKSPACE, Chance(*draws)).close_due()

    def rehearses(self, on: date, *draws: Sequence[int]) -> Mapping[str, str | None]:
        """Return what that close would tell of each team, and let nothing of it have happened."""
        self.goes_to(on + timedelta(days=1))
        rehearsal = Rehearsal(self.services.database)
        services = replace(self.services, database=cast(Database, rehearsal))
        assert Closer(services, WORKSPACE, Chance(*draws)).close_due()
        return rehearsal.told

    def released(self, team: Team) -> list[str | None]:
        """Return what was told of a team at each of its closes, as it is stored."""
        query = select(summaries.c.body).where(summaries.c.team_id == team.id).order_by(summaries.c.closed_on)
        with self.services.database.reading() as connection:
            return list(connection.execute(query).scalars())

    # what somebody sees

    def asks(self, user_id: str, command: str = "summary") -> str:
        """Return what a command answers, and what it then sends to the person's own conversation."""
        before = self._last(user_id)
        answered = self.desk.command(user_id, command, WORKSPACE)
        self._clock.advance(timedelta(seconds=1))
        sent = self._last(user_id)
        return answered if sent == before else answered + self._drawn(user_id, *sent[1:])

    def _last(self, user_id: str) -> tuple[Any, ...]:
        query = select(outbox.c.id, outbox.c.view, outbox.c.ids).where(outbox.c.user_id == user_id)
        query = query.where(outbox.c.workspace == WORKSPACE)
        with self.services.database.reading() as connection:
            found = connection.execute(query.order_by(outbox.c.id.desc()).limit(1)).first()
        return tuple(found) if found else ()

    def _drawn(self, user_id: str, view: str, ids: Any) -> str:
        with self.services.database.reading() as connection:
            outgoing = self.services.outbox.draw(connection, view, WORKSPACE, user_id, ids)
        assert isinstance(outgoing, Outgoing), outgoing
        return json.dumps([outgoing.rendered.text, *outgoing.rendered.blocks])

    @property
    def _clock(self) -> ManualClock:
        clock = self.services.clock
        assert isinstance(clock, ManualClock)
        return clock


class Rehearsal:
    """The database as a close sees it; what it writes is looked at, and undone. Team id -> what would be told of it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.reading = database.reading
        self.told: dict[str, str | None] = {}

    @contextmanager
    def writing(self, patience: Patience = Patience.WORKER) -> Iterator[Connection]:
        """Open a transaction that leaves nothing behind."""
        with suppress(_Undone), self._database.writing(patience) as connection:
            before = set(connection.execute(select(summaries.c.id)).scalars())
            yield connection
            for team_id, row, body in connection.execute(select(summaries.c.team_id, summaries.c.id, summaries.c.body)):
                if row not in before:
                    self.told[team_id] = body
            raise _Undone


class _Undone(Exception):
    """Nothing has happened."""


@contextmanager
def a_company(folder: Path) -> Iterator[Company]:
    """Found one."""
    logs.configure("WARNING")
    with an_empty_desk(folder, WORKSPACE) as desk:
        yield Company(desk)


def mended(heard: str) -> str:
    """Take out ids, which are made of the moment and of chance: what stands for one is as long as it."""
    return re.sub(r"[0-9a-z]{20}", "x" * 20, heard)


Founds = Callable[[], Company]
