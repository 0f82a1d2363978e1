"""What the inspector shows: each call and payload as a line, how long it took and how it ended."""

from __future__ import annotations

import json
from datetime import timedelta
from threading import Thread

import pytest
from slack_sdk.errors import SlackApiError
from websockets.sync.client import connect

from bot.playground import traffic
from tests.kit import LOST
from tests.playground.asking import ask
from tests.playground.echo import HOME, button
from tests.playground.faces import ANA, messages


def lines(slack, direction: str = "") -> list[traffic.Line]:
    return [line for line in slack.traffic() if line.direction.startswith(direction)]


def test_payloads_and_calls_are_lines_in_the_order_they_came(slack, echo):
    before = len(lines(slack))
    slack.act.command(ANA, "/careercheck card")
    slack.act.click(ANA, ts=messages(slack, ANA)[0]["ts"], label="Yes")
    slack.act.command(ANA, "/careercheck modal")
    slack.act.submit(ANA, slack.screen(ANA)["modal"]["id"], {"typed": "x"})
    slack.wait_for(lambda: not slack.outstanding(), why="an event is still under way")

    found = lines(slack)[before:]
    named = [(line.direction, line.name, line.state) for line in found if line.name != "message"]
    assert named == [
        ("to_bot", "/careercheck card", "ok"),
        ("from_bot", "chat.postMessage", "ok"),
        ("to_bot", "block_actions yes", "ok"),
        ("to_bot", "/careercheck modal", "ok"),
        ("from_bot", "views.open", "ok"),
        ("to_bot", "view_submission note", "ok"),
    ]
    assert [line.number for line in found] == sorted(line.number for line in found)
    command = next(line for line in found if line.name == "/careercheck card")
    assert command.sent["user_id"] == ANA
    assert command.answer == {"text": "Look into our conversation"}


def test_a_refused_call_and_a_refused_answer_have_failed(slack, echo, client):
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C0NOWHERE", text="x")
    slack.act.command(ANA, "/careercheck bad blocks")

    call, command = lines(slack)[-2:]
    assert (call.state, call.error, call.answer["error"]) == ("failed", "channel_not_found", "channel_not_found")
    assert (command.state, command.error) == ("failed", "invalid_blocks")


def test_an_acknowledgement_that_takes_over_three_seconds_is_late_whenever_it_comes(slack, echo, clock):
    slack.faults.hold_acks()
    acting = Thread(target=lambda: slack.act.command(ANA, "/careercheck hi"))
    acting.start()
    echo.hears_command("hi")
    (line,) = [line for line in lines(slack) if line.name == "/careercheck hi"]
    assert (line.state, line.ms) == ("waiting", None)

    clock.advance(timedelta(seconds=3.5))
    acting.join(LOST)
    assert (line.state, line.error, line.late, line.ms, line.answer) == ("failed", "timeout", True, 3500, None)

    clock.advance(timedelta(seconds=1))
    slack.wait_for(lambda: slack._core.deliveries._held, why="the bot never acknowledged")
    slack.faults.release_acks()
    assert (line.state, line.late, line.ms) == ("failed", True, 4500)
    assert line.answer == {"text": "You said: hi"}


def test_an_acknowledgement_within_three_seconds_is_not_late(slack, echo, clock):
    slack.faults.hold_acks()
    slack.act.message(ANA, "hello")
    slack.wait_for(lambda: slack._core.deliveries._held, why="the bot never acknowledged")
    clock.advance(timedelta(seconds=2))
    slack.faults.release_acks()

    line = lines(slack, "to_bot")[-1]
    assert (line.name, line.state, line.late, line.ms) == ("message", "ok", False, 2000)


def test_what_a_cut_socket_takes_with_it_has_failed(slack, echo):
    slack.faults.hold_acks()
    slack.act.message(ANA, "hello")
    echo.hears("message", 1)
    slack.faults.drop_socket(abruptly=True)

    slack.wait_for(lambda: lines(slack, "to_bot")[0].state == "failed", why="the line still waits")
    assert lines(slack, "to_bot")[0].error == "connection_failed"


def test_a_page_hears_of_new_lines_and_asks_only_for_what_changed(slack, client):
    client.chat_postMessage(channel=ANA, text="one")
    with connect(slack.url.replace("http", "ws") + "/play/traffic/live") as live:
        seen = json.loads(live.recv(timeout=LOST))["revision"]
        client.chat_postMessage(channel=ANA, text="two")
        assert json.loads(live.recv(timeout=LOST))["revision"] > seen

    _, found = ask(slack, f"/play/traffic?after={seen}")
    assert [line["sent"]["text"] for line in found["lines"]] == ["two"]
    assert [line["direction"] for line in found["lines"]] == ["from_bot"]
    assert ask(slack, f"/play/traffic?after={found['revision']}")[1]["lines"] == []
    assert ask(slack, "/play/traffic?after=x")[0] == 400


def test_no_line_holds_a_token(slack, echo, client):
    client.api_call("users.info", data={"user": ANA, "token": slack.bot_token})
    client.views_publish(user_id=ANA, view=HOME)

    _, found = ask(slack, "/play/traffic")
    assert len(found["lines"]) >= 2
    assert slack.bot_token not in json.dumps(found)
    assert slack.app_token not in json.dumps(found)


def test_only_the_newest_lines_are_kept(slack):
    with slack._workspace.lock:
        for number in range(traffic.KEPT + 3):
            slack._core.log("auth.test", {"number": number}, {"ok": True}, 0.0)

    _, found = ask(slack, "/play/traffic")
    assert len(found["lines"]) == traffic.KEPT
    assert found["first"] == found["lines"][0]["number"] == 4


def test_buttons_of_one_name_in_two_blocks_are_told_apart(slack, echo, client):
    twins = [{"type": "actions", "block_id": name, "elements": [button("Go", "go", name)]} for name in ("one", "two")]
    ts = client.chat_postMessage(channel=ANA, text="x", blocks=twins)["ts"]

    assert slack.act.click(ANA, ts=ts, action_id="go", block_id="two")["ok"]
    assert slack.act.click(ANA, ts=ts, action_id="go", block_id="three")["error"] == "action_not_found"

    assert [body["actions"][0]["block_id"] for body in echo.payloads("block_actions")] == ["two"]
