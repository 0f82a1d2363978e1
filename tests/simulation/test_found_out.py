"""A few broken bots, each found out within a few companies' lives: nothing of the kind goes unnoticed."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from advice import cadence, milestones, pendulum
from advice.cadence import Errand, Rules, Wishes
from advice.career import Path
from advice.milestone_entries import Milestone
from advice.milestones import Known
from bot import jobs
from bot.features.nudge import gate
from bot.runtime.errors import SlackBusy, SlackUnsure
from bot.runtime.posted import Posted
from bot.store import crossings
from bot.store import people as members
from tests.simulation import machine
from tests.simulation.door import LyingDoor
from tests.simulation.faults import AT_THE_DOOR, Faults
from tests.simulation.life import Life
from tests.simulation.model import ON, Step, months_after
from tests.simulation.people import career, coming
from tests.simulation.run import Failure, live

SEEDS = range(1, 13)
QUIET = 8  # a life in which nothing goes wrong


def test_a_bot_that_sends_again_what_may_have_arrived(monkeypatch: pytest.MonkeyPatch) -> None:
    post = LyingDoor.post

    def insists(door: LyingDoor, *args: Any, **given: Any) -> Posted:
        try:
            return post(door, *args, **given)
        except SlackUnsure:
            return post(door, *args, **given)

    monkeypatch.setattr(LyingDoor, "post", insists)
    often(monkeypatch, "taken, then dropped")
    found_out("was delivered twice")


def test_a_planner_that_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "plan", lambda services, workspace: None)
    found_out("is nowhere for")


def test_a_bot_that_takes_a_nudge_for_sent_that_slack_did_not_take(monkeypatch: pytest.MonkeyPatch) -> None:
    post = LyingDoor.post

    def believes(door: LyingDoor, channel: str, *args: Any, **given: Any) -> Posted:
        try:
            return post(door, channel, *args, **given)
        except SlackBusy:
            return Posted(channel, "1.0")

    monkeypatch.setattr(LyingDoor, "post", believes)
    often(monkeypatch, "429")
    found_out("is told and was delivered 0 times")


def test_a_bot_that_works_at_night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "HOURS", (0, 24))
    found_out("outside the hours")


def test_a_bot_that_writes_twice_in_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    def arrives(life: Life, user: str) -> None:
        """Come with two years near, and be paused until three years are near as well."""
        life.meets(user)
        someone, now = life.company.people[user], life.company.now
        since = someone.today(now) - timedelta(days=720)
        life.fills_in(user, "path.new", Step(since - timedelta(days=1500), "engineer"))
        life.fills_in(user, "path.changed", Step(since, "manager"))
        life.sets(user, milestones=["two-years", "three-years"], hold=["paused"])
        for milestone in ON:
            someone.switches(milestone, milestone in ("two-years", "three-years"), now)
        someone.paused = True
        life.later(user, months_after(since, 36) - someone.today(now) - timedelta(days=4), life.goes_on)

    monkeypatch.setattr(Life, "_arrives", arrives)
    live(QUIET)
    monkeypatch.setattr(cadence, "BETWEEN_UNASKED", timedelta(0))
    found_out("within seven days", QUIET)


def test_a_bot_that_leaves_nobody_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    def at_once(now: datetime, rules: Rules, errand: Errand) -> datetime | None:
        return cadence.next_allowed(now, replace(rules, wishes=Wishes(zone=rules.wishes.zone)), errand)

    monkeypatch.setattr(gate, "next_allowed", at_once)
    found_out("paused|snoozed|days off")


def test_a_bot_that_tells_what_nobody_wants_to_hear(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_of_them(known: Sequence[Milestone], _choices: Mapping[str, bool]) -> list[Milestone]:
        return list(known)

    for module in [one for name, one in sys.modules.items() if name.startswith("bot.") and hasattr(one, "wanted")]:
        monkeypatch.setattr(module, "wanted", all_of_them)
    found_out("was told of .* it is (None|Must.OVER)")


def test_a_bot_that_forgets_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Life, "changes_role", Life.is_erased)
    monkeypatch.setattr(coming, "forget", lambda *of: None)
    found_out("is not here any more and was written to")


def test_a_bot_that_writes_to_whoever_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    change = members.change

    def stays(connection: Any, person: Any, **facts: Any) -> None:
        change(connection, person, **{**facts, "active": True})

    monkeypatch.setattr(Life, "changes_role", Life.leaves)
    monkeypatch.setattr(members, "change", stays)
    found_out("has left and was to be written to")


def test_a_bot_to_which_a_promotion_is_another_time_away(monkeypatch: pytest.MonkeyPatch) -> None:
    away, known_late = pendulum.away, milestones.known_late

    def named_by_the_role(path: Path) -> pendulum.Clock | None:
        clock, now = away(path), path.current
        return replace(clock, swing=now.start.first) if clock and now else clock

    def late(
        path: Path, wanted: Iterable[Milestone], today: date, known: Collection[Known], before: Path | None
    ) -> Any:
        return [] if before and away(before) else known_late(path, wanted, today, known, before)

    monkeypatch.setattr(pendulum, "away", named_by_the_role)
    monkeypatch.setattr(milestones, "_matches", lambda path, reached, recorded: reached.swing == recorded)
    monkeypatch.setattr(crossings, "known_late", late)
    monkeypatch.setitem(career.NEXT_ROLE, "manager", ("director",))
    found_out("was told of .* it is None|is skipped .a higher one. and is Must.OWED")


def often(monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """Let this go wrong at the door, often, and nothing else."""
    alone = classmethod(lambda cls, seed: cls(Random(f"faults {seed}"), frozenset({fault})))
    monkeypatch.setattr(Faults, "of", alone)
    monkeypatch.setitem(AT_THE_DOOR, fault, 0.2)


def found_out(why: str, *first: int) -> None:
    """Some life shows what is wrong, and how to see it again."""
    with pytest.raises(Failure, match=f'(?s)({why}).*make simulate ARGS="--seed'):
        for seed in (*first, *SEEDS):
            live(seed)
