"""A whole check with `careercheck run`, either way in and on both databases, under every trouble button in turn.

Each bot goes through all of them in one conversation: a start costs more than a button.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url

from bot.runtime.clock import SystemClock
from tests.kit import A_MOMENT, Json, button, words
from tests.process.served import SOON, Served, Watcher
from tests.process.served_http import ServedOverHttp

pytestmark = [pytest.mark.process, pytest.mark.storage]

WAYS_IN = {"socket": Served, "http": ServedOverHttp}
PILLARS_END, LAST = (9, 16), 21
EXPECTED = ("lifecycle.shut_out", "library.trouble")  # said of revoked tokens, and of a line that was cut
HURRIED = ("-m", "tests.process.hurried")


@pytest.fixture(params=WAYS_IN)
def house(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> Iterator[Served]:
    """A workspace whose bot runs as a process of its own, on either database."""
    with closing(WAYS_IN[request.param](tmp_path, CAREERCHECK_DATABASE=database_url)) as made:
        made.starts(module=HURRIED)
        yield made


def look(house: Served, query: str) -> list[Any]:
    engine = create_engine(make_url(house.environ["CAREERCHECK_DATABASE"]))
    with closing(engine.connect()) as connection:
        found = list(connection.exec_driver_sql(query))
    engine.dispose()
    return found


def cards(somebody: Watcher, number: int) -> list[Json]:
    """The messages that ask this question."""
    return [one for one in somebody.messages() if f"{number} of 21" in words(one) and "Skip" in words(one)]


class Conversation:
    """Goes from question to question, each under another trouble."""

    def __init__(self, house: Served, somebody: Watcher) -> None:
        self.house, self.somebody, self.number = house, somebody, 1

    def clicks(self) -> Json:
        """Press "Yes" under the question, without waiting for the bot to go on."""
        self.house.clock.advance(A_MOMENT)
        card = cards(self.somebody, self.number)[-1]
        return self.house.slack.act.click(self.somebody.id, channel=card["channel"], ts=card["ts"], label="Yes")

    def writes(self) -> None:
        """Answer in words, without waiting for the bot to go on."""
        self.house.clock.advance(A_MOMENT)
        self.house.slack.act.message(self.somebody.id, "yes", thread_ts=self.somebody.thread_ts())

    def goes_on(self) -> None:
        """Let time pass until the next question is asked: once, and every answer is kept once."""
        self.number += 1
        clock = SystemClock()
        end = clock.monotonic() + SOON
        while not cards(self.somebody, self.number):
            assert clock.monotonic() < end, f"question {self.number} never came:\n{self.house.run.err}"
            self.house.clock.advance(A_MOMENT)
            self.house.wait_a_little(lambda: cards(self.somebody, self.number))
        self.house.settles()
        assert len(cards(self.somebody, self.number)) == 1
        assert len(look(self.house, "SELECT question FROM answers")) == self.number - 1


def clicks_in_vain(house: Served, talk: Conversation) -> Json:
    """Press a button whose acknowledgement is lost."""
    heard: list[Json] = []
    pressing = Thread(target=lambda: heard.append(talk.clicks()))
    pressing.start()
    house.awaits(lambda: cards(talk.somebody, talk.number + 1), "the bot goes on")
    house.clock.advance(timedelta(seconds=4))
    pressing.join(SOON)
    return heard[0]


def refusals(house: Served, code: str) -> list[Any]:
    return [call for call in house.slack.calls if call.response.get("error") == code]


def test_a_whole_check_survives_every_trouble_button(house: Served, ana: Watcher) -> None:
    ana.begins()
    talk = Conversation(house, ana)
    faults, act = house.slack.faults, house.slack.act

    faults.duplicate_events(2)
    talk.writes()
    talk.goes_on()
    faults.duplicate_events(1)

    talk.writes()
    talk.goes_on()
    faults.redeliver()
    faults.redeliver(2)
    house.settles()

    faults.slow(1)
    assert talk.clicks() == {"ok": True}
    talk.goes_on()
    faults.slow(0)

    faults.refuse("*", retry_after=1, times=None)
    assert talk.clicks() == {"ok": True}
    house.awaits(lambda: refusals(house, "ratelimited"), "the bot is asked to wait")
    faults.relent("*")
    talk.goes_on()

    faults.hold_acks()
    assert clicks_in_vain(house, talk) == {"ok": False, "error": "timeout"}
    faults.release_acks()
    talk.goes_on()

    faults.drop_socket(abruptly=True)
    talk.writes()
    talk.goes_on()

    act.revokes()
    house.settles()
    assert talk.clicks() == {"ok": True}
    house.awaits(lambda: refusals(house, "token_revoked"), "the bot asks whether it is let in again")
    assert cards(ana, talk.number + 1) == []
    act.installs()
    talk.goes_on()

    finishes(talk)
    faults.expire_triggers()
    ana.clicks("Pick a next step")
    house.awaits(lambda: refusals(house, "expired_trigger_id"), "the form is asked for too late")
    assert ana.modal() is None
    faults.expire_triggers(on=False)
    ana.clicks("Pick a next step")
    house.awaits(ana.modal, "a form opens")

    run = house.run
    house.stops()
    assert run is not None
    assert [line for line in run.err.splitlines() if not line.startswith('{"')] == []  # a line each, no traceback
    errors = [line for line in run.err.splitlines() if '"level": "error"' in line]
    assert [line for line in errors if not any(event in line for event in EXPECTED)] == []


def finishes(talk: Conversation) -> None:
    """Answer what is left of the whole check."""
    for _ in range(talk.number, LAST):
        asked = cards(talk.somebody, talk.number)[-1]["ts"]
        talk.writes()
        if talk.number in PILLARS_END:
            ends = talk.house.awaits(partial(goes_on_after, talk.somebody, asked), "the end of a pillar")
            talk.somebody.clicks("Go on", on=ends)
        talk.goes_on()
    talk.writes()
    talk.somebody.expects("Your result")
    assert len(look(talk.house, "SELECT question FROM answers")) == LAST


def goes_on_after(somebody: Watcher, ts: str) -> Json | None:
    """The message that ends a pillar, if it came after this one."""
    return next((one for one in somebody.messages() if one["ts"] > ts and button(one, "Go on")), None)
