"""People type commands and messages in front of a Bolt app: real HTTP, a real websocket."""

from __future__ import annotations

from tests.playground.faces import ANA, ANAS_DM, BEN, GENERAL, messages, texts

# -- commands


def test_a_command_is_answered_to_the_person_alone(slack, echo):
    assert slack.act.command(ANA, "/careercheck hello", channel=GENERAL) == {"ok": True}

    (shown,) = messages(slack, ANA, GENERAL)
    assert (shown["text"], shown["ephemeral"], shown["user"]) == ("You said: hello", True, "U0CHECK01")
    assert messages(slack, BEN, GENERAL) == []


def test_a_command_payload_has_every_field_and_no_thread(slack, echo):
    slack.act.command(ANA, "/careercheck hello", channel=GENERAL)

    payload = echo.heard[-1]
    assert set(payload) == {
        "token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command", "text",
        "api_app_id", "is_enterprise_install", "response_url", "trigger_id",
    }  # fmt: skip
    assert (payload["channel_name"], payload["is_enterprise_install"]) == ("general", "false")


def test_names_typed_in_a_command_arrive_as_mentions(slack, echo):
    slack.act.command(ANA, "/careercheck ask @ben & @nobody in #general")

    assert echo.heard[-1]["text"] == f"ask <@{BEN}|ben> & @nobody in <#{GENERAL}|general>"
    assert echo.heard[-1]["channel_name"] == "directmessage"


def test_a_command_can_be_answered_aloud_or_not_at_all(slack, echo):
    slack.act.command(ANA, "/careercheck aloud", channel=GENERAL)
    slack.act.command(ANA, "/careercheck silent", channel=GENERAL)

    assert texts(slack, BEN, GENERAL) == ["for everybody"]


def test_what_the_person_sees_of_a_failure(slack, echo, clock):
    assert slack.act.command(ANA, "/other")["error"] == "unknown_command"
    assert slack.act.command(ANA, "/careercheck hi", channel="C0NOWHERE")["error"] == "channel_not_found"
    assert slack.act.command(ANA, "/careercheck bad blocks")["error"] == "invalid_blocks"
    assert texts(slack, ANA) == []


# -- messages


def test_a_message_reaches_the_bot_and_its_answer_the_thread(slack, echo):
    sent = slack.act.message(ANA, "echo?")

    slack.wait_for(lambda: "echo!" in texts(slack, ANA), why="no echo")
    assert messages(slack, ANA)[1]["thread_ts"] == sent["ts"]
    event = echo.hears("message")[0]["event"]
    assert (event["channel"], event["channel_type"], event["ts"]) == (ANAS_DM, "im", sent["ts"])
    assert event["blocks"][0]["elements"][0]["elements"] == [{"type": "text", "text": "echo?"}]


def test_what_a_person_types_arrives_escaped(slack, echo):
    slack.act.message(ANA, "<!channel> a & b @ben")

    event = echo.hears("message")[0]["event"]
    assert event["text"] == f"&lt;!channel&gt; a &amp; b <@{BEN}>"
    assert event["blocks"][0]["elements"][0]["elements"][0]["text"] == f"<!channel> a & b <@{BEN}>"


def test_messages_in_channels_are_none_of_the_bots_business(slack, echo):
    slack.act.message(ANA, "hello everybody", channel=GENERAL)
    slack.act.message(ANA, "hello bot")

    assert [body["event"]["text"] for body in echo.hears("message")] == ["hello bot"]
    assert texts(slack, BEN, GENERAL) == ["hello everybody"]


def test_an_edit_and_a_deletion_reach_the_bot_with_what_was_before(slack, echo):
    ts = slack.act.message(ANA, "my answer")["ts"]
    slack.act.edit(ANA, ts, "my better answer")
    assert messages(slack, ANA)[0]["edited"]
    slack.act.delete(ANA, ts)

    echo.hears("message", 3)
    changed, deleted = (echo.payloads("message")[n]["event"] for n in (1, 2))
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "my better answer")
    assert changed["previous_message"]["text"] == "my answer"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert messages(slack, ANA) == []


def test_nobody_edits_what_others_wrote(slack, echo):
    theirs = slack.act.message(BEN, "mine", channel=GENERAL)["ts"]

    assert slack.act.edit(ANA, theirs, "ours", channel=GENERAL)["error"] == "cant_update_message"
    assert slack.act.delete(ANA, theirs, channel=GENERAL)["error"] == "cant_delete_message"
    assert slack.act.message(ANA, "  ")["error"] == "no_text"
    assert slack.act.message(ANA, "x" * 40_001)["error"] == "msg_too_long"


def test_the_bots_own_posts_and_updates_come_back_as_events(slack, client, echo):
    frames = []
    echo.handler.client.on_message_listeners.append(frames.append)
    ts = client.chat_postMessage(channel=ANA, text="mine")["ts"]
    client.chat_update(channel=ANAS_DM, ts=ts, text="mine too")
    slack.wait_for(lambda: not slack.outstanding(), why="events never acknowledged")

    import json  # noqa: PLC0415

    posted, changed = (json.loads(frame)["payload"]["event"] for frame in frames if '"event_callback"' in frame)
    assert (posted["bot_id"], posted["bot_profile"]["name"]) == ("B0CHECK01", "careercheck")
    assert (changed["subtype"], "bot_id" in changed, changed["message"]["bot_id"]) == (
        "message_changed",
        False,
        "B0CHECK01",
    )
    assert changed["previous_message"]["text"] == "mine"
