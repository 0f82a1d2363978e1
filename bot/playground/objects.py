"""Tables of rules for texts, options and interactive elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.rules import (
    Rule,
    anything,
    boolean,
    both,
    fields,
    items,
    number,
    one_of,
    problem,
    string,
    typed,
    url,
)

ACTION_ID = string(255, 1)
STYLE = one_of("primary", "danger")


def plain(most: int) -> Rule:
    """A plain text object."""
    return typed({"plain_text": fields({"text": string(most, 1)}, {"emoji": boolean})})


def text(most: int) -> Rule:
    """A plain text or mrkdwn object."""
    mrkdwn = fields({"text": string(most, 1)}, {"verbatim": boolean})
    return typed({"plain_text": fields({"text": string(most, 1)}, {"emoji": boolean}), "mrkdwn": mrkdwn})


CONFIRM = fields(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)}, {"style": STYLE}
)  # fmt: skip
OPTION = fields({"text": plain(75), "value": string(150)}, {"description": plain(75)})
BOX = fields({"text": text(75), "value": string(150)}, {"description": text(75)})
LINK_OPTION = fields({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": url})
GROUP = fields({"label": plain(75), "options": items(OPTION, 100)})
DISPATCH = fields({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)})
SLACK_FILE = fields({}, {"id": string(255, 1), "url": url}, either=("id", "url"))
IMAGE = fields(
    {"alt_text": string(2000, 1)}, {"image_url": url, "slack_file": SLACK_FILE}, either=("image_url", "slack_file")
)

ACTION: dict[str, Rule] = {"action_id": ACTION_ID, "confirm": CONFIRM}
FOCUS: dict[str, Rule] = {**ACTION, "focus_on_load": boolean}
HINTED: dict[str, Rule] = {**FOCUS, "placeholder": plain(150)}


def _first_is_offered(value: Any, at: str) -> Iterator[str]:
    """What is chosen from the start must be one of the options."""
    groups = value.get("option_groups", [])
    offered = [*value.get("options", []), *(option for group in groups for option in group["options"])]
    chosen = [*value.get("initial_options", []), *([value["initial_option"]] if "initial_option" in value else [])]
    values = {option["value"] for option in offered}
    if any(one.get("value") not in values for one in chosen):
        yield problem("initial option must be one of the options", at)


def _boxes(first: dict[str, Rule]) -> Rule:
    return both(fields({"options": items(BOX, 10)}, {**FOCUS, **first}), _first_is_offered)


def _select(first: dict[str, Rule]) -> Rule:
    optional = {**HINTED, **first, "options": items(OPTION, 100), "option_groups": items(GROUP, 100)}
    return both(fields({}, optional, either=("options", "option_groups")), _first_is_offered)


def _input(**more: Rule) -> Rule:
    return fields({}, {**HINTED, "initial_value": string(3000), "dispatch_action_config": DISPATCH, **more})


BUTTON = fields(
    {"text": plain(75)},
    {**ACTION, "value": string(2000), "url": url, "style": STYLE, "accessibility_label": string(75)},
)
LENGTHS: dict[str, Rule] = {"min_length": number(0, 3000), "max_length": number(1, 3000)}
MANY: dict[str, Rule] = {"max_selected_items": number(1)}
FEEDBACK = fields({"text": plain(75)}, {"value": string(2000), "accessibility_label": string(75)})

ELEMENTS: dict[str, Rule] = {
    "button": BUTTON,
    "workflow_button": fields({"text": plain(75), "workflow": anything}, {**ACTION, "style": STYLE}),
    "overflow": fields({"options": items(LINK_OPTION, 5)}, ACTION),
    "radio_buttons": _boxes({"initial_option": BOX}),
    "checkboxes": _boxes({"initial_options": items(BOX, 10)}),
    "static_select": _select({"initial_option": OPTION}),
    "multi_static_select": _select({"initial_options": items(OPTION, 100), **MANY}),
    "external_select": fields({}, {**HINTED, "initial_option": OPTION, "min_query_length": number(0)}),
    "users_select": fields({}, {**HINTED, "initial_user": string(255)}),
    "multi_users_select": fields({}, {**HINTED, "initial_users": items(string(255), 100), **MANY}),
    "conversations_select": fields(
        {},
        {
            **HINTED,
            "initial_conversation": string(255),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": anything,
        },
    ),
    "channels_select": fields({}, {**HINTED, "initial_channel": string(255), "response_url_enabled": boolean}),
    "datepicker": fields({}, {**HINTED, "initial_date": string(10, 10)}),
    "timepicker": fields({}, {**HINTED, "initial_time": string(5, 5), "timezone": string(255)}),
    "datetimepicker": fields({}, {**FOCUS, "initial_date_time": number(1_000_000_000, 9_999_999_999)}),
    "plain_text_input": _input(multiline=boolean, **LENGTHS),
    "email_text_input": _input(),
    "url_text_input": _input(),
    "number_input": fields(
        {"is_decimal_allowed": boolean},
        {
            **HINTED,
            "initial_value": string(255),
            "min_value": string(255),
            "max_value": string(255),
            "dispatch_action_config": DISPATCH,
        },
    ),
    "rich_text_input": fields(
        {}, {**HINTED, "initial_value": anything, "min_lines": number(1, 100), "max_lines": number(1, 100)}
    ),
    "file_input": fields({}, {"action_id": ACTION_ID, "filetypes": anything, "max_files": number(1, 10)}),
    "feedback_buttons": fields({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, {"action_id": ACTION_ID}),
    "icon_button": fields(
        {"icon": one_of("trash"), "text": plain(75)},
        {
            **ACTION,
            "value": string(2000),
            "accessibility_label": string(75),
            "visible_to_user_ids": items(string(255), 10),
        },
    ),
    "image": IMAGE,
    "plain_text": text(3000),
    "mrkdwn": text(3000),
}


def among(*names: str) -> Rule:
    """One of these kinds of element."""
    return typed({name: ELEMENTS[name] for name in names})


MENUS = (
    "static_select", "multi_static_select", "external_select", "users_select", "multi_users_select",
    "conversations_select", "channels_select",
)  # fmt: skip
CHOICES = ("radio_buttons", "checkboxes", "datepicker", "timepicker", *MENUS)
IN_ACTIONS = among("button", "workflow_button", "overflow", "datetimepicker", *CHOICES)
IN_SECTION = among("button", "workflow_button", "overflow", "image", *CHOICES)
IN_INPUT = among(
    "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input",
    "datetimepicker", *CHOICES,
)  # fmt: skip
IN_CONTEXT = among("image", "plain_text", "mrkdwn")
IN_CONTEXT_ACTIONS = among("feedback_buttons", "icon_button")
