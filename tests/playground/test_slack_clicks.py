"""People click, and the app answers where the click was: real HTTP, a real websocket."""

from __future__ import annotations

from datetime import timedelta

from tests.playground.echo import CARD, button, text
from tests.playground.faces import ANA, ANAS_DM, BEN, ENGINEERING, messages, texts


def card(slack, user: str = ANA) -> dict:
    return next(message for message in messages(slack, user) if message["text"] == "Pick one")


def last_click(echo) -> dict:
    return echo.payloads("block_actions")[-1]


# -- clicks


def test_a_click_by_label_carries_button_message_and_place(slack, echo):
    slack.act.command(ANA, "/careercheck card")
    shown = card(slack)

    assert slack.act.click(ANA, ts=shown["ts"], label="Yes")["ok"]

    payload = last_click(echo)
    (action,) = payload["actions"]
    assert (action["action_id"], action["block_id"], action["value"], action["type"]) == (
        "yes",
        "answers",
        "yes",
        "button",
    )
    assert payload["container"] == {
        "type": "message", "message_ts": shown["ts"], "channel_id": ANAS_DM, "is_ephemeral": False,
    }  # fmt: skip
    assert (payload["message"]["ts"], payload["message"]["blocks"]) == (shown["ts"], shown["blocks"])
    assert payload["state"]["values"] == {"answers": {"colour": {"type": "static_select", "selected_option": None}}}


def test_a_click_in_a_thread_says_so(slack, client, echo):
    parent = client.chat_postMessage(channel=ANA, text="parent")["ts"]
    reply = client.chat_postMessage(channel=ANA, text="Pick one", blocks=CARD, thread_ts=parent)["ts"]

    slack.act.click(ANA, ts=reply, action_id="no")

    assert last_click(echo)["container"]["thread_ts"] == parent
    assert last_click(echo)["message"]["thread_ts"] == parent
    assert last_click(echo)["message"]["parent_user_id"] == "U0CHECK01"


def test_a_choice_is_sent_at_once_and_kept_for_later_clicks(slack, echo):
    slack.act.command(ANA, "/careercheck card")
    ts = card(slack)["ts"]

    assert slack.act.choose(ANA, ts=ts, action_id="colour", value="Green")["ok"]
    assert last_click(echo)["actions"][0]["selected_option"]["value"] == "green"
    slack.act.click(ANA, ts=ts, action_id="yes")

    held = last_click(echo)["state"]["values"]["answers"]["colour"]
    assert held["selected_option"]["value"] == "green"
    assert card(slack)["state"]["answers"]["colour"] == held
    assert slack.act.choose(ANA, ts=ts, action_id="colour", value="pink")["error"] == "invalid_value"


def test_a_click_on_what_is_gone_is_refused_unless_it_is_stale_on_purpose(slack, client, echo):
    slack.act.command(ANA, "/careercheck card")
    shown = card(slack)
    client.chat_update(channel=ANAS_DM, ts=shown["ts"], text="Pick one", blocks=CARD[:1])

    assert slack.act.click(ANA, ts=shown["ts"], label="Yes")["error"] == "action_not_found"
    client.chat_delete(channel=ANAS_DM, ts=shown["ts"])
    assert slack.act.click(ANA, ts=shown["ts"], label="Yes")["error"] == "message_not_found"
    assert echo.payloads("block_actions") == []

    action = shown["blocks"][1]["elements"][0] | {"block_id": "answers"}
    assert slack.act.click(ANA, stale=True, action=action, message=shown)["ok"]
    assert last_click(echo)["actions"][0]["value"] == "yes"
    assert last_click(echo)["message"]["blocks"] == shown["blocks"]


def test_buttons_of_one_action_id_are_told_apart_by_value(slack, client, echo):
    pair = {"type": "actions", "elements": [button("A", "pick_a", "a"), button("B", "pick_b", "b")]}
    again = {"type": "actions", "elements": [button("C", "pick_a", "c")]}
    ts = client.chat_postMessage(channel=ANA, text="x", blocks=[pair, again])["ts"]

    slack.act.click(ANA, ts=ts, action_id="pick_a", value="c")

    assert last_click(echo)["actions"][0]["text"]["text"] == "C"


def test_an_overflow_entry_is_clicked_by_its_label(slack, client, echo):
    entries = [{"text": text("Edit"), "value": "edit"}, {"text": text("Drop"), "value": "drop"}]
    menu = {"type": "overflow", "action_id": "dots", "options": entries}
    ts = client.chat_postMessage(channel=ANA, text="x", blocks=[{"type": "actions", "elements": [menu]}])["ts"]

    slack.act.click(ANA, ts=ts, label="Drop")

    assert last_click(echo)["actions"][0]["selected_option"]["value"] == "drop"


def test_a_click_in_an_ephemeral_message_carries_no_message(slack, client, echo):
    client.chat_postEphemeral(channel=ANAS_DM, user=ANA, text="Pick one", blocks=CARD)

    slack.act.click(ANA, ts=card(slack)["ts"], label="Yes")

    assert last_click(echo)["container"]["is_ephemeral"] is True
    assert "message" not in last_click(echo)


def test_buttons_inside_containers_and_cards_can_be_pressed(slack, client, echo):
    inner = {"type": "actions", "elements": [button("Inside", "inside")]}
    box = {"type": "container", "title": text("Box"), "child_blocks": [inner]}
    row = {
        "type": "carousel",
        "elements": [{"type": "card", "title": text("Card"), "actions": [button("On it", "on")]}],
    }
    ts = client.chat_postMessage(channel=ANA, text="x", blocks=[box, row])["ts"]

    assert slack.act.click(ANA, ts=ts, label="Inside")["ok"]
    assert slack.act.click(ANA, ts=ts, label="On it")["ok"]

    assert [body["actions"][0]["action_id"] for body in echo.payloads("block_actions")] == ["inside", "on"]


# -- response_url


def test_a_click_can_be_answered_by_replacing_its_message_where_it_stands(slack, client, echo):
    parent = client.chat_postMessage(channel=ANA, text="parent")["ts"]
    reply = client.chat_postMessage(channel=ANA, text="Pick one", blocks=CARD, thread_ts=parent)["ts"]
    echo.answers["yes"] = {"replace_original": True, "text": "You picked yes"}

    slack.act.click(ANA, ts=reply, label="Yes")

    _, replaced = messages(slack, ANA)
    assert (replaced["ts"], replaced["thread_ts"], replaced["text"]) == (reply, parent, "You picked yes")
    assert replaced["blocks"] == []


def test_an_ephemeral_message_is_replaced_and_deleted_through_its_response_url(slack, client, echo):
    client.chat_postEphemeral(channel=ANAS_DM, user=ANA, text="Pick one", blocks=CARD)
    ts = card(slack)["ts"]
    echo.answers |= {
        "yes": {"replace_original": True, "text": "Pick one", "blocks": CARD},
        "no": {"delete_original": True},
    }

    slack.act.click(ANA, ts=ts, label="Yes")
    assert messages(slack, ANA)[0]["ephemeral"]
    slack.act.click(ANA, ts=ts, label="No")

    assert messages(slack, ANA) == []


def test_a_response_is_for_the_person_unless_it_says_otherwise(slack, client, echo):
    slack.act.command(ANA, "/careercheck aloud", channel=ENGINEERING)
    url = echo.heard[-1]["response_url"]
    from slack_sdk.webhook import WebhookClient  # noqa: PLC0415, TID251

    webhook = WebhookClient(url)
    webhook.send(text="psst")
    webhook.send(text="hear, hear", response_type="in_channel")

    assert texts(slack, ANA, ENGINEERING) == ["for everybody", "psst", "hear, hear"]
    assert texts(slack, BEN, ENGINEERING) == ["for everybody", "hear, hear"]


def test_a_response_url_works_five_times_within_half_an_hour(slack, echo, clock):
    slack.act.command(ANA, "/careercheck card")
    ts = card(slack)["ts"]
    slack.act.click(ANA, ts=ts, label="Yes")
    respond = echo.responds

    answers = [respond(text=f"{n}") for n in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert answers[-1].body == '{"ok": false, "error": "used_url"}'

    slack.act.click(ANA, ts=ts, label="Yes")
    clock.advance(timedelta(minutes=30, seconds=1))
    late = echo.responds(text="too late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


def test_a_bad_response_is_refused_with_a_bare_code_but_may_be_long(slack, echo):
    slack.act.command(ANA, "/careercheck card")
    slack.act.click(ANA, ts=card(slack)["ts"], label="Yes")

    bad = echo.responds(text="x", blocks=[{"type": "sparkles"}])
    assert (bad.status_code, bad.body) == (400, "invalid_blocks")

    long = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 5
    assert echo.responds(text="x", blocks=long).status_code == 200
    assert [call.method for call in slack.calls[-2:]] == ["respond", "respond"]
