"""`kill -9` between any two steps: what Slack heard as received is kept, and the thread goes on where it was."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.kit import A_MOMENT, Json, button, words
from tests.process.served import Served, Watcher, signalled

pytestmark = pytest.mark.process

# How far into a run it is killed: the first steps are its start, then come those of a click.
# CAREERCHECK_CRASH_POINTS=9 goes further, and takes longer.
MORE = int(os.environ.get("CAREERCHECK_CRASH_POINTS", "0"))
UP_TO = {"commit": 4, "call": 3, "ack": 2}
STRETCH = 4, 2  # so many kills in one conversation, early ones and later ones: a pillar has nine questions


def stretches() -> Iterator[tuple[str, range]]:
    """Yield (point, the k-th times it is passed) for each conversation."""
    few, fewer = STRETCH
    for what, up_to in UP_TO.items():
        last = MORE or up_to
        starts = [1, *range(1 + few, last + 1, fewer)]
        for moment in ("before", "after"):
            yield from (
                (f"{what}:{moment}", range(k, min(last, k + (few if k == 1 else fewer) - 1) + 1)) for k in starts
            )


NUMBER = re.compile(r"(\d+) of 21")


def asked(somebody: Watcher) -> list[Json]:
    """The cards of questions that stand in the thread with their answer buttons."""
    return [message for message in somebody.messages() if button(message, "Skip")]


def folded(somebody: Watcher) -> list[Json]:
    """The answered questions, each in its line."""
    return [message for message in somebody.messages() if button(message, "Change")]


def number(card: Json) -> int:
    found = NUMBER.search(words(card))
    assert found
    return int(found[1])


def newest(somebody: Watcher) -> int:
    """The number of the question that was asked last; 0 while none is open."""
    return max((number(card) for card in asked(somebody)), default=0)


def answered(house: Served) -> list[str]:
    return [row[0] for row in house.rows("SELECT question FROM answers ORDER BY id")]


def answer_until_it_dies(house: Served, ana: Watcher) -> int:
    """Click on the newest question again and again; returns how many clicks Slack heard as received."""
    heard = 0
    while not house.run.ended:
        cards = asked(ana)
        if not cards:  # folded already, and the next is on its way, or will be once the bot is up again
            house.wait_a_little(lambda: bool(asked(ana)))
            continue
        card = cards[-1]
        house.clock.advance(A_MOMENT)
        outcome = house.slack.act.click(ana.id, channel=card["channel"], ts=card["ts"], label="Yes")
        heard += bool(outcome["ok"])
        while outcome["ok"] and not house.run.ended and newest(ana) <= number(card):
            house.wait_a_little(lambda: newest(ana) > number(card))  # noqa: B023
    assert house.run.ends() == -signal.SIGKILL, house.run.err
    return heard


def time_passes(house: Served) -> None:
    """Stop, let what stands by fall due, and start again."""
    house.stops()
    with closing(sqlite3.connect(house.file)) as connection, connection:
        connection.execute("UPDATE outbox SET due_at = created_at WHERE state = 'due'")
    house.starts()


@pytest.mark.parametrize(("point", "times"), [*stretches()])
def test_killed_between_two_steps(house: Served, ana: Watcher, point: str, times: range) -> None:
    ana.begins()
    heard = 0

    for k in times:
        house.stops()
        house.starts(module=signalled(f"{point}:{k}:KILL"))
        heard += answer_until_it_dies(house, ana)
        assert len(answered(house)) >= heard, "an answer that Slack heard as received is lost"
        house.starts()
        upcoming = len(answered(house)) + 1
        house.awaits(lambda: newest(ana) == upcoming, f"question {upcoming} after a kill at {point}:{k}")  # noqa: B023

    given = answered(house)
    assert len(given) == len(set(given)) <= heard + len(times)
    shown = Counter(number(card) for card in asked(ana))
    assert max(shown.values()) <= 2, "at most a duplicate"
    time_passes(house)
    # Of a card that came twice the bot knows one; the other stays as it is, and works as well.
    house.awaits(lambda: len(folded(ana)) == len(given), "answered cards fold")
