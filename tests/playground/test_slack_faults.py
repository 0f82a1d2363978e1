"""Trouble on purpose, and what is written down about the bot's calls."""

from __future__ import annotations

import json
import socket
import urllib.error
from http.client import RemoteDisconnected

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient  # noqa: TID251

from bot.playground.simulated import SimulatedSlack
from tests.playground.asking import ask
from tests.playground.echo import HOME, Echo, web_client
from tests.playground.faces import ANA, texts


def test_a_refusal_lasts_as_many_calls_as_it_says(slack, client):
    slack.faults.refuse("chat.postMessage", error="channel_not_found", times=2)

    for _ in range(2):
        with pytest.raises(SlackApiError, match="channel_not_found"):
            client.chat_postMessage(channel=ANA, text="x")
    client.chat_postMessage(channel=ANA, text="third")

    assert texts(slack, ANA) == ["third"]


@pytest.mark.parametrize("header", ["30", "3600", "abc", "-1", None])
def test_too_many_requests_with_any_retry_after(slack, client, header):
    slack.faults.refuse("chat.postMessage", retry_after=header)

    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=ANA, text="x")

    answer = refused.value.response
    assert (answer.status_code, answer["error"], answer.headers.get("Retry-After")) == (429, "ratelimited", header)


def test_a_message_can_be_taken_and_its_answer_lost(slack, client):
    slack.faults.deliver_then_drop("chat.postMessage")

    with pytest.raises(RemoteDisconnected):
        client.chat_postMessage(channel=ANA, text="taken")

    assert texts(slack, ANA) == ["taken"]


def test_a_connection_can_fail_before_anything_is_done(slack, client):
    slack.faults.fail_connection("chat.postMessage")

    with pytest.raises((RemoteDisconnected, ConnectionResetError, urllib.error.URLError)):
        client.chat_postMessage(channel=ANA, text="lost")

    assert texts(slack, ANA) == []


def test_html_in_place_of_json(slack, client):
    slack.faults.html_error("views.publish", status=503)

    with pytest.raises(SlackApiError) as refused:
        client.views_publish(user_id=ANA, view=HOME)

    assert refused.value.response.status_code == 503
    assert slack.screen(ANA)["home"] is None


def test_response_urls_have_bad_days_too(slack, echo):
    slack.act.command(ANA, "/careercheck silent")
    slack.faults.html_error("respond")
    webhook = WebhookClient(echo.heard[-1]["response_url"])

    assert webhook.send(text="x").status_code == 502
    assert webhook.send(text="y").status_code == 200
    assert texts(slack, ANA) == ["y"]


def test_trouble_without_end_ends_when_cleared(slack, client):
    slack.faults.refuse("auth.test", error="internal_error", times=None)
    for _ in range(3):
        with pytest.raises(SlackApiError, match="internal_error"):
            client.auth_test()

    slack.faults.clear()

    assert client.auth_test()["ok"]


def test_calls_are_remembered_with_their_answers(slack, client, clock):
    client.chat_postMessage(channel=ANA, text="x")
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C0NOWHERE", text="y")

    first, second = slack.calls
    assert (first.method, first.args["text"], first.response["ok"], first.at) == (
        "chat.postMessage",
        "x",
        True,
        clock.now(),
    )
    assert second.response["error"] == "channel_not_found"


def test_recorded_calls_are_lines_of_json_without_tokens(clock, tmp_path):
    record = tmp_path / "calls.jsonl"
    slack = SimulatedSlack(clock, record=record)
    slack.start()
    echo = Echo(slack)
    echo.connect()
    slack.act.command(ANA, "/careercheck card")
    slack.act.command(ANA, "/careercheck modal")
    web_client(slack).api_call("users.info", data={"user": ANA, "token": slack.bot_token})
    WebhookClient(echo.heard[-1]["response_url"]).send(text="Grüße")
    echo.close()
    slack.stop()

    written = record.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in written.splitlines()]
    assert [line["method"] for line in lines] == [
        "auth.test", "apps.connections.open", "chat.postMessage", "views.open", "users.info", "respond",
    ]  # fmt: skip
    assert all(set(line) == {"method", "args"} for line in lines)
    assert lines[3]["args"]["view"]["callback_id"] == "note"
    assert lines[5]["args"]["text"] == "Grüße"
    assert slack.bot_token not in written
    assert slack.app_token not in written


@pytest.mark.parametrize("path", ["/api/chat.postMessage", "/commands/T1/1/x"])
def test_a_bot_that_is_killed_in_the_middle_of_a_call_is_no_trouble(slack, caplog, path):
    host, port = slack.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 100\r\n\r\nhalf".encode())
    for _ in range(3):  # by then it has been noticed
        ask(slack, "/play/people")
    assert caplog.messages == []
