"""Ids of the demo's people, and short ways to look at their screens."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.simulated import SimulatedSlack

ANA, BEN, GUS, OTTO = "U0ANA0001", "U0BEN0001", "U0GUS0001", "U0OTTO001"
ANAS_DM, GENERAL, ENGINEERING = "D0ANA0001", "C0GENERAL", "C0ENGINEER"


def messages(slack: SimulatedSlack, user: str, channel: str | None = None) -> list[dict]:
    """Everything this person sees in a channel, or in the conversation with the bot."""
    wanted = channel or "D" + user[1:]
    (conversation,) = [one for one in slack.screen(user)["conversations"] if one["id"] == wanted]
    return conversation["messages"]


def texts(slack: SimulatedSlack, user: str, channel: str | None = None) -> list[str]:
    return [message["text"] for message in messages(slack, user, channel)]


def unread(slack: SimulatedSlack, user: str, channel: str | None = None) -> int:
    wanted = channel or "D" + user[1:]
    return next(one["unread"] for one in slack.screen(user)["conversations"] if one["id"] == wanted)


def refusal(call, **args) -> str:
    """Call the Web API, which must refuse; returns its word for why."""
    with pytest.raises(SlackApiError) as refused:
        call(**args)
    return refused.value.response["error"]
