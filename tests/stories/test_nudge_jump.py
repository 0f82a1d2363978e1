"""A clock that jumps: nobody is written to by it, nothing comes twice, and an operator is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.features.nudge import jump
from bot.playground.cast import Cast, Person, Room
from bot.runtime.readiness import paused
from tests.kit import World, a_world, words
from tests.kit_storage import on_sqlite
from tests.kit_watched import every_statement_names_its_workspace
from tests.stories.nudges import goes_to, manager_since, nudges, sent, states, tells, ticks

pytestmark = pytest.mark.storage

MOST = 25  # people
A_YEAR = timedelta(days=400)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def crowd(most: int) -> Cast:
    people = [Person(f"U0{n:07d}", f"p{n}", f"Person {n}", tz="Europe/London") for n in range(most)]
    operator = Person("U0EWA0001", "ewa", "Ewa", tz="Europe/London", is_admin=True)
    everybody = (*people, operator)
    return Cast(
        "T0CROWD01", "Crowd", "crowd", everybody, (Room("C0GENERAL", "general", tuple(p.id for p in everybody)),)
    )


@pytest.fixture
def company(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    """A company of 26 in which 25 people cross two years some time in the next year, and an operator."""
    database = "" if backend == "sqlite" else request.getfixturevalue("database_url")
    settings = {"cast": crowd(MOST), "database": database, "operators": ("U0EWA0001",)}
    with every_statement_names_its_workspace(), a_world(tmp_path, **settings) as world:
        for number in range(MOST):
            tells(world, world.who(f"p{number}"), manager_since(date(2025, 3, 1) + timedelta(days=number)))
        ticks(world)
        yield world


def test_it_waits_until_an_operator_says_so(company: World) -> None:
    goes_to(company, NOON)
    company.clock.jump(A_YEAR)
    ticks(company)
    company.bot.ticker.run("alerts")
    company.settles()
    assert sent(company) == states(company) == []
    ewa = company.who("ewa")
    assert "careercheck resume" in words(ewa.sees("My clock jumped ahead by 400 days"))
    assert paused(company.bot.services.database, "T0CROWD01")() == ["paused"]
    company.restarts()
    ticks(company)
    company.bot.ticker.run("alerts")
    company.settles()
    assert sent(company) == []
    assert len([m for m in ewa.messages() if "My clock jumped" in words(m)]) == 1

    assert jump.resume(company.bot.services.database, company.clock, "T0CROWD01")
    assert not jump.resume(company.bot.services.database, company.clock, "T0CROWD01")
    assert paused(company.bot.services.database, "T0CROWD01")() == []
    for _ in range(80):
        goes_to(company, company.clock.now() + timedelta(hours=1))
    assert {state for _, state, _ in states(company)} <= {"told", "waiting", "queued"}
    assert len(sent(company)) > 1


@on_sqlite
def test_forward_and_back_again_nothing_came_and_nothing_is_lost(company: World) -> None:
    goes_to(company, NOON)
    company.clock.jump(A_YEAR)
    ticks(company)
    company.clock.jump(-A_YEAR)
    ticks(company)
    assert sent(company) == []
    jump.resume(company.bot.services.database, company.clock, "T0CROWD01")
    goes_to(company, datetime(2027, 3, 1, 16, tzinfo=UTC))
    assert len(nudges(company.who("p0"))) == 1
    assert len(sent(company)) == 1


@on_sqlite
def test_a_long_downtime_that_the_machine_counted_is_no_jump(company: World) -> None:
    company.stops()
    company.clock.advance(A_YEAR)
    company.starts()
    goes_to(company, datetime(2027, 12, 29, 12, tzinfo=UTC))
    assert len(sent(company)) == MOST


@on_sqlite
@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=3)])
def test_a_clock_set_back_after_a_nudge_brings_no_second_one(company: World, back: timedelta) -> None:
    first = datetime(2027, 3, 1, 12, tzinfo=UTC)
    goes_to(company, first)
    assert len(sent(company)) == 1
    company.clock.jump(-back)
    ticks(company)
    goes_to(company, first + timedelta(hours=2))
    assert len(nudges(company.who("p0"))) == 1


def test_few_people_and_a_jump_and_back_each_is_told_once(world: World) -> None:
    ben = world.who("ben")
    tells(world, ben, manager_since(date(2025, 3, 1)))
    ticks(world)
    world.clock.jump(timedelta(days=120))  # a Tuesday in March 2027
    ticks(world)
    world.clock.jump(-timedelta(days=120))
    ticks(world)
    assert len(sent(world)) == len(nudges(ben)) <= 1
    goes_to(world, datetime(2027, 3, 2, 16, tzinfo=UTC))
    assert len(nudges(ben)) == 1


@on_sqlite
def test_slack_asked_to_wait_by_a_clock_that_was_ahead_and_nobody_waits_for_that_day(world: World) -> None:
    ben = world.who("ben")
    ben.runs("/careercheck help")
    world.clock.jump(A_YEAR)
    ticks(world)
    world.slack.faults.refuse("chat.postMessage", retry_after=600)
    ben.writes("hello", thread=False)
    answers = len(ben.messages())
    world.clock.jump(-A_YEAR)
    ticks(world)
    world.passes(seconds=5)
    assert len(ben.messages()) == answers + 1
