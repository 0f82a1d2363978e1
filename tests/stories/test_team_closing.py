"""A quarter closes: what is told of a team, to whom, and when; and what is not told any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from advice.cadence import Wishes
from bot.features.nudge import jump
from bot.features.team.news import tell_members
from bot.store import occasions, teams, wishes
from bot.store.teams import Team
from bot.store.wishes import Chosen
from tests.kit import Somebody, World, a_world, words
from tests.kit_storage import on_sqlite
from tests.kit_teams import LEAD, WORKSPACE, Rows, crowd, member, several, written
from tests.kit_watched import every_statement_names_its_workspace
from tests.stories.nudges import goes_to, nudges, states, ticks
from tests.stories.steps import begins, finishes_everything

pytestmark = pytest.mark.storage

MADE = datetime(2026, 11, 23, 9, tzinfo=UTC)
CLOSED = date(2026, 12, 31)
NIGHT = datetime(2027, 1, 1, 0, 2, tzinfo=UTC)
MORNING = datetime(2027, 1, 4, 16, tzinfo=UTC)  # a Monday in London, and within everybody's hours since Friday
FIVE = several(range(5))


@pytest.fixture
def world(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    database = "" if backend == "sqlite" else request.getfixturevalue("database_url")
    with every_statement_names_its_workspace(), a_world(tmp_path, cast=crowd(6), database=database) as made:
        yield made


@pytest.fixture
def lea(world: World) -> Somebody:
    """Lea, who leads, has met the bot and agreed to nothing."""
    lea = world.who("lea")
    lea.runs("/careercheck help")
    return lea


def writes(world: World, write: Callable[[Rows], object]) -> None:
    written(world.bot.services, write)


@pytest.fixture
def team(world: World, lea: Somebody) -> Team:
    """Her team of five who have answered everything with yes."""
    for number in range(6):
        world.who(f"p{number}").runs("/careercheck help")
    writes(world, lambda rows: rows.knows(*several(range(6))))
    made: list[Team] = []
    writes(world, lambda rows: made.append(rows.team()))
    writes(world, lambda rows: rows.joins(made[0], *FIVE).takes_the_check(*FIVE))
    return made[0]


def they_hear(world: World) -> None:
    """Let what may go be said: one message goes each two seconds."""
    ticks(world)
    for _ in range(8):
        world.passes(seconds=2)


def reading(world: World, number: int) -> list[str]:
    return nudges(world.who(f"p{number}"))


@on_sqlite
def test_the_fifth_goes_through_the_check_and_the_lead_reads_what_there_is(world: World, lea: Somebody) -> None:
    made: list[Team] = []
    writes(world, lambda rows: made.append(rows.team()))
    begins(first := world.who("p0"))
    finishes_everything(first)
    writes(world, lambda rows: rows.knows(*FIVE[1:]).takes_the_check(*FIVE[1:]).joins(made[0], *FIVE))
    goes_to(world, NIGHT)
    assert nudges(lea) == [], "not at night"
    goes_to(world, MORNING)
    they_hear(world)

    lea.clicks("See it", on=lea.sees("The summary of Platform is there"))
    read = words(lea.sees("Team summary: Platform"))
    assert "5-9" in read
    assert read.count("most") >= 3
    first.clicks("See it", on=first.sees("The summary of Platform is there"))
    assert "5-9" in words(first.sees("Team summary: Platform"))


def test_everybody_concerned_hears_of_a_summary_once(world: World, lea: Somebody, team: Team) -> None:
    goes_to(world, NIGHT)
    for _ in range(3):
        goes_to(world, world.clock.now() + timedelta(hours=16))
        they_hear(world)
    told = "The summary of Platform is there. It shows how things stood at the end of 31 December 2026, blurred."
    assert nudges(lea) == [told], "though she agreed to nothing"
    assert [reading(world, number) for number in range(6)] == [[told]] * 5 + [[]]
    assert world.rows("SELECT count(*) FROM summaries WHERE body IS NOT NULL") == [(1,)]


def test_where_there_is_none_all_hear_the_same_words_at_the_same_time(world: World, lea: Somebody, team: Team) -> None:
    writes(world, lambda rows: rows.leaves(team, FIVE[0]))
    other: list[Team] = []
    writes(world, lambda rows: other.append(rows.team("Nobody yet")))
    goes_to(world, NIGHT)
    lead = f"SELECT due_on, look_at FROM occasions WHERE user_id = '{LEAD}'"
    assert len(world.rows(lead)) == 2
    assert len(set(world.rows(lead))) == 1
    goes_to(world, MORNING)
    they_hear(world)

    said = [text for text in nudges(lea) for text in text.split("No summary of ") if text]
    assert len({text.partition(" this time. ")[2].strip() for text in said}) == 1
    assert not any(digit in nudges(lea)[0].replace("31 January 2027", "") for digit in "0123456789")
    assert reading(world, 1) == [f"No summary of Platform this time. {said[0].partition(' this time. ')[2].strip()}"]
    assert reading(world, 0) == []


@on_sqlite
def test_that_there_is_none_is_said_once_until_there_was_one(world: World, lea: Somebody, team: Team) -> None:
    writes(world, lambda rows: rows.leaves(team, FIVE[0]))
    for night in (NIGHT, datetime(2027, 2, 1, 0, 30, tzinfo=UTC), datetime(2027, 3, 1, 0, 30, tzinfo=UTC)):
        goes_to(world, night)
        goes_to(world, night + timedelta(hours=16))
        they_hear(world)
    assert world.rows("SELECT count(*) FROM summaries WHERE body IS NULL") == [(3,)]
    assert [text.partition(".")[0] for text in nudges(lea)] == ["No summary of Platform this time"]

    writes(world, lambda rows: rows.joins(team, member(5)).takes_the_check(member(5)))
    for hour in (datetime(2027, 4, 1, 0, 30, tzinfo=UTC), datetime(2027, 4, 1, 14, tzinfo=UTC)):
        goes_to(world, hour)
        they_hear(world)
    assert [text.partition(".")[0] for text in nudges(lea)[1:]] == ["The summary of Platform is there"]


@on_sqlite
def test_who_left_meanwhile_does_not_hear(world: World, lea: Somebody, team: Team) -> None:
    goes_to(world, NIGHT)
    writes(world, lambda rows: rows.leaves(team, FIVE[0]))
    goes_to(world, MORNING)
    they_hear(world)
    assert (len(reading(world, 0)), len(reading(world, 1)), len(nudges(lea))) == (0, 1, 1)
    assert [reason for _, state, reason in states(world) if state != "told"] == ["nothing to the team any more"]


@on_sqlite
def test_of_a_team_that_is_no_more_nobody_hears(world: World, lea: Somebody, team: Team) -> None:
    goes_to(world, NIGHT)
    writes(world, lambda rows: rows.dissolves(team))
    goes_to(world, MORNING)
    they_hear(world)
    assert (reading(world, 0), nudges(lea)) == ([], [])
    assert {(state, reason) for _, state, reason in states(world)} == {("cancelled", "no such team any more")}


@on_sqlite
def test_none_this_time_is_not_told_any_more_once_there_is_one(world: World, lea: Somebody, team: Team) -> None:
    away = Chosen(wishes=Wishes(paused=True))
    writes(world, lambda rows: wishes.save(rows.connection, WORKSPACE, LEAD, away, rows.now))
    writes(world, lambda rows: rows.leaves(team, FIVE[0]))
    goes_to(world, NIGHT)
    goes_to(world, MORNING)
    they_hear(world)
    assert "No summary of Platform this time" in reading(world, 1)[0]
    writes(world, lambda rows: rows.joins(team, member(5)).takes_the_check(member(5)))
    goes_to(world, datetime(2027, 2, 1, 8, tzinfo=UTC))
    writes(world, lambda rows: wishes.save(rows.connection, WORKSPACE, LEAD, Chosen(), rows.now))
    writes(world, lambda rows: occasions.look_anew(rows.connection, WORKSPACE, LEAD, rows.now))
    goes_to(world, datetime(2027, 2, 1, 16, tzinfo=UTC))
    they_hear(world)
    assert [text.partition(".")[0] for text in nudges(lea)] == ["The summary of Platform is there"]


@on_sqlite
def test_who_turned_such_news_off_hears_none(world: World, team: Team) -> None:
    def off(rows: Rows) -> None:
        wishes.save(rows.connection, WORKSPACE, FIVE[0], Chosen(Wishes(off=frozenset({"team"}))), rows.now)

    writes(world, off)
    goes_to(world, NIGHT)
    goes_to(world, MORNING)
    they_hear(world)
    assert (len(reading(world, 0)), len(reading(world, 1))) == (0, 1)


@on_sqlite
def test_a_clock_that_jumped_closes_nothing_until_an_operator_says_so(world: World, team: Team) -> None:
    """However few people it would tell: what was told of a team is told for ever."""
    ticks(world)
    world.clock.jump(timedelta(days=400))
    ticks(world)
    world.clock.jump(timedelta(days=-400))
    ticks(world)
    world.clock.jump(timedelta(days=400))
    ticks(world)
    assert world.rows("SELECT * FROM summaries") == []

    assert jump.resume(world.bot.services.database, world.clock, WORKSPACE)
    ticks(world)
    assert len(world.rows("SELECT * FROM summaries")) == 4


@on_sqlite
def test_a_bot_that_was_away_for_days_closes_the_right_quarter(world: World, lea: Somebody, team: Team) -> None:
    world.passes(seconds=(NIGHT - world.clock.now()).total_seconds() - 300)
    world.stops()
    world.clock.advance(timedelta(days=9))
    world.starts()
    writes(world, lambda rows: rows.takes_the_check(*FIVE, choice="partly"))
    ticks(world)
    world.passes(minutes=2)
    ticks(world)
    assert world.rows("SELECT closed_on FROM summaries") == [("2026-12-31",)]
    ((body,),) = world.rows("SELECT body FROM summaries")
    assert '"band":2' in body
    assert '"band":0' not in body


def test_members_hear_who_leads_them_and_who_reads(world: World, lea: Somebody, team: Team) -> None:
    services = world.bot.services
    world.passes(minutes=1)
    for change, new, leads in (("lead", member(5), True), ("readers", LEAD, False)):
        with services.begin(WORKSPACE, LEAD, "team.show") as unit:
            if leads:
                teams.end_reading(unit.connection, team, LEAD, unit.now)
            teams.let_read(unit.connection, team, new, unit.now, leads=leads)
            tell_members(services, unit, team.id, change)  # type: ignore[arg-type]
    goes_to(world, MORNING - timedelta(days=35))
    they_hear(world)

    heard = words(world.who("p0").sees("Somebody else leads Platform now"))
    assert f"<@{member(5)}> leads it" in heard
    assert f"By now these may: <@{member(5)}>, <@{LEAD}>" in heard
    assert "You lead Platform now" in reading(world, 5)[0]
    assert nudges(lea) == [], "she did it herself"


@on_sqlite
def test_what_changed_twice_is_told_once_as_it_is_by_then(world: World, lea: Somebody, team: Team) -> None:
    services = world.bot.services
    for new in (member(5), FIVE[4]):
        world.clock.advance(timedelta(seconds=1))
        with services.begin(WORKSPACE, LEAD, "team.show") as unit:
            for one in teams.viewers_of(unit.connection, WORKSPACE, team.id):
                teams.end_reading(unit.connection, team, one.user_id, unit.now)
            teams.let_read(unit.connection, team, new, unit.now, leads=True)
            tell_members(services, unit, team.id, "lead")
    goes_to(world, MORNING - timedelta(days=35))
    they_hear(world)

    assert reading(world, 0) == ["Somebody else leads Platform now. /careercheck team says more."]
    assert f"<@{FIVE[4]}> leads it" in words(world.who("p0").sees("Somebody else leads"))
    assert reading(world, 5) == [], "they lead it no longer"
    assert "You lead Platform now" in reading(world, 4)[0]
