"""Socket Mode on good days and bad: acknowledgements, redelivery, sockets that come and go."""

from __future__ import annotations

import json
from datetime import timedelta
from threading import Thread

import pytest

from bot.playground.simulated import SimulatedSlack
from tests.kit import LOST
from tests.playground.echo import Echo
from tests.playground.faces import ANA, BEN, messages, texts


@pytest.fixture
def frames(echo: Echo) -> list[dict]:
    """Every frame the bot's client gets."""
    seen: list[dict] = []
    echo.handler.client.on_message_listeners.append(lambda frame: seen.append(json.loads(frame)))
    return seen


def settled(slack: SimulatedSlack) -> None:
    slack.wait_for(lambda: not slack.outstanding(), why="something was never acknowledged")


def retries(echo: Echo, kind: str = "message") -> int:
    return len(echo.payloads(kind))


def test_without_a_bot_commands_fail_and_events_wait_for_it(slack):
    assert slack.act.command(ANA, "/careercheck hi")["error"] == "not_connected"
    slack.act.message(ANA, "echo?")

    echo = Echo(slack)
    echo.connect()

    slack.wait_for(lambda: "echo!" in texts(slack, ANA), why="the event did not wait")
    echo.close()


def test_an_event_that_waited_too_long_is_forgotten(slack, clock):
    slack.act.message(ANA, "echo?")
    clock.advance(timedelta(minutes=8))
    slack.wait_for(lambda: not slack.outstanding(), why="still remembered")


def test_a_command_nobody_acknowledges_times_out_after_three_seconds(slack, echo, clock):
    answers = []
    acting = Thread(target=lambda: answers.append(slack.act.command(ANA, "/careercheck crash")))
    acting.start()
    echo.hears_command("crash")

    clock.advance(timedelta(seconds=2.9))
    assert slack.outstanding()
    clock.advance(timedelta(seconds=0.2))
    acting.join(LOST)

    assert answers == [{"ok": False, "error": "timeout"}]
    clock.advance(timedelta(minutes=10))
    assert len([body for body in echo.heard if body.get("text") == "crash"]) == 1


def test_an_unacknowledged_event_comes_again_at_once_after_a_minute_and_after_five(slack, echo, clock, frames):
    echo.deaf.add("message")
    slack.act.message(ANA, "hello")
    echo.hears("message", 1)

    for pause, count in ((3, 2), (62.9, 2), (0.1, 3), (302.9, 3), (0.1, 4)):
        clock.advance(timedelta(seconds=pause))
        assert len(echo.hears("message", count)) == count
    clock.advance(timedelta(seconds=3))
    settled(slack)

    sent = [frame for frame in frames if frame["type"] == "events_api"]
    assert [(one.get("retry_attempt"), one.get("retry_reason")) for one in sent] == [
        (None, None), (1, "timeout"), (2, "timeout"), (3, "timeout"),
    ]  # fmt: skip
    assert len({one["payload"]["event_id"] for one in sent}) == 1
    assert len({one["envelope_id"] for one in sent}) == 4


def test_what_falls_due_while_the_time_is_looked_at_is_not_missed(slack, echo, clock):
    echo.deaf.add("message")
    slack.act.message(ANA, "hello")
    echo.hears("message", 1)
    deliveries = slack._core.deliveries

    with slack._workspace.lock:
        looked = deliveries.tick()
        clock.advance(timedelta(seconds=3))  # before anybody asks how long to wait

        assert deliveries.next_due(looked) == looked + timedelta(seconds=3)


def test_an_acknowledged_event_does_not_come_again(slack, echo, clock):
    slack.act.message(ANA, "hello")
    settled(slack)

    clock.advance(timedelta(minutes=10))
    slack.act.message(ANA, "again")

    assert [body["event"]["text"] for body in echo.hears("message", 2)] == ["hello", "again"]


def test_a_late_acknowledgement_ends_the_retries(slack, echo, clock):
    slack.faults.hold_acks()
    slack.act.message(ANA, "hello")
    echo.hears("message", 1)
    clock.advance(timedelta(seconds=3))
    echo.hears("message", 2)

    slack.faults.release_acks()

    settled(slack)


def test_held_acknowledgements_make_the_person_wait(slack, echo):
    slack.faults.hold_acks()
    answers = []
    acting = Thread(target=lambda: answers.append(slack.act.command(ANA, "/careercheck hi")))
    acting.start()
    echo.hears_command("hi")
    assert texts(slack, ANA) == []

    slack.faults.release_acks()
    acting.join(LOST)

    assert answers == [{"ok": True}]
    assert texts(slack, ANA) == ["You said: hi"]


@pytest.mark.parametrize("abruptly", [False, True])
def test_what_a_dropped_socket_had_not_acknowledged_comes_again(slack, echo, frames, abruptly):
    slack.faults.hold_acks()
    slack.act.message(ANA, "hello")
    echo.hears("message", 1)

    slack.faults.drop_socket(abruptly)

    echo.hears("message", 2)
    slack.faults.release_acks()
    settled(slack)
    again = [frame for frame in frames if frame.get("retry_attempt")]
    assert [(one["retry_attempt"], one["retry_reason"]) for one in again] == [(1, "connection_failed")]


def test_a_command_lost_with_its_socket_is_not_sent_again(slack, echo):
    slack.faults.hold_acks()
    answers = []
    acting = Thread(target=lambda: answers.append(slack.act.command(ANA, "/careercheck hi")))
    acting.start()
    echo.hears_command("hi")

    slack.faults.drop_socket()
    acting.join(LOST)

    assert answers == [{"ok": False, "error": "dispatch_failed"}]
    slack.wait_for(lambda: slack.connected, why="the bot did not come back")
    slack.faults.release_acks()
    assert len([body for body in echo.heard if body.get("text") == "hi"]) == 1
    assert texts(slack, ANA) == []


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
def test_a_socket_asked_to_go_is_replaced_and_nothing_is_lost(slack, echo, frames, reason):
    slack.faults.refresh_socket(reason)
    slack.wait_for(lambda: slack.connected, why="no new socket")

    assert slack.act.command(ANA, "/careercheck hi")["ok"]
    assert [frame["reason"] for frame in frames if frame["type"] == "disconnect"] == [reason]


def test_each_payload_goes_to_exactly_one_of_several_sockets(slack, echo):
    other = Echo(slack)
    other.connect(sockets=2)

    for number in range(6):
        slack.act.command(ANA, f"/careercheck {number}")
    slack.act.message(ANA, "hello")
    slack.act.message(ANA, "hello again")
    settled(slack)
    other.close()

    def heard(bot: Echo) -> list[str]:
        return [body["text"] for body in bot.heard if "command" in body]

    assert sorted(heard(echo) + heard(other)) == [str(number) for number in range(6)]
    assert heard(echo)
    assert heard(other)
    assert len(echo.payloads("message") + other.payloads("message")) == 2


def test_events_can_be_sent_twice_over(slack, echo):
    slack.faults.duplicate_events(3)
    slack.act.message(ANA, "hello")
    bodies = echo.hears("message", 3)
    slack.faults.duplicate_events(1)
    slack.act.message(ANA, "once")
    settled(slack)

    assert len({body["event_id"] for body in bodies}) == 1
    assert retries(echo) == 4


def test_hello_counts_the_sockets_and_names_the_app(slack, echo, frames):
    slack.faults.drop_socket()
    slack.wait_for(lambda: any(frame["type"] == "hello" for frame in frames), why="no hello")

    hello = next(frame for frame in frames if frame["type"] == "hello")
    assert (hello["num_connections"], hello["connection_info"]["app_id"]) == (1, "A0CHECK01")


def test_the_bot_comes_back_after_slack_was_away(slack, echo):
    port = int(slack.url.rsplit(":", 1)[1])
    slack.act.command(ANA, "/careercheck hi")
    slack.stop()
    slack.start(port)
    slack.wait_for(lambda: slack.connected, why="the bot did not come back")

    assert slack.act.command(ANA, "/careercheck again")["ok"]
    assert texts(slack, ANA) == ["You said: hi", "You said: again"]


def test_an_address_for_a_socket_works_once(slack, echo):
    from websockets.exceptions import InvalidStatus  # noqa: PLC0415
    from websockets.sync.client import connect  # noqa: PLC0415

    with pytest.raises(InvalidStatus, match="403"):
        connect(echo.handler.client.wss_uri)


ODD_ACKNOWLEDGEMENTS = ("", "{", "[" * 5000, "null", "[1]", '"text"', '{"envelope_id": {}}', '{"envelope_id": "1"}')


@pytest.mark.parametrize("frame", ODD_ACKNOWLEDGEMENTS)
def test_an_acknowledgement_of_nothing_costs_no_line(slack, echo, frame):
    line = echo.handler.client.session_id()

    echo.handler.client.send_message(frame)

    assert slack.act.command(ANA, "/careercheck hi")["ok"]
    assert texts(slack, ANA) == ["You said: hi"]
    assert echo.handler.client.session_id() == line


def test_two_people_act_at_the_same_time(slack, echo):
    answers: dict[str, dict] = {}
    people = [threading_command(slack, answers, user) for user in (ANA, BEN)]
    for one in people:
        one.join(LOST)

    assert answers == {ANA: {"ok": True}, BEN: {"ok": True}}
    assert [len(messages(slack, user)) for user in (ANA, BEN)] == [1, 1]


def threading_command(slack: SimulatedSlack, answers: dict, user: str) -> Thread:
    acting = Thread(target=lambda: answers.update({user: slack.act.command(user, "/careercheck hi")}))
    acting.start()
    return acting
