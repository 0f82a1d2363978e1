"""The bot as operators run it: started, stopped, started again, in the middle of conversations."""

from __future__ import annotations

import signal

import pytest

from tests.process.served import SOON, Served, Watcher, signalled
from tests.stories.steps import PILLARS

pytestmark = pytest.mark.process


def answers_pillar(somebody: Watcher, pillar: str, before: int, first: int = 1) -> None:
    strong, count = PILLARS[pillar]
    for number in range(first, count + 1):
        somebody.expects(f"{number} of {count}, {before + number} of 21")
        somebody.clicks(strong)


def test_a_whole_conversation_with_a_restart_in_the_middle(house: Served, ana: Watcher) -> None:
    ana.begins()
    answers_pillar(ana, "soft", 0)
    ana.expects("Soft skills: done")
    ana.clicks("Go on")
    for number in (10, 11, 12):
        ana.expects(f"{number} of 21")
        ana.clicks("I can get it")
    ana.expects("13 of 21")

    house.restarts()

    answers_pillar(ana, "experience", 9, first=4)
    ana.expects("Experience: done")
    ana.clicks("Go on")
    answers_pillar(ana, "technical", 16)
    ana.expects("Your result")
    given = house.rows("SELECT question, choice FROM answers ORDER BY id")
    assert len(given) == len(dict(given)) == 21
    said = [line for line in ana.in_thread() if "of 21" in line]
    assert not said, "every question is folded"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_is_quick_and_leaves_nothing_half_sent(house: Served, ana: Watcher, how: signal.Signals) -> None:
    ana.begins()
    ana.clicks("Yes")

    assert house.run.stops(how, seconds=5) == 0

    assert house.rows("SELECT * FROM outbox WHERE state = 'sending'") == []
    assert "Traceback" not in house.run.err
    house.starts()
    ana.expects("2 of 21")


def is_written_down(house: Served) -> None:
    """Wait until the bot has said that it serves, which it does once it is connected."""
    run = house.run
    assert run
    house.awaits(lambda: (run.process.pid,) in house.rows("SELECT pid FROM processes"), f"it serves: {run.err}")


def test_whoever_was_killed_does_not_count_as_running_and_whoever_stopped_leaves_nothing(house: Served) -> None:
    is_written_down(house)
    assert house.runs("health").ends() == 0
    house.run.stops(signal.SIGKILL)
    asked = house.runs("health")
    assert asked.ends() == 1
    assert "No bot runs on this machine now. One ended by force" in asked.err
    examined = house.runs("doctor")
    examined.ends()
    assert "No bot runs now. One ended by force" in examined.out

    house.starts()
    is_written_down(house)
    assert house.runs("health").ends() == 0
    assert len(house.rows("SELECT id FROM processes")) == 1
    house.stops()
    assert house.rows("SELECT id FROM processes") == []


@pytest.mark.parametrize("how", ["click", "event"])
@pytest.mark.parametrize("point", ["taken:before:1", "ack:before:1"])
def test_what_is_being_handled_when_the_stop_comes_is_finished_and_acknowledged(
    house: Served, ana: Watcher, how: str, point: str
) -> None:
    ana.begins()
    question = ana.expects("1 of 21")
    house.stops()
    house.starts(module=signalled(f"{point}:TERM"))  # it stops while its listener is between two steps

    if how == "click":
        assert house.slack.act.click(ana.id, channel=question["channel"], ts=question["ts"], label="Yes") == {
            "ok": True
        }
    else:
        house.slack.act.message(ana.id, "yes", thread_ts=ana.thread_ts())

    assert house.run.ends() == 0, house.run.err
    assert house.rows("SELECT choice FROM answers") == [("yes",)]
    house.starts()
    ana.expects("2 of 21")
    house.settles()
    assert house.rows("SELECT choice FROM answers") == [("yes",)]


def test_a_second_bot_on_the_same_file_is_refused_while_the_first_goes_on(house: Served, ana: Watcher) -> None:
    ana.begins()

    second = house.runs("run")

    assert second.ends() == 1
    assert second.err.strip() == "Another careercheck is running on this database file. Stop it first."
    ana.clicks("Yes")
    ana.expects("2 of 21")


def test_the_other_commands_work_beside_a_running_bot(house: Served, ana: Watcher) -> None:
    ana.begins()
    ana.clicks("Yes")
    ana.expects("2 of 21")

    commands = [("person", "export", "T0DEMO001", ana.id), ("content", "check"), ("preview",)]
    runs = [house.runs(*command) for command in commands]

    for command, run in zip(commands, runs, strict=True):
        assert run.ends(2 * SOON) == 0, (command, run.err)
    assert '"choice": "yes"' in runs[0].out
    ana.clicks("Yes")
    ana.expects("3 of 21")
