"""The clock moves from one thing that falls due to the next, and each comes on its own day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import urllib3

from bot.playground.moves import STEPS, Move
from bot.playground.refusal import Refused
from bot.playground.simulated import SimulatedSlack
from bot.playground.time_machine import TimeMachine
from bot.runtime.clock import ManualClock, SystemClock
from tests.kit import MONDAY, Json, Somebody, World
from tests.stories.nudges import manager_since, nudges, states, tells
from tests.stories.steps import begins, finishes_pillar

FIVE = ["A nudge: five years away from hands-on work"]
BEN, CHIARA, ANA = "U0BEN0001", "U0CHI0001", "U0ANA0001"


@pytest.fixture
def machine(world: World) -> TimeMachine:
    """Ben is days from two years, Chiara from five; today is Monday, 23 November 2026."""
    tells(world, world.who("ben"), manager_since(date(2024, 11, 28)))
    tells(world, world.who("chiara"), manager_since(date(2021, 12, 7)))
    found = world.slack.machine
    assert found is not None
    found.drive(world.bot)
    return found


@pytest.fixture
def http() -> Iterator[urllib3.PoolManager]:
    with urllib3.PoolManager() as pool:
        yield pool


def test_to_the_next_thing_is_where_the_next_message_comes(world: World, machine: TimeMachine) -> None:
    (expected,) = machine.coming(BEN)
    assert expected.what == "A nudge: two years away from hands-on work"
    (came,) = machine.by("next")
    assert came.user == BEN
    assert abs(world.clock.now() - expected.at) < timedelta(minutes=1)
    assert len(nudges(world.who("ben"))) == 1
    assert nudges(world.who("chiara")) == []
    (came,) = machine.by("next")
    assert (came.user, came.at.date()) == (CHIARA, date(2026, 12, 7))


def test_in_a_year_everything_comes_in_its_order_on_its_own_day(world: World, machine: TimeMachine) -> None:
    came = machine.by("year")
    assert [(one.user, one.at.date()) for one in came] == [(BEN, date(2026, 11, 30)), (CHIARA, date(2026, 12, 7))]
    assert [datetime.fromtimestamp(float(one.ts), UTC).date() for one in came] == [one.at.date() for one in came]
    assert world.clock.now().date() == date(2027, 11, 23)
    assert [(about, state) for about, state, reason in states(world) if reason is None] == [
        ("milestone two-years:2024-11-28", "told"),
        ("milestone five-years:2021-12-07", "told"),
    ]
    assert list(machine.arrived) == list(came)


def test_several_in_one_morning_all_come_though_they_are_sent_at_a_pace(world: World) -> None:
    for name in ("ben", "chiara", "dev", "ana"):
        tells(world, world.who(name), manager_since(date(2024, 11, 28)))
    machine = world.slack.machine
    assert machine is not None
    machine.drive(world.bot)
    came = machine.by("month")
    assert len({one.user for one in came}) == len(came) == 4


def test_in_a_year_a_reminder_that_repeats_comes_each_time(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    ana.clicks("Every 3 months")
    machine = world.slack.machine
    assert machine is not None
    machine.drive(world.bot)

    came = machine.by("year")

    assert [one.at.month for one in came] == [2, 5, 8, 11]


def test_what_is_overdue_comes_as_soon_as_the_clock_is_moved_at_all(world: World) -> None:
    machine = world.slack.machine
    assert machine is not None
    for name in ("ben", "ana"):
        tells(world, world.who(name), manager_since(date(2024, 11, 28)))
    world.clock.advance(timedelta(days=8, hours=4))
    machine.drive(world.bot)
    then = world.clock.now()

    came = machine.by("hour")

    assert len(came) == 2
    assert all(float(one.ts) < then.timestamp() + 10 for one in came)


def test_what_was_called_off_is_not_ahead(world: World, machine: TimeMachine) -> None:
    machine.by("next")
    ben = world.who("ben")
    nudge = ben.with_button("Remind me in 3 months")
    ben.clicks("Remind me in 3 months")
    assert [one.what for one in machine.coming(BEN)] == ["What you wanted to be reminded of", *FIVE]
    ben.presses_old(nudge, "Don't nudge me about this")
    assert [one.what for one in machine.coming(BEN)] == FIVE


def test_the_screens_show_what_is_new_as_unread(world: World, machine: TimeMachine) -> None:
    world.slack.act.read(BEN)
    machine.by("next")
    (conversation,) = [one for one in world.slack.screen(BEN)["conversations"] if one["kind"] == "im"]
    assert conversation["unread"] == 1


def test_a_move_can_be_stopped_and_stays_where_it_is(world: World, machine: TimeMachine) -> None:
    stopped: list[bool] = []

    def watch(_users: set[str]) -> None:
        if nudges(world.who("ben")) and machine.move is not None:
            machine.stop()
            stopped.append(True)

    world.slack._workspace.watchers.append(watch)
    came = machine.by("year")
    assert stopped
    assert [one.user for one in came] == [BEN]
    assert world.clock.now().date() == date(2026, 11, 30)
    assert machine.move is None
    world.slack._workspace.watchers.remove(watch)
    assert [one.user for one in machine.by("month")] == [CHIARA]


def test_where_nothing_is_ahead_the_clock_stays_and_says_so(world: World) -> None:
    machine = world.slack.machine
    assert machine is not None
    machine.drive(world.bot)
    with pytest.raises(Refused, match="nothing_ahead"):
        machine.by("next")
    assert world.clock.now() == MONDAY


@pytest.mark.parametrize(
    ("to", "error"),
    [(MONDAY - timedelta(seconds=1), "backwards"), (MONDAY + timedelta(days=60 * 366), "too_far")],
)
def test_only_forward_and_not_beyond_a_career(world: World, to: datetime, error: str) -> None:
    machine = world.slack.machine
    assert machine is not None
    with pytest.raises(Refused, match=error):
        machine.to(to)
    assert world.clock.now() == MONDAY


def test_one_move_at_a_time(world: World, machine: TimeMachine) -> None:
    refused: list[str] = []

    def watch(_users: set[str]) -> None:
        if machine.move is not None and not refused:
            try:
                machine.by("day")
            except Refused as error:
                refused.append(str(error))

    world.slack._workspace.watchers.append(watch)
    machine.by("week")
    assert refused == ["already_moving"]


def test_months_end_where_the_calendar_ends_them() -> None:
    assert STEPS["month"](datetime(2027, 1, 31, 9, tzinfo=UTC)) == datetime(2027, 2, 28, 9, tzinfo=UTC)
    assert STEPS["year"](datetime(2028, 2, 29, 9, tzinfo=UTC)) == datetime(2029, 2, 28, 9, tzinfo=UTC)


def test_over_http_it_is_shown_and_moved(world: World, machine: TimeMachine, http: urllib3.PoolManager) -> None:
    def shown(person: str = "") -> Json:
        found: Json = http.request("GET", f"{world.slack.url}/play/clock?person={person}").json()
        return found

    def post(path: str, body: object) -> Json:
        found: Json = http.request("POST", world.slack.url + path, json=body).json()
        return found

    before = shown(BEN)
    assert (before["can_move"], before["moving"], before["arrived"]) == (True, None, [])
    assert {"id": "U0DEV0001", "tz": "Asia/Kolkata", "unread": 0} in before["people"]
    assert [one["what"] for one in before["next"]] == ["A nudge: two years away from hands-on work"]
    assert before["others"]["people"] == 1
    moved = post("/play/clock", {"by": "next"})
    assert moved["ok"]
    assert [one["user"] for one in moved["arrived"]] == [BEN]
    assert shown()["arrived"] == moved["arrived"]
    assert post("/play/clock", {"to": "2027-01-01T00:00:00Z"})["now"].startswith("2027-01-01T00:00")
    assert post("/play/clock", {"to": "2026-01-01T00:00:00Z"}) == {"ok": False, "error": "backwards"}
    assert post("/play/clock", {"by": "century"}) == {"ok": False, "error": "unknown_step"}
    assert post("/play/clock", {"by": 5})["error"] == "invalid_arguments"
    assert post("/play/clock", {"to": "2027-01-01T00:00:00"})["error"] == "invalid_arguments"
    machine.move = Move(world.clock.now(), world.clock.now() + timedelta(days=4), "to")
    world.clock.advance(timedelta(days=1))
    assert shown()["moving"]["share"] == 0.25
    assert post("/play/clock/stop", {}) == {"ok": True}
    assert machine.move.stopping


def test_what_is_ahead_of_somebody_is_shown_to_nobody_else(
    world: World, machine: TimeMachine, http: urllib3.PoolManager
) -> None:
    seen = http.request("GET", f"{world.slack.url}/play/clock?person={ANA}").json()
    assert seen["next"] == []
    assert seen["others"]["people"] == 2
    assert "years" not in json.dumps(seen)


def test_a_clock_that_cannot_be_moved_says_so(http: urllib3.PoolManager) -> None:
    slack = SimulatedSlack(SystemClock())
    slack.start()
    try:
        assert http.request("GET", slack.url + "/play/clock").json()["can_move"] is False
        answer = http.request("POST", slack.url + "/play/clock", json={"by": "day"})
        assert (answer.status, answer.json()) == (404, {"ok": False, "error": "not_movable"})
    finally:
        slack.stop()


def test_without_a_bot_the_clock_moves_all_the_same(clock: ManualClock, slack: SimulatedSlack) -> None:
    assert slack.machine is not None
    before = clock.now()
    assert slack.machine.by("week") == []
    assert clock.now() - before == timedelta(weeks=1)
