"""What Slack refuses, the simulator refuses, with the same code and the place of the mistake."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.refusal import Refused
from bot.playground.surfaces import check_message, check_view
from tests.playground.echo import CARD, HOME, MODAL, button, section, text
from tests.playground.faces import ANA, ANAS_DM

OPTION = {"text": text("One"), "value": "1"}
DIVIDER = {"type": "divider"}
TYPED = {"type": "plain_text_input", "action_id": "typed"}


def actions(*elements: dict) -> dict:
    return {"type": "actions", "elements": list(elements)}


def question(element: dict, **more) -> dict:
    return {"type": "input", "label": text("Q"), "element": element, **more}


def pie(*segments: tuple[str, float], title: str = "Chart") -> dict:
    parts = [{"label": label, "value": value} for label, value in segments]
    return {"type": "data_visualization", "title": title, "chart": {"type": "pie", "segments": parts}}


def bars(names: list[str], labels: list[str], categories: list[str] | None = None, value: float = 1) -> dict:
    series = [{"name": name, "data": [{"label": label, "value": value} for label in labels]} for name in names]
    chart = {"type": "bar", "series": series, "axis_config": {"categories": categories or labels}}
    return {"type": "data_visualization", "title": "Chart", "chart": chart}


def select(options: list[dict], **more) -> dict:
    return {"type": "static_select", "action_id": "s", "options": options, **more}


def radio(options: list[dict], **more) -> dict:
    return {"type": "radio_buttons", "action_id": "r", "options": options, **more}


BAD_BLOCKS = {
    "an unknown block": (DIVIDER | {"type": "sparkles"}, "/0/type"),
    "a block without a type": ({"text": text("x")}, "/0"),
    "not an object": ("words", "/0"),
    "a field nobody knows": (DIVIDER | {"colour": "red"}, "/0"),
    "a section without anything": ({"type": "section"}, "/0"),
    "a section of 3001 characters": (section("x" * 3001), "/0/text/text"),
    "an empty section": (section(""), "/0/text/text"),
    "eleven fields": ({"type": "section", "fields": [text("x")] * 11}, "/0/fields"),
    "a field of 2001 characters": ({"type": "section", "fields": [text("x" * 2001)]}, "/0/fields/0/text"),
    "an input as accessory": (section("x", accessory=TYPED), "/0/accessory/type"),
    "a header in mrkdwn": ({"type": "header", "text": text("x", "mrkdwn")}, "/0/text/type"),
    "a header of 151 characters": ({"type": "header", "text": text("x" * 151)}, "/0/text/text"),
    "eleven parts of a context": ({"type": "context", "elements": [text("x")] * 11}, "/0/elements"),
    "a button in a context": ({"type": "context", "elements": [button("x", "y")]}, "/0/elements/0/type"),
    "no actions": (actions(), "/0/elements"),
    "26 actions": (actions(*[button("x", f"b{n}") for n in range(26)]), "/0/elements"),
    "two equal action_ids": (actions(button("x", "same"), button("y", "same")), "/0/elements/1/action_id"),
    "an action_id of 256 characters": (actions(button("x", "y" * 256, "v")), "/0/elements/0/action_id"),
    "a block_id of 256 characters": (DIVIDER | {"block_id": "b" * 256}, "/0/block_id"),
    "a button of 76 characters": (actions(button("x" * 76, "y")), "/0/elements/0/text/text"),
    "a button with bold words": (actions(button("x", "y") | {"text": text("x", "mrkdwn")}), "/0/elements/0/text/type"),
    "a button value of 2001 characters": (actions(button("x", "y", "v" * 2001)), "/0/elements/0/value"),
    "a button url of 3001 characters": (actions(button("x", "y", url="https://" + "x" * 2993)), "/0/elements/0/url"),
    "a button url that is none": (actions(button("x", "y", url="elsewhere")), "/0/elements/0/url"),
    "a green button": (actions(button("x", "y", style="success")), "/0/elements/0/style"),
    "a confirm without words": (actions(button("x", "y", confirm={"title": text("x")})), "/0/elements/0/confirm"),
    "a picture without alt_text": ({"type": "image", "image_url": "https://x.org/a.png"}, "/0"),
    "a picture of nothing": ({"type": "image", "alt_text": "a"}, "/0"),
    "a picture from two places": (
        {"type": "image", "alt_text": "a", "image_url": "https://x.org/a.png", "slack_file": {"id": "F1"}},
        "/0",
    ),
    "a small picture without alt_text": (
        {"type": "context", "elements": [{"type": "image", "image_url": "https://x.org/a.png"}]},
        "/0/elements/0",
    ),
    "a menu without options": (actions({"type": "static_select", "action_id": "s"}), "/0/elements/0"),
    "a menu of 101 options": (actions(select([OPTION] * 101)), "/0/elements/0/options"),
    "an option of 76 characters": (
        actions(select([OPTION | {"text": text("x" * 76)}])),
        "/0/elements/0/options/0/text/text",
    ),
    "an option value of 151 characters": (
        actions(select([OPTION | {"value": "x" * 151}])),
        "/0/elements/0/options/0/value",
    ),
    "a placeholder of 151 characters": (
        actions(select([OPTION], placeholder=text("x" * 151))),
        "/0/elements/0/placeholder/text",
    ),
    "a first choice that is not offered": (
        actions(select([OPTION], initial_option=OPTION | {"value": "2"})),
        "/0/elements/0",
    ),
    "eleven radio buttons": (actions(radio([OPTION] * 11)), "/0/elements/0/options"),
    "six entries behind the dots": (
        actions({"type": "overflow", "action_id": "o", "options": [OPTION] * 6}),
        "/0/elements/0/options",
    ),
    "an input without label": ({"type": "input", "element": TYPED}, "/0"),
    "a label of 2001 characters": (question(TYPED) | {"label": text("x" * 2001)}, "/0/label/text"),
    "a button as input": (question(button("x", "y")), "/0/element/type"),
    "a text input of 3001 characters": (question(TYPED | {"max_length": 3001}), "/0/element/max_length"),
    "a number input outside a modal": (
        question({"type": "number_input", "is_decimal_allowed": False, "action_id": "n"}),
        "/0/element/type",
    ),
    "an alert outside a modal": ({"type": "alert", "text": text("x")}, "/0/type"),
    "markdown of 12001 characters": ({"type": "markdown", "text": "x" * 12_001}, "/0/text"),
    "a table with ragged rows": (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 2, [{"type": "raw_text", "text": "a"}]]},
        "/0/rows",
    ),
    "a card of four buttons": (
        {"type": "card", "title": text("x"), "actions": [button("x", f"b{n}") for n in range(4)]},
        "/0/actions",
    ),
    "a container of eleven": (
        {"type": "container", "title": text("x"), "child_blocks": [DIVIDER] * 11},
        "/0/child_blocks",
    ),
    "a chart title of 51 characters": (pie(("a", 1), title="x" * 51), "/0/title"),
    "seven segments": (pie(*[(f"s{n}", 1) for n in range(7)]), "/0/chart/segments"),
    "a segment of nothing": (pie(("a", 0)), "/0/chart/segments/0/value"),
    "a segment label of 21 characters": (pie(("x" * 21, 1)), "/0/chart/segments/0/label"),
    "seven series": (bars([f"s{n}" for n in range(7)], ["a"]), "/0/chart/series"),
    "two series of one name": (bars(["s", "s"], ["a"]), "/0/chart/series"),
    "21 points": (bars(["s"], [f"p{n}" for n in range(21)]), "/0/chart/series/0/data"),
    "points that miss a category": (bars(["s"], ["a"], ["a", "b"]), "/0/chart/series/0/data"),
    "a point at infinity": (bars(["s"], ["a"], value=float("inf")), "/0/chart/series/0/data/0/value"),
    "a chart of no known kind": (
        {"type": "data_visualization", "title": "x", "chart": {"type": "donut"}},
        "/0/chart/type",
    ),
}


@pytest.mark.parametrize("name", BAD_BLOCKS)
def test_a_message_with_a_bad_block_is_refused_with_its_place(name):
    block, place = BAD_BLOCKS[name]

    with pytest.raises(Refused) as refused:
        check_message("words", [block])

    assert refused.value.code == "invalid_blocks"
    assert refused.value.messages[0].endswith(f"[json-pointer:/blocks{place}]")


BAD_MESSAGES = {
    "nothing at all": ("", [], "no_text"),
    "40001 characters": ("x" * 40_001, [], "msg_too_long"),
    "51 blocks": ("x", [DIVIDER] * 51, "invalid_blocks"),
    "two blocks of one id": ("x", [DIVIDER | {"block_id": "b"}] * 2, "invalid_blocks"),
    "three charts": ("x", [pie(("a", 1))] * 3, "invalid_blocks"),
    "13001 characters in blocks": ("x", [section("x" * 2600)] * 5 + [section("x")], "msg_blocks_too_long"),
    "blocks that are no list": ("x", {"type": "divider"}, "invalid_blocks_format"),
}


@pytest.mark.parametrize("name", BAD_MESSAGES)
def test_a_bad_message_is_refused(name):
    words, blocks, code = BAD_MESSAGES[name]

    with pytest.raises(Refused) as refused:
        check_message(words, blocks)

    assert refused.value.code == code


GOOD_BLOCKS = {
    "the echo bot's card": CARD,
    "50 dividers": [DIVIDER] * 50,
    "a section of 3000 characters": [section("x" * 3000)],
    "13000 characters in all": [section("x" * 2600)] * 5,
    "two charts": [pie(("a", 1), ("b", 0.5)), bars(["s", "t"], ["a", "b"], value=-1)],
    "a menu with a first choice": [actions(select([OPTION], initial_option=OPTION, placeholder=text("Pick")))],
    "an input in a message": [question(TYPED, dispatch_action=True, block_id="q")],
    "a picture": [{"type": "image", "alt_text": "a", "image_url": "https://x.org/a.png", "title": text("T")}],
    "what Slack returned before": [
        {"type": "section", "block_id": "b", "text": {"type": "mrkdwn", "text": "x", "verbatim": False}},
        {"type": "header", "block_id": "c", "text": {"type": "plain_text", "text": "x", "emoji": True}},
    ],
    "a link button": [actions(button("Open", "open", url="slack://app?team=T1&id=A1&tab=home", style="primary"))],
}


@pytest.mark.parametrize("name", GOOD_BLOCKS)
def test_what_slack_takes_is_taken(name):
    check_message("words", GOOD_BLOCKS[name])


INPUT = question(TYPED, block_id="q")
BAD_VIEWS = {
    "a modal without title": ({k: v for k, v in MODAL.items() if k != "title"}, "modal", "/view"),
    "a title of 25 characters": (MODAL | {"title": text("x" * 25)}, "modal", "/view/title/text"),
    "a submit of 25 characters": (MODAL | {"submit": text("x" * 25)}, "modal", "/view/submit/text"),
    "inputs and no submit": ({k: v for k, v in MODAL.items() if k != "submit"}, "modal", "/view"),
    "3001 characters of private metadata": (
        MODAL | {"private_metadata": "x" * 3001},
        "modal",
        "/view/private_metadata",
    ),
    "a callback_id of 256 characters": (MODAL | {"callback_id": "x" * 256}, "modal", "/view/callback_id"),
    "101 blocks": (MODAL | {"blocks": [DIVIDER] * 101}, "modal", "/view/blocks"),
    "a chart in a modal": (MODAL | {"blocks": [pie(("a", 1))]}, "modal", "/view/blocks/0/type"),
    "markdown in a modal": (MODAL | {"blocks": [{"type": "markdown", "text": "x"}]}, "modal", "/view/blocks/0/type"),
    "a home in place of a modal": (HOME, "modal", "/view/type"),
    "a modal in place of a home": (MODAL, "home", "/view/type"),
    "a home with a submit": (HOME | {"submit": text("x")}, "home", "/view"),
    "an alert at home": (HOME | {"blocks": [{"type": "alert", "text": text("x")}]}, "home", "/view/blocks/0/type"),
    "two blocks of one id": (HOME | {"blocks": [INPUT, INPUT]}, "home", "/view/blocks/1/block_id"),
    "a date and time at home": (
        HOME | {"blocks": [actions({"type": "datetimepicker", "action_id": "d"})]},
        "home",
        "/view/blocks/0/elements/0/type",
    ),
}


@pytest.mark.parametrize("name", BAD_VIEWS)
def test_a_bad_view_is_refused_with_its_place(name):
    view, kind, place = BAD_VIEWS[name]

    with pytest.raises(Refused) as refused:
        check_view(view, kind)

    assert refused.value.code == "invalid_arguments"
    assert refused.value.messages[0].endswith(f"[json-pointer:{place}]")


def test_a_view_of_more_than_250_kilobytes_is_refused():
    with pytest.raises(Refused, match="view_too_large"):
        check_view(HOME | {"blocks": [section("x" * 3000)] * 90}, "home")


def test_a_home_may_hold_a_chart():
    check_view(HOME | {"blocks": [pie(("a", 1))]}, "home")


def test_the_client_reads_code_and_place_of_a_refusal(client):
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=ANAS_DM, text="x", blocks=[{"type": "sparkles"}])

    answer = refused.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == ["unsupported type: sparkles [json-pointer:/blocks/0/type]"]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {answer['errors'][0]}"]


def test_a_refused_home_leaves_the_old_one(slack, client):
    client.views_publish(user_id=ANA, view=HOME)

    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.views_publish(user_id=ANA, view=HOME | {"blocks": [{"type": "alert", "text": text("x")}]})

    assert slack.screen(ANA)["home"]["blocks"][0]["text"]["text"] == "Welcome home"
