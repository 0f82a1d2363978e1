"""`careercheck run` behind an address: a whole check in signed requests, and what a stop, a kill and a repeat do."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3

from tests.kit import A_MOMENT
from tests.kit_http import SECRET
from tests.process.served import Watcher, signalled
from tests.process.served_http import ServedOverHttp

pytestmark = pytest.mark.process


@pytest.fixture
def house(tmp_path: Path) -> Iterator[ServedOverHttp]:
    """A workspace whose bot listens, as a process of its own."""
    made = ServedOverHttp(tmp_path)
    try:
        made.starts()
        yield made
    finally:
        made.close()


def choices(house: ServedOverHttp) -> list[str]:
    return [row[0] for row in house.rows("SELECT choice FROM answers ORDER BY id")]


def test_a_whole_check_over_http(house: ServedOverHttp, ana: Watcher) -> None:
    house.slack.faults.duplicate_events(2)  # each twice, the second marked as brought again
    ana.begins()
    number = 0
    for questions, label in ((9, "Yes"), (7, "I can get it"), (5, "Not yet")):
        for _ in range(questions):
            number += 1
            ana.expects(f"{number} of 21")
            house.clock.advance(A_MOMENT)
            if number % 3:
                ana.clicks(label)
            else:
                ana.writes("yes")
        if number < 21:
            ana.expects("Go on")
            ana.clicks("Go on")
    ana.expects("Your result")
    ana.clicks("Pick a next step")
    house.awaits(ana.modal, "a form opens")
    ana.submits(own="ask for feedback")
    house.settles()

    assert len(choices(house)) == 21
    assert len(house.rows("SELECT * FROM steps")) == 1
    house.slack.act.home(ana.id)
    house.awaits(lambda: "Your next steps" in str(ana.home()), "Home knows of it")
    assert urllib3.request("GET", house.address + "/readyz").status == 200
    assert house.called("apps.connections.open") == 0
    run = house.run
    house.stops()
    assert run is not None
    assert '"level": "error"' not in run.err


@pytest.mark.parametrize("point", ["taken:before:1", "answer:before:1"])
def test_what_is_being_handled_when_the_stop_comes_is_finished_and_answered(
    house: ServedOverHttp, ana: Watcher, point: str
) -> None:
    ana.begins()
    question = ana.expects("1 of 21")
    house.stops()
    house.starts(module=signalled(f"{point}:TERM"))  # it stops while its listener is between two steps

    clicked = house.slack.act.click(ana.id, channel=question["channel"], ts=question["ts"], label="Yes")

    assert clicked == {"ok": True}

    assert house.run is not None
    assert house.run.ends() == 0
    assert "Traceback" not in house.run.err
    assert choices(house) == ["yes"]
    assert house.rows("SELECT * FROM outbox WHERE state = 'sending'") == []
    house.starts()
    ana.expects("2 of 21")


@pytest.mark.parametrize("point", ["taken:before:1", "taken:after:1", "answer:before:1"])
def test_an_event_that_a_kill_left_unanswered_comes_again_and_counts_once(
    house: ServedOverHttp, ana: Watcher, point: str
) -> None:
    ana.begins()
    house.stops()
    house.starts(module=signalled(f"{point}:KILL"))

    house.slack.act.message(ana.id, "not yet", thread_ts=ana.thread_ts())
    assert house.run is not None
    assert house.run.ends() == -signal.SIGKILL
    house.starts()
    house.clock.advance(house.redelivery)

    ana.expects("2 of 21")
    house.settles()
    assert choices(house) == ["not_yet"]


def test_what_is_said_while_nobody_listens_is_heard_after_the_start(house: ServedOverHttp, ana: Watcher) -> None:
    ana.begins()
    house.stops()
    house.slack.act.message(ana.id, "yes", thread_ts=ana.thread_ts())
    card = ana.expects("1 of 21")
    lost = house.slack.act.click(ana.id, channel=card["channel"], ts=card["ts"], label="Not yet")
    assert not lost["ok"]

    house.starts()
    house.clock.advance(house.redelivery)

    ana.expects("2 of 21")
    assert choices(house) == ["yes"]


def test_an_address_that_is_taken_is_said_in_a_sentence(house: ServedOverHttp) -> None:
    taken = house.address.removeprefix("http://")
    second = house.runs("run", CAREERCHECK_LISTEN=taken, CAREERCHECK_DATABASE=f"sqlite:///{house.folder / 'other.db'}")

    assert second.ends() == 1
    said = second.err.strip().splitlines()[-1]
    assert said.startswith(f"Nothing can be heard at {taken} (Address already in use).")
    assert "CAREERCHECK_LISTEN" in said
    assert "Traceback" not in second.err
    assert SECRET not in second.err


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_is_quick_while_connections_are_open(house: ServedOverHttp, how: signal.Signals) -> None:
    http = urllib3.PoolManager()
    assert http.request("GET", house.address + "/healthz").data == b"alive\n"

    assert house.run is not None
    assert house.run.stops(how, seconds=5) == 0

    assert "Traceback" not in house.run.err
    http.clear()
