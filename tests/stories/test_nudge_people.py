"""People move, leave and change their minds, also in the moment in which a nudge is on its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from advice.stint import Role
from bot.store import claims, people, person, wishes
from bot.store.claims import Letter
from tests.kit import Somebody, World, words
from tests.kit_storage import on_sqlite
from tests.stories.nudges import every_hour, goes_to, manager_since, nudges, sent, states, tells, ticks

pytestmark = pytest.mark.storage

WEDNESDAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)
Does = Callable[[World, Somebody], None]


@pytest.fixture
def ben(world: World) -> Somebody:
    """Ben in London, to whom two years come on Wednesday."""
    found = world.who("ben")
    tells(world, found, manager_since(WEDNESDAY.replace(year=2024)))
    return found


def is_changed(world: World, who: Somebody, **facts: Any) -> None:
    world.slack.act.changes(who.id, **facts)
    world.settles()


def waits_in_the_outbox(world: World) -> None:
    """Let the message be planned, and Slack say that it takes none for now."""
    world.slack.faults.refuse("chat.postMessage", retry_after=30, times=1)
    goes_to(world, NOON)
    assert [state for _, state in sent(world)] == ["due"]


def test_who_flies_away_while_it_waits_gets_it_in_the_hours_of_the_new_place(world: World, ben: Somebody) -> None:
    waits_in_the_outbox(world)
    is_changed(world, ben, tz="Asia/Tokyo")  # nine in the evening there
    world.passes(minutes=1)
    assert nudges(ben) == []
    assert [state for _, state in sent(world)] == ["skipped"]
    assert [state for _, state, _ in states(world)] == ["waiting"]

    arrived = every_hour(world, NOON + DAY * 2)

    assert [instant.replace(minute=0, second=0) for instant in arrived] == [datetime(2026, 11, 26, 1, tzinfo=UTC)]
    assert len(nudges(ben)) == 1


@on_sqlite
def test_who_becomes_a_guest_while_it_waits_gets_nothing(world: World, ben: Somebody) -> None:
    waits_in_the_outbox(world)
    is_changed(world, ben, kind="guest")
    world.passes(minutes=1)
    goes_to(world, NOON + DAY)
    assert nudges(ben) == []
    assert states(world)[0][1:] == ("cancelled", "left")


def test_who_is_erased_while_it_waits_gets_nothing_and_leaves_nothing(world: World, ben: Somebody) -> None:
    waits_in_the_outbox(world)
    with world.bot.services.database.writing() as connection:
        person.erase(connection, world.slack.cast.team_id, ben.id)
    world.passes(minutes=1)
    goes_to(world, NOON + DAY)
    assert nudges(ben) == []
    assert sent(world) == states(world) == []


def snoozes(world: World, who: Somebody) -> None:
    _wishes(world, who, snoozed_until=world.clock.now() + DAY)


def opts_out(world: World, who: Somebody) -> None:
    _wishes(world, who, off=frozenset({"milestone"}))


def pauses(world: World, who: Somebody) -> None:
    _wishes(world, who, paused=True)


def _wishes(world: World, who: Somebody, **changed: Any) -> None:
    here, now = (world.slack.cast.team_id, who.id), world.clock.now()
    with world.bot.services.database.writing() as connection:
        chosen = wishes.load(connection, *here)
        wishes.save(connection, *here, replace(chosen, wishes=replace(chosen.wishes, **changed)), now)


def is_erased(world: World, who: Somebody) -> None:
    with world.bot.services.database.writing() as connection:
        person.erase(connection, world.slack.cast.team_id, who.id)


def leaves(world: World, who: Somebody) -> None:
    with world.bot.services.database.writing() as connection:
        people.change_known(connection, world.slack.cast.team_id, who.id, active=False)


def builds_again(world: World, who: Somebody) -> None:
    past = [*manager_since(WEDNESDAY.replace(year=2024)), (Role.ENGINEER, WEDNESDAY - DAY)]
    tells(world, who, past, meet=False)


@on_sqlite
@pytest.mark.parametrize(
    ("does", "row"),
    [
        (snoozes, ["skipped"]),
        (opts_out, ["skipped"]),
        (pauses, ["skipped"]),
        (leaves, ["skipped"]),
        (builds_again, ["skipped"]),
        (is_erased, []),
    ],
)
def test_between_claim_and_send(
    world: World, ben: Somebody, monkeypatch: pytest.MonkeyPatch, does: Does, row: list[str]
) -> None:
    """A sender holds the message already, and looks once more at whether it may go."""
    looks = claims.still_ours

    def meanwhile(connection: Connection, letter: Letter) -> bool:
        does(world, ben)
        return looks(connection, letter)

    monkeypatch.setattr(claims, "still_ours", meanwhile)
    world.bot.services.outbox.wait_idle(5)
    goes_to(world, NOON)
    assert nudges(ben) == []
    assert [state for _, state in sent(world)] == row
    ticks(world)
    assert nudges(ben) == []


@on_sqlite
def test_somebody_whose_zone_nobody_knows_has_the_hours_of_the_operators(world: World, ben: Somebody) -> None:
    world.changes_settings(zone="Asia/Tokyo")
    world.restarts()
    with world.bot.services.database.writing() as connection:
        people.change_known(connection, world.slack.cast.team_id, ben.id, tz=None)
    arrived = every_hour(world, NOON + DAY)
    assert [instant.replace(minute=0, second=0) for instant in arrived] == [datetime(2026, 11, 25, 1, tzinfo=UTC)]
    assert "two years" in words(ben.with_button("Remind me in 3 months"))


@on_sqlite
def test_who_left_unheard_is_known_to_have_left_by_slacks_refusal_and_asked_anew_on_return(
    world: World, ben: Somebody
) -> None:
    world.slack.faults.refuse("chat.postMessage", error="user_disabled")
    goes_to(world, NOON)
    assert world.rows("SELECT active FROM people") == [(0,)]
    assert [state for _, state, _ in states(world)] == ["refused"]

    ben.runs("/careercheck settings")

    ben.sees("so there is nothing to set yet")
    assert world.rows("SELECT active, consented_at FROM people") == [(1, None)]
