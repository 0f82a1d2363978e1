"""What interactive elements hold: their state as Slack reports it, and how a person changes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.normal import inner_blocks
from bot.playground.refusal import Refused
from bot.playground.state import Json, Picks

STATE = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
"""Element type -> (key of its state, key of its first value). A type that is not here keeps no state."""

MANY = {"checkboxes", "multi_static_select", "multi_users_select"}
PEOPLE = {"users_select", "multi_users_select"}
CHOICES = {"static_select", "radio_buttons", "checkboxes", "multi_static_select", "overflow"}


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield every (block, element) that a person can use, in the order they are drawn."""
    for block in blocks:
        parts = [block.get("accessory"), block.get("element"), *block.get("elements", []), *block.get("actions", [])]
        for part in parts:
            if isinstance(part, dict) and "action_id" in part:
                yield block, part
        yield from interactive(inner_blocks(block))


def options(element: Json) -> list[Json]:
    """Return all options of an element, those in groups too."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def state(element: Json, value: Any = None) -> Json:
    """Return an element's state holding `value`, or its first value where that is None."""
    key, first = STATE[element["type"]]
    empty: Any = [] if element["type"] in MANY else None
    held = element.get(first, empty) if value is None else value
    return {"type": element["type"], key: held}


def values(blocks: list[Json], picks: Picks) -> Picks:
    """Return `state.values` of a message or view: each stateful element, picked or at its first value."""
    result: Picks = {}
    for block, element in interactive(blocks):
        if element["type"] in STATE:
            held = picks.get(block["block_id"], {}).get(element["action_id"])
            fits = held is not None and held["type"] == element["type"]
            result.setdefault(block["block_id"], {})[element["action_id"]] = held if fits and held else state(element)
    return result


def held(element: Json, picked: Json) -> Any:
    """Return the bare value inside an element's state."""
    return picked[STATE[element["type"]][0]]


def pick(element: Json, value: Any) -> Json:
    """Return the element's state after somebody picked `value`: option values (or labels), user ids, a date, a text.

    Raises:
        Refused: invalid_value, when the element does not offer that, or not so many at once.
    """
    kind = element["type"]
    if kind not in STATE:
        raise Refused("invalid_value", [f"{kind} keeps no value"])
    key = STATE[kind][0]
    empty = value is None or value in ("", [])
    if kind in MANY:
        wanted = [] if empty else value if isinstance(value, list) else [value]
        if len(wanted) > element.get("max_selected_items", len(wanted)):
            raise Refused(
                "invalid_value", [f"{element['action_id']} takes no more than {element['max_selected_items']}"]
            )
        return {"type": kind, key: [option(element, one) for one in wanted] if kind in CHOICES else wanted}
    if empty:
        return {"type": kind, key: None}
    return {
        "type": kind,
        key: option(element, value) if kind in CHOICES else value if kind == "datetimepicker" else str(value),
    }


def option(element: Json, wanted: Any) -> Json:
    """Return the option with this value, else with this label. Raises Refused(invalid_value)."""
    offered = options(element)
    for candidate in offered:
        if candidate.get("value") == wanted:
            return candidate
    for candidate in offered:
        if candidate["text"]["text"] == wanted:
            return candidate
    raise Refused("invalid_value", [f"{element['action_id']} does not offer {wanted!r}"])
