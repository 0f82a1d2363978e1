"""Line 13: what it takes to draw Home with ten years on it, in a company of many people, against a Home with nothing.

Up to what is handed to the door: one reading transaction on a SQLite file. Everybody else has been through the check
once. How long each takes is told beside it.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter

from advice import career
from advice.career import Path
from advice.moment import Moment
from advice.stint import Role, Stint
from bot.runtime.drawing import Outgoing
from bot.store import paths, steps
from bot.store.engine import Database
from bot.store.migrate import upgrade
from bot.store.steps import Step
from tests.bench.bench import Bench
from tests.bench.table import Row
from tests.kit_teams import WORKSPACE, Office, Rows, several

NOW = datetime(2016, 11, 21, 12, tzinfo=UTC)
QUARTER = timedelta(days=91)
CHECKS, TEAMS, STEPS = 40, 4, 10
OLD, NEW = "U0TENYEARS", "U0NOTHING1"
EACH = 20  # in a round


async def measure(bench: Bench) -> list[Row]:
    """Measure line 13."""
    others = bench.size.people[0]
    with ExitStack() as stack:
        companies = {name: _company(bench, stack, name, people) for name, people in (("alone", 0), ("many", others))}
        took = {(company, user): list[float]() for company in companies for user in (OLD, NEW)}
        for turn in range(-1, bench.size.rounds):
            for (company, user), those in took.items():
                seconds = _draws(companies[company], user)
                if turn >= 0:
                    those.append(seconds)
    for (company, user), those in took.items():
        what = "ten years" if user == OLD else "nothing"
        bench.notes.append(f"drawing Home with {what} on it, {company}: {median(those) / EACH * 1000:.2f} ms")
    old, new, alone = took["many", OLD], took["many", NEW], took["alone", OLD]
    return [
        Row(13, "Home with ten years on it against one with nothing", {"": _ratio(old, new)}, 6),
        Row(13, f"the same among {others} people against alone", {"": _ratio(old, alone)}, 1.1),
    ]


def _company(bench: Bench, stack: ExitStack, name: str, people: int) -> Office:
    database = stack.enter_context(closing(Database(f"sqlite:///{bench.file(f'home {name}')}")))
    upgrade(database)
    office = Office.opens(database, NOW)
    _lives(office, people)
    return office


def _ratio(mine: list[float], others: list[float]) -> float:
    return median(a / b for a, b in zip(mine, others, strict=True))


def _lives(office: Office, people: int) -> None:
    """Let ten years pass for one: a check a quarter, teams, a long path, open steps. All others take the check once."""
    for quarter in range(CHECKS):
        office.goes_to(NOW + quarter * QUARTER)
        choice = "yes" if quarter % 2 else "partly"
        office.writes(lambda rows, choice=choice: rows.knows(OLD).takes_the_check(OLD, choice=choice))  # type: ignore[misc]
    everybody = several(range(people))

    def settle(rows: Rows) -> None:
        rows.knows(NEW, *everybody).takes_the_check(*everybody)
        for number in range(TEAMS):
            team = rows.team(f"Team {number}")
            rows.joins(team, OLD, *everybody[number * 50 :][:50])
        paths.save(rows.connection, WORKSPACE, OLD, _path(rows.now.date()), as_read=0, due_on=None, now=rows.now)
        for number in range(STEPS):
            due = rows.now.date() + timedelta(days=number)
            step = Step(f"step{number}", OLD, None, "Ask Maya whether I may lead the next review.", due, "open")
            steps.add(rows.connection, WORKSPACE, step, rows.now)

    office.writes(settle)


def _path(today: date) -> Path:
    """Return a path of four roles, back and forth."""
    path, turns = Path(), (Role.ENGINEER, Role.MANAGER, Role.TECH_LEAD, Role.MANAGER)
    for year, role in zip(range(2014, 2026, 3), turns, strict=True):
        path = career.add(path, Stint(role, Moment(year), Moment(year + 3) if year < 2023 else None), today)
    return path


def _draws(office: Office, user: str) -> float:
    """Draw somebody's Home so many times; returns how many seconds that takes."""
    began = perf_counter()
    for _ in range(EACH):
        with office.services.database.reading() as connection:
            drawn = office.services.outbox.draw(connection, "home.tab", WORKSPACE, user, {})
        if not isinstance(drawn, Outgoing):
            raise RuntimeError(f"{user} has no Home: {drawn}")
    return perf_counter() - began
