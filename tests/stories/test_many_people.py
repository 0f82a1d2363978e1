"""Forty people answer at once, against Slack's rate limits: nobody waits for anybody's folds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.playground import actor
from bot.playground.cast import Cast, Person, Room, demo_cast
from bot.store.engine import Patience
from tests.kit import LOST, Somebody, World, words

MANY = 40
STEP = 0.1  # seconds
UPDATES_A_MINUTE = 40


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A workspace of forty people, each in front of their first question, a good while after they began."""
    # How long a click waits for the others' commits is real time, and on a machine with much else to do they take long.
    monkeypatch.setattr(Patience.LISTENER, "_value_", Patience.WORKER.value * 6)
    monkeypatch.setattr(actor, "REAL_PATIENCE", LOST)
    world = World(tmp_path, a_cast_of(MANY))
    try:
        world.starts()
        for somebody in everybody(world):
            world.slack.act.command(somebody.id, "/careercheck")
        world.settles()
        world.passes(minutes=2)
        for somebody in everybody(world):
            parent = somebody.with_button("I agree, start")
            world.slack.act.click(somebody.id, channel=parent["channel"], ts=parent["ts"], label="I agree, start")
        world.settles()
        for _ in range(3):
            world.passes(minutes=1)
        yield world
    finally:
        world.close()


def a_cast_of(many: int) -> Cast:
    people = tuple(Person(f"U{n:08}", f"p{n}", f"Person {n}") for n in range(many))
    return replace(demo_cast(), people=people, rooms=(Room("C0GENERAL", "general", tuple(p.id for p in people)),))


def everybody(world: World) -> list[Somebody]:
    return [Somebody(world, person.id) for person in world.slack.cast.people]


def all_at_once(world: World, act: Callable[[Somebody], object]) -> list[float]:
    """Let everybody act at the same instant; returns how long each waited for their next message, in seconds.

    The clock goes on only when nobody has anything left to do before: how long a machine takes for it is not counted.
    """
    began, before = world.clock.now(), len(world.slack.calls)
    with ThreadPoolExecutor(MANY) as hands:
        acts = [hands.submit(act, somebody) for somebody in everybody(world)]
        wait(acts)
    world.settles()
    while len(arrivals(world, before)) < MANY:
        world.passes(seconds=STEP)
        assert world.clock.now() - began < timedelta(minutes=1), "somebody was forgotten"
    for one in acts:
        assert one.result()["ok"]
    return sorted((at - began).total_seconds() for at in arrivals(world, before).values())


def arrivals(world: World, before: int) -> dict[str, datetime]:
    """When the first message came to each conversation."""
    first: dict[str, datetime] = {}
    for call in world.slack.calls[before:]:
        if call.method == "chat.postMessage" and call.response["ok"]:
            first.setdefault(call.args["channel"], call.at)
    return first


def p95(waits: Sequence[float]) -> float:
    return waits[int(len(waits) * 0.95) - 1]


def most_in_a_minute(moments: Sequence[datetime]) -> int:
    return max((sum(start <= at < start + timedelta(minutes=1) for at in moments) for start in moments), default=0)


def called(world: World, method: str) -> list[datetime]:
    return [call.at for call in world.slack.calls if call.method == method]


def clicks_yes(somebody: Somebody) -> object:
    card = somebody.with_button("Yes")
    return somebody._act.click(somebody.id, channel=card["channel"], ts=card["ts"], label="Yes")


def types_yes(somebody: Somebody) -> object:
    return somebody._act.message(somebody.id, "yes", thread_ts=somebody.thread_ts())


def test_forty_people_click_at_once(office: World) -> None:
    updates = len(called(office, "chat.update"))
    for number in (2, 3, 4):
        waits = all_at_once(office, clicks_yes)
        assert p95(waits) < 2, waits
        office.settles()
        office.passes(seconds=5)
        for somebody in everybody(office):
            assert f"{number} of 21" in words(somebody.with_button("Yes"))

    assert len(called(office, "chat.update")) == updates, "a click is folded through its own address"
    assert len(called(office, "respond")) >= 3 * MANY
    assert not refused(office)


def test_forty_people_type_at_once_and_the_folds_take_their_time(office: World) -> None:
    for number in (2, 3, 4):
        waits = all_at_once(office, types_yes)
        assert p95(waits) < 2, waits
        office.settles()
        office.passes(seconds=5)
        for somebody in everybody(office):
            assert f"{number} of 21" in words(somebody.with_button("Yes"))
    for _ in range(240):
        office.passes(seconds=1)

    assert most_in_a_minute(called(office, "chat.update")) <= UPDATES_A_MINUTE
    for somebody in everybody(office):
        assert sum("Skip" in said and "of 21" in said for said in somebody.in_thread()) == 1, "all others are folded"
    assert not refused(office)


def refused(world: World) -> list[str]:
    return [f"{call.method}: {call.response}" for call in world.slack.calls if not call.response["ok"]]
