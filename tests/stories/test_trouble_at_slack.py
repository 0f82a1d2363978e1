"""What the trouble buttons do, with the real bot in front: it survives, loses nothing and says nothing twice."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from threading import Semaphore, Thread

import pytest

from bot.runtime import logs
from tests.kit import LOST, Json, Somebody, World, words
from tests.stories.steps import begins, finishes_everything


def answers(world: World) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in world.rows("SELECT question, choice FROM answers ORDER BY id")]


def open_questions(somebody: Somebody, number: int) -> int:
    """How many messages ask the question with this number."""
    return sum(
        f"{number} of 21" in words(m) and any(b.get("elements") for b in m["blocks"]) for m in somebody.messages()
    )


def acts(world: World, somebody: Somebody, label: str) -> Json:
    """Press a button without waiting for what the bot makes of it."""
    message = somebody.with_button(label)
    return world.slack.act.click(somebody.id, channel=message["channel"], ts=message["ts"], label=label)


@pytest.mark.parametrize("copies", [1, 2])
def test_the_last_event_again(world: World, ana: Somebody, copies: int) -> None:
    begins(ana)
    ana.writes("yes")
    ana.sees("2 of 21")
    before = len(ana.messages())

    world.slack.faults.redeliver(copies)
    world.settles()

    assert answers(world) == [("S1", "yes")]
    assert len(ana.messages()) == before


def test_every_event_twice(world: World, ana: Somebody) -> None:
    world.slack.faults.duplicate_events(2)
    begins(ana)
    ana.writes("yes")
    ana.writes("partly")

    assert [choice for _, choice in answers(world)] == ["yes", "partly"]
    assert open_questions(ana, 3) == 1


def test_a_slow_slack_delays_messages_and_no_acknowledgement(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.faults.slow(2)

    assert acts(world, ana, "Yes") == {"ok": True}  # although no time has passed at all
    ana.does_not_see("2 of 21")
    comes(world, ana, "2 of 21")

    world.slack.faults.slow(0)
    world.settles()
    assert answers(world) == [("S1", "yes")]
    assert open_questions(ana, 2) == 1


def comes(world: World, somebody: Somebody, text: str) -> None:
    """Let time pass until something is there."""
    for _ in range(60):
        world.clock.advance(timedelta(seconds=2))
        try:
            world.slack.wait_for(lambda: any(text in words(m) for m in somebody.messages()), timeout=0.2)
        except TimeoutError:
            continue
        return
    somebody.sees(text)


def test_too_many_requests_hold_messages_back_and_lose_none(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.faults.refuse("*", retry_after=10, times=None)
    ana.clicks("Yes")
    ana.does_not_see("2 of 21")
    asked = len(world.slack.calls)
    world.passes(seconds=5)
    assert len(world.slack.calls) == asked, "the bot asked although it was told to wait"

    world.slack.faults.relent("*")
    world.passes(seconds=10)

    ana.sees("2 of 21")
    assert open_questions(ana, 2) == 1


def test_lost_acknowledgements(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.faults.hold_acks()
    outcome: list[Json] = []
    pressing = Thread(target=lambda: outcome.append(acts(world, ana, "Yes")))
    pressing.start()
    world.slack.wait_for(lambda: any("2 of 21" in words(m) for m in ana.messages()), why="the bot never went on")
    world.clock.advance(timedelta(seconds=4))
    pressing.join(LOST)
    assert outcome == [{"ok": False, "error": "timeout"}]

    world.slack.faults.release_acks()
    world.passes(minutes=6)

    assert answers(world) == [("S1", "yes")]
    assert open_questions(ana, 2) == 1
    ana.clicks("Yes")
    ana.sees("3 of 21")


def test_a_dropped_socket(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.faults.drop_socket(abruptly=True)
    world.slack.wait_for(lambda: not world.slack.connected, why="the line still stands")
    assert world.slack.act.command(ana.id, "/careercheck status")["error"] == "not_connected"
    world.slack.act.message(ana.id, "yes", thread_ts=ana.thread_ts())

    world.slack.wait_for(lambda: world.slack.connected, why="the bot never called again")
    world.settles()

    assert answers(world) == [("S1", "yes")]
    ana.clicks("Yes")
    ana.sees("3 of 21")


def test_triggers_that_are_over(world: World, ana: Somebody) -> None:
    begins(ana)
    finishes_everything(ana)
    world.slack.faults.expire_triggers()
    ana.clicks("Pick a next step")
    assert ana.modal() is None
    assert world.slack.calls[-1].response["error"] == "expired_trigger_id"

    world.slack.faults.expire_triggers(on=False)
    ana.clicks("Pick a next step")
    assert ana.modal()


@pytest.mark.parametrize("how", ["revokes", "uninstalls"])
def test_tokens_taken_away_and_given_back(world: World, ana: Somebody, how: str) -> None:
    begins(ana)
    getattr(world.slack.act, how)()
    world.settles()
    before = len(world.slack.calls)
    ana.clicks("Yes")
    world.passes(minutes=30)
    world.bot.ticker.run("ask again")
    world.settles()

    ana.does_not_see("2 of 21")
    tried = [call.method for call in world.slack.calls[before:] if call.method not in ("respond", "auth.test")]
    assert tried == []
    assert answers(world) == [("S1", "yes")]
    assert world.rows("SELECT count(*) FROM outbox WHERE state = 'due'")[0][0] >= 1

    world.slack.act.installs()
    world.bot.ticker.run("ask again")
    world.settles()

    assert open_questions(ana, 2) == 1
    ana.clicks("Yes")
    ana.sees("3 of 21")
    asked = [call for call in world.slack.calls if call.method == "auth.test"]
    world.bot.ticker.run("ask again")
    world.settles()
    assert [call for call in world.slack.calls if call.method == "auth.test"] == asked, "asked although all is well"


def test_a_token_that_is_refused_in_the_middle_of_a_call_loses_nothing(world: World, ana: Somebody) -> None:
    begins(ana)
    world.slack.faults.refuse("*", error="token_revoked", times=None)
    ana.clicks("Yes")
    ana.does_not_see("2 of 21")
    world.slack.faults.clear()
    world.passes(minutes=1)
    ana.does_not_see("2 of 21")

    world.bot.ticker.run("ask again")
    world.settles()

    assert open_questions(ana, 2) == 1


class Log(io.StringIO):
    """What is logged; counts what the bot left to Slack to bring again."""

    def __init__(self) -> None:
        super().__init__()
        self.not_taken = Semaphore(0)

    def write(self, line: str) -> int:
        if "router.not_taken" in line:
            self.not_taken.release()
        return super().write(line)


@pytest.fixture
def log(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    log = Log()
    monkeypatch.setattr("sys.stderr", log)
    logs.configure("WARNING")
    yield log
    monkeypatch.undo()
    logs.configure("WARNING")


@pytest.mark.parametrize("seconds", [4, 120])
def test_a_first_message_while_the_tokens_are_gone_is_answered_once_they_are_back(
    world: World, ana: Somebody, log: Log, seconds: int
) -> None:
    world.slack.act.revokes()
    world.settles()

    world.slack.act.message(ana.id, "hello")
    assert log.not_taken.acquire(timeout=LOST)
    world.clock.advance(timedelta(seconds=seconds))
    assert log.not_taken.acquire(timeout=LOST)

    world.slack.act.installs()
    world.bot.ticker.run("ask again")
    assert world.bot.wait_idle(LOST)
    world.clock.advance(world.redelivery)
    world.settles()
    ana.sees("Hello! I'm here to help")
    assert len(ana.messages()) == 2


def test_a_token_that_fails_at_a_first_meeting_is_not_tried_on_the_next(world: World, ana: Somebody, log: Log) -> None:
    world.slack.faults.refuse("*", error="token_revoked", times=None)  # and no event says so
    world.slack.act.message(ana.id, "hello")
    world.settles()
    ben = world.who("ben")
    world.slack.act.message(ben.id, "hello")
    assert log.not_taken.acquire(timeout=LOST)

    world.slack.faults.clear()
    world.bot.ticker.run("ask again")
    assert world.bot.wait_idle(LOST)
    world.clock.advance(world.redelivery)
    world.settles()
    ben.sees("Hello! I'm here to help")
