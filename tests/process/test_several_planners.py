"""Several bots on one PostgreSQL find the same people due: each is told once, at the pace of one."""

from __future__ import annotations

import os
import signal
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.kit import Somebody, World, words
from tests.kit_storage import on_postgresql
from tests.process.served import SOON
from tests.process.test_killed_nudging import begins
from tests.process.test_several_bots import Two, in_one_moment, two
from tests.stories.nudges import manager_since, nudges, sent, states, tells, ticks

__all__ = ["two"]

pytestmark = [pytest.mark.process, pytest.mark.storage, on_postgresql]

DAY = date(2024, 11, 25)
MORNING = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)  # wherever the people are
LEASE = timedelta(seconds=60)
NAMES = ("ana", "ben", "chiara", "dev", "nia")


def test_two_that_look_at_once_tell_each_person_once(two: Two) -> None:
    people = [two.who(name) for name in NAMES]
    for person in people:
        tells(two, person, manager_since(DAY))
    two.passes(seconds=(MORNING - two.clock.now()).total_seconds())

    for _ in range(len(people) + 1):
        in_one_moment([lambda bot=bot: bot.ticker.run("plan") for bot in (two.bot, two.second)] * 2)
        two.settles()
        assert sum(len(nudges(person)) for person in people) <= 1 + (two.clock.now() - MORNING) // timedelta(seconds=2)
        two.passes(seconds=2)

    assert [len(nudges(person)) for person in people] == [1] * len(people)
    assert [state for _, state in sent(two)] == ["sent"] * len(people)
    assert [state for _, state, _ in states(two)] == ["told"] * len(people)


def test_a_sender_that_froze_beyond_its_lease_says_it_late_and_nobody_says_it_again(world: World) -> None:
    ben = world.who("ben")
    tells(world, ben, manager_since(DAY))
    frozen = begins(world, MORNING, "call:before:1:STOP")
    try:
        pid, status = os.waitpid(frozen.pid, os.WUNTRACED)
        assert (pid, os.WIFSTOPPED(status)) == (frozen.pid, True), "it holds the message, and says nothing"
        world.passes(seconds=(MORNING + LEASE - world.clock.now()).total_seconds() + 1)
        world.bot.ticker.run("recover")
        ticks(world)
        assert [row[1] for row in sent(world)] == [row[1] for row in states(world)] == ["unknown"]
        assert nudges(ben) == []

        frozen.send_signal(signal.SIGCONT)
        assert frozen.wait(4 * SOON) == 0
    finally:
        frozen.kill()
    assert len(nudges(ben)) == 1
    assert [row[1] for row in sent(world)] == [row[1] for row in states(world)] == ["unknown"]
    says_so(ben)


def says_so(person: Somebody) -> None:
    person.writes("hello", thread=False)
    assert any("I meant to write to you" in words(message) for message in person.messages())
