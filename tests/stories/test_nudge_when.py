"""When a nudge may go: a person's own hours, days and wishes, wherever they are; read when it is sent, not before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from advice.cadence import Vacation, Window
from advice.stint import Role
from bot.store import crossings, occasions, wishes
from bot.store.wishes import Chosen
from tests.kit import Somebody, World
from tests.stories.nudges import every_hour, goes_to, manager_since, nudges, sent, states, tells, ticks
from tests.stories.steps import begins

pytestmark = pytest.mark.storage

WEDNESDAY = date(2026, 11, 25)
MORNING = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def ben(world: World) -> Somebody:
    """Ben in London, to whom two years come on Wednesday."""
    found = world.who("ben")
    tells(world, found, manager_since(WEDNESDAY.replace(year=2024)))
    return found


def wants(world: World, who: Somebody, change: Callable[[Chosen], Chosen]) -> None:
    """Let somebody change their wishes, as the settings do."""
    here, now = (world.slack.cast.team_id, who.id), world.clock.now()
    with world.bot.services.database.writing() as connection:
        wishes.save(connection, *here, change(wishes.load(connection, *here)), now)
        occasions.look_anew(connection, *here, now)


def own(**changed: object) -> Callable[[Chosen], Chosen]:
    return lambda chosen: replace(chosen, wishes=replace(chosen.wishes, **changed))  # type: ignore[arg-type]


def lives_in(world: World, who: Somebody, zone: str) -> None:
    """Let Slack tell that somebody is elsewhere now."""
    world.slack.act.changes(who.id, tz=zone)
    world.settles()


def test_the_whole_company_is_on_holiday_for_three_weeks(world: World, ben: Somebody) -> None:
    off = frozenset(WEDNESDAY + DAY * number for number in range(21))
    world.changes_settings(window=Window(holidays=off))
    world.restarts()
    arrived = every_hour(world, datetime(2026, 12, 17, tzinfo=UTC), timedelta(hours=4))
    assert [instant.date() for instant in arrived] == [WEDNESDAY + DAY * 21]


def test_the_hours_are_the_operators(world: World, ben: Somebody) -> None:
    world.changes_settings(window=Window(opens=14, closes=16))
    world.restarts()
    arrived = every_hour(world, datetime(2026, 11, 26, tzinfo=UTC))
    assert [instant.hour for instant in arrived] == [15]


def test_who_is_on_vacation_hears_of_it_afterwards(world: World, ben: Somebody) -> None:
    wants(world, ben, own(vacations=(Vacation(WEDNESDAY - DAY, WEDNESDAY + DAY),)))
    arrived = every_hour(world, datetime(2026, 12, 1, tzinfo=UTC), timedelta(hours=2))
    assert [instant.date() for instant in arrived] == [WEDNESDAY + DAY * 2]


def test_who_snoozed_hears_of_it_afterwards(world: World, ben: Somebody) -> None:
    wants(world, ben, own(snoozed_until=datetime(2026, 12, 2, 11, tzinfo=UTC)))
    arrived = every_hour(world, datetime(2026, 12, 3, tzinfo=UTC), timedelta(hours=2))
    assert [instant.date() for instant in arrived] == [date(2026, 12, 2)]


def test_who_paused_hears_of_it_when_they_want_to_again(world: World, ben: Somebody) -> None:
    wants(world, ben, own(paused=True))
    goes_to(world, datetime(2027, 3, 1, 12, tzinfo=UTC))
    assert nudges(ben) == []
    wants(world, ben, own(paused=False))
    ticks(world)
    assert len(nudges(ben)) == 1


def test_who_wants_no_milestones_of_that_kind_hears_nothing(world: World, ben: Somebody) -> None:
    wants(world, ben, lambda chosen: replace(chosen, milestones={"two-years": False}))
    goes_to(world, MORNING + DAY)
    assert nudges(ben) == []


@pytest.mark.parametrize(
    "changed",
    [own(paused=True), own(snoozed_until=MORNING + DAY * 20), own(off=frozenset({"milestone"}))],
    ids=["paused", "snoozed", "switched off"],
)
def test_what_is_wished_between_planning_and_sending_counts(
    world: World, ben: Somebody, changed: Callable[[Chosen], Chosen]
) -> None:
    waits_in_the_outbox(world)
    wants(world, ben, changed)
    lets_go(world)
    assert nudges(ben) == []
    assert [state for _, state in sent(world)] == ["skipped"]
    assert [state for _, state, _ in states(world)] == ["waiting"]


def test_back_to_hands_on_between_planning_and_sending(world: World, ben: Somebody) -> None:
    waits_in_the_outbox(world)
    with_return(world, ben, WEDNESDAY - DAY)
    lets_go(world)
    goes_to(world, MORNING + DAY)
    assert nudges(ben) == []
    assert states(world)[0][1:] == ("cancelled", "no longer true")


def test_back_to_hands_on_the_day_before(world: World, ben: Somebody) -> None:
    world.passes(days=1)
    with_return(world, ben, WEDNESDAY - DAY)
    goes_to(world, MORNING + DAY)
    assert nudges(ben) == []
    assert states(world) == []


def test_back_to_hands_on_and_told_too_late_the_next_message_says_so(world: World, ben: Somebody) -> None:
    goes_to(world, MORNING)
    assert len(nudges(ben)) == 1
    with_return(world, ben, WEDNESDAY - DAY)
    ben.writes("hello", thread=False)
    ben.sees("crossed with what you told me since")
    ben.clicks("I've seen it")
    ben.writes("hello", thread=False)
    assert not [message for message in ben.messages() if "crossed with what you told me" in str(message)]


def test_who_goes_over_the_date_line_the_day_before_is_told_once_by_the_new_zone(world: World, ben: Somebody) -> None:
    lives_in(world, ben, "Pacific/Auckland")
    goes_to(world, datetime(2026, 11, 24, 19, tzinfo=UTC))
    assert nudges(ben) == []  # there it is the day, and eight in the morning
    lives_in(world, ben, "Pacific/Honolulu")
    arrived = every_hour(world, datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert [instant.replace(minute=0, second=0) for instant in arrived] == [datetime(2026, 11, 25, 20, tzinfo=UTC)]
    lives_in(world, ben, "Pacific/Auckland")
    every_hour(world, datetime(2026, 11, 29, tzinfo=UTC), timedelta(hours=6))
    assert len(nudges(ben)) == 1


def test_who_left_between_planning_and_sending_gets_nothing_and_nothing_afterwards(world: World, ben: Somebody) -> None:
    waits_in_the_outbox(world)
    world.slack.act.changes(ben.id, is_deleted=True)
    world.settles()
    lets_go(world)
    goes_to(world, MORNING + DAY)
    assert nudges(ben) == []
    assert [row[1] for row in states(world)] == ["cancelled"]


def test_one_in_seven_days_and_what_was_asked_for_besides(world: World, ben: Somebody) -> None:
    begins(ben, "/careercheck technical")  # and leaves it: three days later is the 26th
    goes_to(world, MORNING)
    assert len(nudges(ben)) == 1
    with world.bot.services.database.writing() as connection:
        occasions.add(
            connection, workspace=world.slack.cast.team_id, id="made", user_id=ben.id, kind="milestone",
            about=crossings.about("five-years", date(2021, 11, 25)), due_on=WEDNESDAY, now=world.clock.now(),
        )  # fmt: skip
    tells(world, ben, manager_since(date(2021, 11, 25)), meet=False)
    arrived = every_hour(world, datetime(2026, 12, 4, tzinfo=UTC), timedelta(hours=3))
    assert [instant.date() for instant in arrived] == [WEDNESDAY + DAY, WEDNESDAY + DAY * 7]


def waits_in_the_outbox(world: World) -> None:
    """Let the message be planned, and Slack say that it takes none for now."""
    world.slack.faults.refuse("chat.postMessage", retry_after=30, times=1)
    goes_to(world, MORNING)
    assert [state for _, state in sent(world)] == ["due"]


def lets_go(world: World) -> None:
    world.passes(minutes=1)


def with_return(world: World, who: Somebody, day: date) -> None:
    """Let somebody tell that they build again since that day."""
    tells(world, who, [*manager_since(WEDNESDAY.replace(year=2024)), (Role.ENGINEER, day)], meet=False)
