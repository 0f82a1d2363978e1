"""Years of teams in which anything happens at any time, and the bot is often away, held against a small model.

The model keeps what happened in plain lists and is written from the promise. Whatever the bot did when it came back,
each summary must be of the people, and of the answers, that counted when its day was over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import repeat
from random import Random

import pytest
from structlog.testing import capture_logs

from advice.disclosure import disclose
from advice.release import Release
from advice.terms import Terms
from bot.store.closing import SET
from bot.store.engine import Database
from bot.store.teams import Team
from tests.kit_content import builtin_content
from tests.kit_storage import on_sqlite
from tests.kit_teams import LEAD, Office, several

pytestmark = [pytest.mark.storage, on_sqlite]

BEGAN = datetime(2026, 5, 4, 9, tzinfo=UTC)
MONTHS = 18
PEOPLE, TEAMS, LEAST = several(range(24)), 3, 5
A_DAY, A_SECOND = timedelta(days=1), timedelta(seconds=1)
Span = tuple[datetime, datetime | None]


@dataclass
class Model:
    """What happened."""

    members: dict[tuple[str, str], list[Span]] = field(default_factory=lambda: defaultdict(list))
    readers: dict[tuple[str, str], list[Span]] = field(default_factory=lambda: defaultdict(list))
    chosen: dict[str, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))
    checks: dict[str, list[tuple[datetime, str]]] = field(default_factory=lambda: defaultdict(list))

    def counts(self, who: str, team: str, end: datetime) -> bool:
        """Tell whether somebody counts in a team, as of the end of a day."""
        here = any(_covers(span, end) for span in self.members[who, team])
        reads = any(_covers(span, end) for span in self.readers[who, team])
        before = [chosen for at, chosen in self.chosen[who] if at < end]
        return here and not reads and before[-1:] == [team] and self.answer(who, end) is not None

    def answer(self, who: str, end: datetime) -> str | None:
        """Return what they say to everything: the newest check, if it was in the twelve months that end there."""
        last = end - A_DAY
        since = datetime(last.year - (last.month < 12), last.month % 12 + 1, 1, tzinfo=UTC)
        said = [choice for at, choice in self.checks[who] if since <= at < end]
        return said[-1] if said else None


def _covers(span: Span, end: datetime) -> bool:
    return span[0] < end and (span[1] is None or span[1] >= end)


@dataclass
class Life:
    """A company's life: something happens, time passes, and now and then the bot is there."""

    office: Office
    chance: Random
    teams: list[Team] = field(default_factory=list)
    model: Model = field(default_factory=Model)

    @property
    def now(self) -> datetime:
        return self.office.clock.now()

    def passes(self) -> None:
        """Go on by hours or days; often not past a month's end, but to it or to a second before."""
        later = self.now + timedelta(seconds=self.chance.randrange(1, 400_000))
        end = datetime(later.year, later.month, 1, tzinfo=UTC)
        if self.now < end - A_SECOND and self.chance.random() < 0.7:
            later = end - A_SECOND * self.chance.choice((0, 1))
        self.office.goes_to(later)

    def happens(self) -> None:
        """Let something happen to somebody."""
        who, team = self.chance.choice(PEOPLE), self.chance.choice(self.teams)
        here = self.model.members[who, team.id]
        match self.chance.choice(("in", "in", "in", "out", "reads", "counts", "check", "check", "check")):
            case "in" if not here or here[-1][1]:
                self.office.writes(lambda rows: rows.joins(team, who))
                here.append((self.now, None))
                if not self.model.chosen[who]:
                    self.model.chosen[who].append((self.now, team.id))
            case "out" if here and not here[-1][1]:
                self.office.writes(lambda rows: rows.leaves(team, who))
                here[-1] = (here[-1][0], self.now)
            case "reads":
                self._reads(who, team)
            case "counts" if here and not here[-1][1]:
                self.office.writes(lambda rows: rows.counts_in(team, who))
                self.model.chosen[who].append((self.now, team.id))
            case "check":
                choice = self.chance.choice(("yes", "partly"))
                self.office.writes(lambda rows: rows.takes_the_check(who, choice=choice))
                self.model.checks[who].append((self.now, choice))

    def _reads(self, who: str, team: Team) -> None:
        spans = self.model.readers[who, team.id]
        if spans and not spans[-1][1]:
            self.office.writes(lambda rows: rows.reads_no_more(team, who))
            spans[-1] = (spans[-1][0], self.now)
        elif self.chance.random() < 0.4:
            self.office.writes(lambda rows: rows.reads(team, who))
            spans.append((self.now, None))


@pytest.fixture
def life(database: Database, request: pytest.FixtureRequest) -> Iterator[Life]:
    office = Office.opens(database, BEGAN)
    office.writes(lambda rows: rows.knows(LEAD, *PEOPLE))
    lived = Life(office, Random(request.param))
    lived.teams.append(office.writes(lambda rows: rows.team()))
    yield lived


@pytest.mark.parametrize("life", range(1, 5), indirect=True)
def test_whatever_happens_each_summary_is_of_who_counted_when_its_day_was_over(life: Life) -> None:
    office, seen = life.office, dict[tuple[str, date], Release | None]()
    away = 0
    while office.clock.now() < BEGAN + timedelta(days=30 * MONTHS):
        life.passes()
        if len(life.teams) < TEAMS and life.chance.random() < 0.1:
            life.teams.append(office.writes(lambda rows: rows.team(f"Team {len(life.teams)}")))
        for _ in range(life.chance.randrange(7)):
            life.happens()
        away = away - 1 if away else life.chance.choice((0, 0, 0, 0, 0, 0, 0, 0, 40))
        if not away:
            with capture_logs() as logged:
                office.closes()
                assert life.chance.random() < 0.7 or office.closes() == 0, "run again it finds nothing"
            assert {line["event"] for line in logged} <= {"team.closed"}
            found = {(team.id, on): told for team in life.teams for on, told in office.summaries(team)}
            assert {key: found[key] for key in seen} == seen, "what was told stays as it was"
            seen = found
    assert sum(told is not None for told in seen.values()) > 1, "enough has happened"
    assert sum(told is None for told in seen.values()) > 1
    holds(life, seen)


def holds(life: Life, seen: dict[tuple[str, date], Release | None]) -> None:
    """Make sure of every promise that the model knows."""
    counted = set[tuple[str, str, str]]()
    periods = set[tuple[str, str]]()
    for team, on in sorted(seen, key=lambda key: (key[1], key[0])):
        end, quarter = datetime(on.year, on.month, on.day, tzinfo=UTC) + A_DAY, f"{on.year}-Q{(on.month + 2) // 3}"
        before = {who for who, when, _ in counted if when == quarter}
        group = [who for who in PEOPLE if who not in before and life.model.counts(who, team, end)]
        assert (seen[team, on] is not None) is (len(group) >= LEAST), (team, on)
        if len(group) >= LEAST:
            counted |= {(who, quarter, team) for who in group}
            assert (team, quarter) not in periods, "one a period"
            periods.add((team, quarter))
            assert seen[team, on] == expected(life.model, group, on, end)
    assert life.office.ledger() == counted
    assert len({(who, quarter) for who, quarter, _ in counted}) == len(counted), "nobody twice in a quarter"


def expected(model: Model, group: list[str], on: date, end: datetime) -> Release | None:
    """Return what is to be shown of people without any noise."""
    check = builtin_content().rated(SET)
    answers = [dict.fromkeys((question.id for question in check.questions), model.answer(who, end)) for who in group]
    cite = builtin_content().cite
    return disclose(check, answers, iter(repeat(0)), closed_on=on, cite=cite, terms=Terms())
