"""The Home tab, shortcuts, who comes and goes, and what is unread: real HTTP, a real websocket."""

from __future__ import annotations

from slack_sdk import WebhookClient

from bot.playground.cast import Person
from tests.playground.faces import ANA, ANAS_DM, BEN, GENERAL, texts, unread


def said_in(slack, channel: str) -> str:
    """Return the ts of the newest message there."""
    room = next(one for one in slack.screen(ANA)["conversations"] if one["id"] == channel)
    return room["messages"][-1]["ts"]


def last_click(echo) -> dict:
    return echo.payloads("block_actions")[-1]


# -- home and shortcuts


def test_home_is_published_on_the_first_opening_and_sent_along_on_the_next(slack, echo):
    slack.act.home(ANA)
    slack.wait_for(lambda: slack.screen(ANA)["home"], why="no home")
    slack.act.home(ANA)
    slack.act.home(ANA, "messages")

    first, again, messages_tab = (body["event"] for body in echo.hears("app_home_opened", 3))
    assert ("view" in first, again["view"]["type"], again["tab"]) == (False, "home", "home")
    assert (messages_tab["tab"], "view" in messages_tab) == ("messages", False)


def test_a_click_at_home_has_a_view_and_no_channel(slack, client, echo):
    slack.act.home(ANA)
    home = slack.wait_for(lambda: slack.screen(ANA)["home"], why="no home")

    assert slack.act.click(ANA, view_id=home["id"], label="Hello")["ok"]

    payload = last_click(echo)
    assert payload["container"] == {"type": "view", "view_id": home["id"]}
    assert payload["view"]["id"] == home["id"]
    assert not {"channel", "message", "response_url"} & set(payload)
    assert slack.act.click(BEN, view_id=home["id"], label="Hello")["error"] == "not_found"


def test_the_global_shortcut_opens_a_modal(slack, echo):
    assert slack.act.shortcut(ANA, "check_open")["ok"]

    assert slack.screen(ANA)["modal"]["callback_id"] == "note"
    assert slack.act.shortcut(ANA, "other")["error"] == "unknown_shortcut"


def test_a_shortcut_on_a_message_brings_the_whole_message_along(slack, echo):
    slack.act.message(BEN, "shipped it", channel=GENERAL)
    ts = said_in(slack, GENERAL)

    slack.act.message_shortcut(ANA, "brag_save", ts, GENERAL)

    payload = echo.payloads("message_action")[-1]
    assert (payload["callback_id"], payload["user"]["id"], payload["message_ts"]) == ("brag_save", ANA, ts)
    assert (payload["message"]["user"], payload["message"]["text"]) == (BEN, "shipped it")
    assert payload["channel"]["id"] == GENERAL
    assert {"trigger_id", "response_url", "action_ts"} <= payload.keys()
    assert slack.act.message_shortcut(ANA, "other", ts, GENERAL)["error"] == "unknown_shortcut"
    assert slack.act.message_shortcut(ANA, "brag_save", "1.1", GENERAL)["error"] == "message_not_found"


def test_a_shortcut_is_there_only_on_what_somebody_sees_and_others_could(slack, client, echo):
    only_for_ana = client.chat_postEphemeral(channel=ANAS_DM, user=ANA, text="psst")["message_ts"]
    said = client.chat_postMessage(channel=ANAS_DM, text="for Ana")["ts"]

    assert slack.act.message_shortcut(ANA, "brag_save", only_for_ana)["error"] == "message_not_found"
    assert slack.act.message_shortcut(BEN, "brag_save", said, ANAS_DM)["error"] == "channel_not_found"
    slack.act.message_shortcut(ANA, "brag_save", said)
    payload = echo.payloads("message_action")[-1]
    assert (payload["message"]["bot_id"], payload["channel"]["name"]) == ("B0CHECK01", "directmessage")


def test_a_shortcut_is_answered_for_ones_eyes_alone_even_where_the_bot_is_not(slack, echo):
    slack.act.message(BEN, "shipped it", channel=GENERAL)
    slack.act.message_shortcut(ANA, "brag_save", said_in(slack, GENERAL), GENERAL)
    address = echo.payloads("message_action")[-1]["response_url"]

    assert WebhookClient(address).send(text="not yours").status_code == 200

    assert texts(slack, ANA, GENERAL)[-1] == "not yours"
    assert texts(slack, BEN, GENERAL) == ["shipped it"]


# -- the workspace around them


def test_who_joins_changes_and_leaves_is_announced(slack, echo):
    slack.act.joins(Person("U0NEW0001", "mia", "Mia Holm", tz="Europe/Oslo"))
    slack.act.changes("U0NEW0001", tz="Asia/Tokyo")
    slack.act.changes("U0NEW0001", is_deleted=True)

    joined = echo.hears("team_join")[0]["event"]["user"]
    moved, left = (body["event"]["user"] for body in echo.hears("user_change", 2))
    assert (joined["id"], joined["tz"], moved["tz"]) == ("U0NEW0001", "Europe/Oslo", "Asia/Tokyo")
    assert (left["deleted"], "tz" in left) == (True, False)
    assert slack.act.message("U0NEW0001", "hello")["ok"]
    assert slack.act.changes(ANA, shoe_size=41)["error"] == "invalid_arguments"


def test_an_uninstalled_app_hears_it_twice_over(slack, echo):
    slack.act.uninstalls()

    revoked = echo.hears("tokens_revoked")[0]
    assert revoked["event"]["tokens"]["bot"] == ["U0CHECK01"]
    assert "authorizations" not in echo.hears("app_uninstalled")[0]


def test_unread_counts_what_others_wrote_since_one_looked(slack, client, echo):
    slack.act.message(BEN, "one", channel=GENERAL)
    slack.act.message(BEN, "two", channel=GENERAL)
    client.chat_postMessage(channel=ANA, text="three")
    assert (unread(slack, ANA, GENERAL), unread(slack, ANA), unread(slack, BEN, GENERAL)) == (2, 1, 0)

    slack.act.read(ANA, GENERAL)
    slack.act.message(ANA, "seen")
    assert (unread(slack, ANA, GENERAL), unread(slack, ANA)) == (0, 0)
