"""Rate limits, on the simulated clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError

from tests.playground.faces import ANA, ANAS_DM, BEN


def retry_after(call, **args) -> int:
    with pytest.raises(SlackApiError) as refused:
        call(**args)
    answer = refused.value.response
    assert (answer.status_code, answer.data) == (429, {"ok": False, "error": "ratelimited"})
    return int(answer.headers["Retry-After"])


def test_a_channel_takes_five_messages_at_once_and_then_one_a_second(slack, client, clock):
    for _ in range(5):
        client.chat_postMessage(channel=ANAS_DM, text="x")

    assert retry_after(client.chat_postMessage, channel=ANAS_DM, text="x") == 1
    # By person or by conversation: it is the same channel. Somebody else's is another.
    assert retry_after(client.chat_postMessage, channel=ANA, text="x") == 1
    client.chat_postMessage(channel=BEN, text="x")

    clock.advance(timedelta(seconds=1))
    client.chat_postMessage(channel=ANAS_DM, text="x")
    assert retry_after(client.chat_postMessage, channel=ANAS_DM, text="x") == 1


@pytest.mark.parametrize(
    ("method", "args", "per_minute"),
    [("users.list", {}, 20), ("conversations.open", {"users": ANA}, 50), ("users.info", {"user": ANA}, 100)],
)
def test_method_tiers(client, clock, method, args, per_minute):
    for _ in range(per_minute):
        client.api_call(method, params=args)

    assert retry_after(client.api_call, api_method=method, params=args) == -(-60 // per_minute)
    clock.advance(timedelta(minutes=1))
    for _ in range(per_minute):
        client.api_call(method, params=args)


def test_a_refused_call_does_nothing_and_a_clock_set_back_gives_nothing(slack, client, clock):
    for _ in range(5):
        client.chat_postMessage(channel=ANA, text="x")
    clock.advance(timedelta(hours=-1))

    retry_after(client.chat_postMessage, channel=ANA, text="once more")

    assert len(slack.screen(ANA)["conversations"][0]["messages"]) == 5
