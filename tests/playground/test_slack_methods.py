"""The Web API as the production client sees it."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError

from tests.playground.echo import CARD, HOME, MODAL, web_client
from tests.playground.faces import ANA, ANAS_DM, BEN, ENGINEERING, GENERAL, messages, refusal, texts


def test_auth_test_names_bot_and_workspace(slack, client):
    who = client.auth_test()

    assert (who["team_id"], who["user_id"], who["bot_id"]) == ("T0DEMO001", "U0CHECK01", "B0CHECK01")


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("xoxb-somebody-else", "invalid_auth"),
        ("xapp-simulated-T0DEMO001", "not_allowed_token_type"),
        ("", "not_authed"),
    ],
)
def test_a_wrong_token_is_refused(slack, token, code):
    assert refusal(web_client(slack, token).auth_test) == code


def test_an_unknown_method_is_refused(client):
    assert refusal(client.api_call, api_method="reactions.add") == "unknown_method"


def test_a_message_to_a_person_lands_in_their_conversation_with_the_bot(slack, client):
    posted = client.chat_postMessage(channel=ANA, text="hello", blocks=CARD)

    assert posted["channel"] == ANAS_DM
    (shown,) = messages(slack, ANA)
    assert (shown["ts"], shown["text"], shown["bot"]) == (posted["ts"], "hello", True)
    assert shown["blocks"][0] == {
        "type": "section",
        "block_id": "ask",
        "text": {"type": "mrkdwn", "text": "*Pick one*", "verbatim": False},
    }


def test_blocks_without_an_id_get_one(slack, client):
    client.chat_postMessage(channel=ANA, text="x", blocks=[{"type": "divider"}, {"type": "divider"}])

    ids = [block["block_id"] for block in messages(slack, ANA)[0]["blocks"]]
    assert len(set(ids)) == 2


def test_timestamps_grow_while_the_clock_stands_still(client):
    stamps = [client.chat_postMessage(channel=ANA, text="x")["ts"] for _ in range(3)]

    assert stamps == sorted(set(stamps))


def test_a_reply_stands_in_the_thread_and_counts(slack, client):
    parent = client.chat_postMessage(channel=ANAS_DM, text="parent")["ts"]
    first = client.chat_postMessage(channel=ANAS_DM, text="reply", thread_ts=parent)["ts"]
    # A reply to a reply stands in the same thread.
    client.chat_postMessage(channel=ANAS_DM, text="loud", thread_ts=first, reply_broadcast=True)

    top, reply, loud = messages(slack, ANA)
    assert (top["reply_count"], reply["thread_ts"], loud["thread_ts"]) == (2, parent, parent)
    assert (reply["broadcast"], loud["broadcast"]) == (False, True)


def test_a_thread_outlives_its_deleted_first_message_while_it_has_replies(slack, client):
    parent = client.chat_postMessage(channel=ANAS_DM, text="parent")["ts"]
    client.chat_postMessage(channel=ANAS_DM, text="reply", thread_ts=parent)
    slack.act.delete(ANA, parent)

    client.chat_postMessage(channel=ANAS_DM, text="another", thread_ts=parent)

    assert texts(slack, ANA) == ["reply", "another"]


def test_permalinks_name_the_thread_of_a_reply(client):
    parent = client.chat_postMessage(channel=ANAS_DM, text="parent")["ts"]
    reply = client.chat_postMessage(channel=ANAS_DM, text="reply", thread_ts=parent)["ts"]

    plain = client.chat_getPermalink(channel=ANAS_DM, message_ts=parent)["permalink"]
    deep = client.chat_getPermalink(channel=ANAS_DM, message_ts=reply)["permalink"]

    assert plain == f"https://birchworks.slack.com/archives/{ANAS_DM}/p{parent.replace('.', '')}"
    assert deep.endswith(f"/p{reply.replace('.', '')}?thread_ts={parent}&cid={ANAS_DM}")


def test_an_update_changes_text_and_blocks(slack, client):
    ts = client.chat_postMessage(channel=ANAS_DM, text="before", blocks=CARD)["ts"]

    client.chat_update(channel=ANAS_DM, ts=ts, text="after", blocks=CARD[:1])

    (shown,) = messages(slack, ANA)
    assert (shown["text"], len(shown["blocks"]), shown["edited"]) == ("after", 1, False)


def test_an_update_with_text_alone_takes_the_blocks_away_and_shows_as_edited(slack, client):
    ts = client.chat_postMessage(channel=ANAS_DM, text="before", blocks=CARD)["ts"]

    client.chat_update(channel=ANAS_DM, ts=ts, text="after")

    (shown,) = messages(slack, ANA)
    assert (shown["text"], shown["blocks"], shown["edited"]) == ("after", [], True)


def test_a_deleted_message_is_gone(slack, client):
    ts = client.chat_postMessage(channel=ANAS_DM, text="oops")["ts"]
    client.chat_delete(channel=ANAS_DM, ts=ts)

    assert texts(slack, ANA) == []
    assert refusal(client.chat_update, channel=ANAS_DM, ts=ts, text="x") == "message_not_found"


def test_a_message_is_deleted_once_and_what_people_wrote_below_it_stays(slack, client):
    ts = client.chat_postMessage(channel=ANAS_DM, text="a question")["ts"]
    slack.act.message(ANA, "a note", thread_ts=ts)

    client.chat_delete(channel=ANAS_DM, ts=ts)

    assert texts(slack, ANA) == ["a note"]
    assert refusal(client.chat_delete, channel=ANAS_DM, ts=ts) == "message_not_found"
    assert refusal(client.chat_delete, channel="C0NOWHERE", ts=ts) == "channel_not_found"
    assert refusal(client.chat_delete, channel=ANAS_DM, ts="") == "invalid_arguments"


def test_what_only_one_person_sees_the_bot_cannot_delete_by_its_ts(slack, client):
    ts = client.chat_postEphemeral(channel=ANAS_DM, user=ANA, text="psst")["message_ts"]

    assert refusal(client.chat_delete, channel=ANAS_DM, ts=ts) == "message_not_found"
    assert texts(slack, ANA) == ["psst"]


def test_fifty_messages_a_minute_may_be_deleted(client):
    for _ in range(50):
        assert refusal(client.chat_delete, channel=ANAS_DM, ts="1.000001") == "message_not_found"
    assert refusal(client.chat_delete, channel=ANAS_DM, ts="1.000001") == "ratelimited"


def test_the_bot_cannot_touch_what_people_wrote(slack, client):
    ts = slack.act.message(ANA, "mine")["ts"]

    assert refusal(client.chat_update, channel=ANAS_DM, ts=ts, text="x") == "cant_update_message"
    assert refusal(client.chat_delete, channel=ANAS_DM, ts=ts) == "cant_delete_message"


def test_metadata_travels_with_a_message_and_must_have_its_shape(client):
    metadata = {"event_type": "sent", "event_payload": {"id": "abc"}}

    posted = client.chat_postMessage(channel=ANA, text="x", metadata=metadata)

    assert posted["message"]["metadata"] == metadata
    assert refusal(client.chat_postMessage, channel=ANA, text="x", metadata={"id": 1}) == "invalid_metadata_format"


@pytest.mark.parametrize(
    ("channel", "code"),
    [("C0NOWHERE", "channel_not_found"), ("#general", "channel_not_found"), (GENERAL, "not_in_channel")],
)
def test_a_message_needs_a_place_the_bot_is_in(client, channel, code):
    assert refusal(client.chat_postMessage, channel=channel, text="x") == code


def test_a_reply_needs_its_thread(client):
    assert refusal(client.chat_postMessage, channel=ANA, text="x", thread_ts="1.000001") == "thread_not_found"


def test_a_call_without_its_arguments_is_refused(client):
    assert refusal(client.api_call, api_method="chat.postMessage", json={"text": "x"}) == "invalid_arguments"


def test_an_ephemeral_message_cannot_be_updated(slack, client):
    ts = client.chat_postEphemeral(channel=ANAS_DM, user=ANA, text="psst")["message_ts"]

    assert messages(slack, ANA)[0]["ephemeral"]
    assert refusal(client.chat_update, channel=ANAS_DM, ts=ts, text="x") == "message_not_found"
    assert refusal(client.chat_postEphemeral, channel=ANAS_DM, user=BEN, text="x") == "user_not_in_channel"
    assert refusal(client.chat_postEphemeral, channel=GENERAL, user=ANA, text="x") == "not_in_channel"


@pytest.mark.parametrize("method", ["users.info", "dnd.info"])
def test_what_only_reads_does_not_see_arguments_in_json(client, method):
    assert client.api_call(method, data={"user": ANA})["ok"]
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.api_call(method, json={"user": ANA})


def test_home_is_published_changed_and_guarded_by_its_hash(slack, client):
    first = client.views_publish(user_id=ANA, view=HOME)["view"]
    second = client.views_publish(user_id=ANA, view=HOME, hash=first["hash"])["view"]

    assert (first["id"], first["type"]) == (second["id"], "home")
    assert refusal(client.views_publish, user_id=ANA, view=HOME, hash=first["hash"]) == "hash_conflict"
    assert refusal(client.views_publish, user_id="U0NOBODY", view=HOME) == "user_not_found"
    assert slack.screen(ANA)["home"]["hash"] == second["hash"]


def test_a_modal_needs_a_trigger(client):
    assert refusal(client.views_open, trigger_id="1.2.3", view=MODAL) == "invalid_trigger_id"
    assert refusal(client.views_update, view_id="V1", view=MODAL) == "not_found"


def test_bad_json_and_forms_are_refused(client):
    assert (
        refusal(client.api_call, api_method="views.publish", data={"user_id": ANA, "view": "{"}) == "invalid_arguments"
    )
    assert (
        refusal(client.api_call, api_method="chat.postMessage", data={"channel": ANA, "blocks": "["})
        == "invalid_blocks_format"
    )


def test_arguments_may_come_as_query(client):
    assert client.api_call("users.info", http_verb="GET", params={"user": ANA})["user"]["name"] == "ana"


def test_the_bot_sees_no_channel_of_people(client):
    assert refusal(client.chat_getPermalink, channel=ENGINEERING, message_ts="1.0") == "message_not_found"


def test_a_revoked_token_is_refused_until_the_app_is_installed_again(slack, client):
    slack.act.revokes()
    assert refusal(client.auth_test) == "token_revoked"

    slack.act.uninstalls()
    assert refusal(client.auth_test) == "account_inactive"

    slack.act.installs()
    assert client.auth_test()["ok"]
