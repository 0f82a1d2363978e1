"""What one may not see is not on one's screen; two workspaces know nothing of each other."""

from __future__ import annotations

import json

import pytest

from bot.playground.cast import demo_cast
from bot.playground.refusal import Refused
from bot.playground.simulated import SimulatedSlack
from tests.playground.echo import CARD, HOME, Echo, web_client
from tests.playground.faces import ANA, BEN, ENGINEERING, GENERAL, GUS, OTTO, texts


def test_nobody_sees_what_is_somebody_elses(slack, client, echo):
    client.chat_postMessage(channel=ANA, text="secret in the conversation")
    client.views_publish(user_id=ANA, view=HOME | {"private_metadata": "secret at home"})
    slack.act.message(ANA, "secret typed")
    slack.act.command(ANA, "/careercheck secret-command", channel=GENERAL)
    slack.act.command(ANA, "/careercheck modal")

    own = json.dumps(slack.screen(ANA))
    others = [json.dumps(slack.screen(person.id)) for person in slack.cast.people if person.id != ANA]

    assert [own.count(word) > 0 for word in ("conversation", "at home", "typed", "secret-command", "A note")] == [
        True
    ] * 5
    assert not any("secret" in screen or "A note" in screen for screen in others)


def test_a_guest_and_a_stranger_see_the_channels_they_are_in(slack):
    def places(user: str) -> list[str]:
        return [one["id"] for one in slack.screen(user)["conversations"]]

    assert ENGINEERING in places(ANA)
    assert places(GUS) == ["D0GUS0001", GENERAL]
    assert places(OTTO) == ["D0OTTO001", GENERAL]
    assert slack.act.message(GUS, "hello", channel=ENGINEERING)["error"] == "channel_not_found"


def test_nobody_acts_in_somebody_elses_place(slack, client, echo):
    ts = client.chat_postMessage(channel=ANA, text="Pick one", blocks=CARD)["ts"]
    secret = slack.act.command(ANA, "/careercheck hi", channel=GENERAL)
    assert secret["ok"]
    ephemeral = slack.screen(ANA)["conversations"][-2]["messages"][-1]

    assert slack.act.click(BEN, channel="D0ANA0001", ts=ts, label="Yes")["error"] == "channel_not_found"
    assert slack.act.click(BEN, channel=GENERAL, ts=ephemeral["ts"], label="Yes")["error"] == "message_not_found"
    assert slack.act.delete(BEN, ephemeral["ts"], channel=GENERAL)["error"] == "message_not_found"


def test_picks_are_ones_own(slack, client, echo):
    ts = slack.act.message(ANA, "look", channel=ENGINEERING)["ts"]
    assert ts
    slack.act.command(ANA, "/careercheck aloud", channel=ENGINEERING)
    echo.client.chat_postMessage(channel=ANA, text="x", blocks=CARD)
    mine = slack.screen(ANA)["conversations"][0]["messages"][0]
    slack.act.choose(ANA, ts=mine["ts"], action_id="colour", value="red")

    state = slack.screen(ANA)["conversations"][0]["messages"][0]["state"]
    assert state["answers"]["colour"]["selected_option"]["value"] == "red"


def test_there_is_no_screen_of_nobody(slack):
    with pytest.raises(Refused, match="user_not_found"):
        slack.screen("U0NOBODY")


def test_two_workspaces_of_the_same_people_do_not_mix(slack, echo, clock):
    other = SimulatedSlack(clock, demo_cast(team_id="T0OTHER99", domain="elsewhere"))
    other.start()
    their_bot = Echo(other)
    their_bot.connect()

    slack.act.command(ANA, "/careercheck here")
    other.act.command(ANA, "/careercheck there")
    web_client(other).chat_postMessage(channel=ANA, text="hello from there")

    their_bot.close()
    other.stop()
    assert texts(slack, ANA) == ["You said: here"]
    assert texts(other, ANA) == ["You said: there", "hello from there"]
    assert (echo.heard[-1]["team_id"], their_bot.heard[-1]["team_id"]) == ("T0DEMO001", "T0OTHER99")
