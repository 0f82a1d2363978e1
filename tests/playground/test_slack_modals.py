"""Modals open, are filled in and lie on one another: real HTTP, a real websocket."""

from __future__ import annotations

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError

from tests.playground.echo import MODAL, button, text
from tests.playground.faces import ANA


def last_click(echo) -> dict:
    return echo.payloads("block_actions")[-1]


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
