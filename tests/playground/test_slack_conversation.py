"""People and a Bolt app in conversation: real HTTP, a real websocket."""

from __future__ import annotations

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.cast import Person
from tests.playground.echo import CARD, MODAL, button, text
from tests.playground.faces import ANA, ANAS_DM, BEN, ENGINEERING, GENERAL, messages, texts, unread


def card(slack, user: str = ANA) -> dict:
    return next(message for message in messages(slack, user) if message["text"] == "Pick one")


def last_click(echo) -> dict:
    return echo.payloads("block_actions")[-1]


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


# -- modals


def open_modal(slack) -> dict:
    assert slack.act.command(ANA, "/careercheck modal")["ok"]
    return slack.screen(ANA)["modal"]


def test_a_modal_opens_and_closes_with_what_was_put_in(slack, echo):
    view = open_modal(slack)
    assert (view["title"]["text"], view["errors"]) == ("A note", {})

    assert slack.act.submit(ANA, view["id"], {"typed": "hello", "hue": "Blue"})["ok"]

    values = echo.payloads("view_submission")[0]["view"]["state"]["values"]
    assert values["words"]["typed"] == {"type": "plain_text_input", "value": "hello"}
    assert values["hue"]["hue"]["selected_option"]["value"] == "blue"
    assert slack.screen(ANA)["modal"] is None


def test_an_untouched_optional_input_arrives_as_null(slack, echo):
    slack.act.submit(ANA, open_modal(slack)["id"], {"typed": "hello"})

    values = echo.payloads("view_submission")[0]["view"]["state"]["values"]
    assert values["hue"]["hue"] == {"type": "radio_buttons", "selected_option": None}


def test_slack_itself_asks_for_what_is_missing_or_too_long(slack, echo):
    view = open_modal(slack)

    missing = slack.act.submit(ANA, view["id"])
    assert (missing["ok"], list(missing["errors"])) == (False, ["words"])
    assert slack.screen(ANA)["modal"]["errors"] == missing["errors"]
    assert not slack.act.submit(ANA, view["id"], {"typed": "x" * 41})["ok"]
    assert echo.payloads("view_submission") == []


def test_typing_into_a_modal_keeps_and_sends_nothing(slack, echo):
    view = open_modal(slack)

    slack.act.choose(ANA, view_id=view["id"], action_id="typed", value="draft")

    assert echo.payloads("block_actions") == []
    assert slack.screen(ANA)["modal"]["state"]["values"]["words"]["typed"]["value"] == "draft"


def test_errors_stay_under_their_fields(slack, echo):
    view = open_modal(slack)
    echo.answers["note"] = {"response_action": "errors", "errors": {"words": "Try again"}}

    assert slack.act.submit(ANA, view["id"], {"typed": "hello"})["response_action"] == "errors"
    shown = slack.screen(ANA)["modal"]
    assert (shown["id"], shown["errors"]) == (view["id"], {"words": "Try again"})

    echo.answers["note"] = {"response_action": "errors", "errors": {"nowhere": "Try again"}}
    assert slack.act.submit(ANA, view["id"])["error"] == "invalid_errors"


def test_an_answer_can_update_push_and_clear(slack, echo):
    view = open_modal(slack)
    echo.answers["note"] = {"response_action": "update", "view": MODAL | {"title": text("Second")}}
    slack.act.submit(ANA, view["id"], {"typed": "hello"})
    updated = slack.screen(ANA)["modal"]
    assert (updated["id"], updated["title"]["text"]) == (view["id"], "Second")
    assert updated["hash"] != view["hash"]

    echo.answers["note"] = {"response_action": "push", "view": MODAL | {"title": text("Third")}}
    slack.act.submit(ANA, view["id"])
    pushed = slack.screen(ANA)["modal"]
    assert (pushed["previous_view_id"], pushed["root_view_id"]) == (view["id"], view["id"])

    echo.answers["note"] = {"response_action": "clear"}
    slack.act.submit(ANA, pushed["id"], {"typed": "hello"})
    assert slack.screen(ANA)["modal"] is None


def test_a_view_slack_would_not_take_as_answer_fails_in_front_of_the_person(slack, echo):
    view = open_modal(slack)
    echo.answers["note"] = {"response_action": "update", "view": MODAL | {"title": text("x" * 25)}}

    assert slack.act.submit(ANA, view["id"], {"typed": "hello"})["error"] == "invalid_arguments"
    assert slack.screen(ANA)["modal"]["title"]["text"] == "A note"


def test_three_modals_and_no_more_lie_on_one_another(slack, echo):
    view = open_modal(slack)
    for title in ("two", "three"):
        echo.answers["note"] = {"response_action": "push", "view": MODAL | {"title": text(title)}}
        slack.act.submit(ANA, slack.screen(ANA)["modal"]["id"], {"typed": "x"})

    top = slack.screen(ANA)["modal"]["id"]
    assert slack.act.submit(ANA, top, {"typed": "x"})["error"] == "push_limit_reached"
    assert slack.act.submit(ANA, view["id"])["error"] == "not_found"


def test_closing_tells_the_bot_and_brings_the_one_below_back(slack, echo):
    view = open_modal(slack)
    echo.answers["note"] = {"response_action": "push", "view": MODAL}
    slack.act.submit(ANA, view["id"], {"typed": "x"})

    assert slack.act.close(ANA, slack.screen(ANA)["modal"]["id"])["ok"]

    assert slack.screen(ANA)["modal"]["id"] == view["id"]
    assert "trigger_id" not in echo.payloads("view_closed")[0]


def test_views_update_changes_the_open_modal_unless_it_changed_meanwhile(slack, client, echo):
    view = open_modal(slack)
    slack.act.choose(ANA, view_id=view["id"], action_id="typed", value="draft")

    client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL | {"title": text("New")})
    with pytest.raises(SlackApiError, match="hash_conflict"):
        client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)

    shown = slack.screen(ANA)["modal"]
    assert shown["title"]["text"] == "New"
    assert shown["state"]["values"]["words"]["typed"]["value"] == "draft"


def test_a_trigger_works_once_and_for_three_seconds(slack, client, echo, clock):
    slack.act.command(ANA, "/careercheck modal")
    used = echo.heard[-1]["trigger_id"]
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        client.views_open(trigger_id=used, view=MODAL)

    slack.act.command(ANA, "/careercheck hi")
    fresh = echo.heard[-1]["trigger_id"]
    clock.advance(timedelta(seconds=3.1))
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        client.views_push(trigger_id=fresh, view=MODAL)


def test_a_click_in_a_modal_can_push_another_one(slack, client, echo):
    view = open_modal(slack)
    more = {"type": "actions", "elements": [button("More", "more")]}
    client.views_update(view_id=view["id"], view=MODAL | {"blocks": [*MODAL["blocks"], more]})
    slack.act.choose(ANA, view_id=view["id"], action_id="typed", value="draft")

    assert slack.act.click(ANA, view_id=view["id"], label="More")["ok"]
    payload = last_click(echo)
    assert payload["view"]["state"]["values"]["words"]["typed"]["value"] == "draft"
    client.views_push(trigger_id=payload["trigger_id"], view=MODAL | {"title": text("On top")})

    assert slack.screen(ANA)["modal"]["title"]["text"] == "On top"
    assert slack.act.click(ANA, view_id=view["id"], label="More")["error"] == "not_found"


def test_external_ids_name_one_open_modal(slack, client, echo):
    slack.act.command(ANA, "/careercheck hi")
    client.views_open(trigger_id=echo.heard[-1]["trigger_id"], view=MODAL | {"external_id": "mine"})
    client.views_update(external_id="mine", view=MODAL | {"external_id": "mine", "title": text("Renamed")})
    slack.act.command(ANA, "/careercheck hi")

    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        client.views_push(trigger_id=echo.heard[-1]["trigger_id"], view=MODAL | {"external_id": "mine"})
    assert slack.screen(ANA)["modal"]["title"]["text"] == "Renamed"


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
