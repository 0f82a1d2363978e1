"""What made-up people were shown to press and to fill in, where they wrote, and whose it is."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.kit_desk import Desk
from tests.kit_views import Json, parts

DATE = "2026-12-01"
PERSON = "U0BEN0001"


def buttons(desk: Desk, *, every: bool = False) -> list[tuple[str, str | None]]:
    """Return what was shown to be pressed: action id and value, two of each action unless `every`."""
    found: dict[str, list[str | None]] = {}
    for drawn in desk.drawn:
        fields = {id(part["element"]) for part in parts(drawn.json) if part.get("type") == "input"}
        for part in parts(drawn.json):
            if "action_id" in part and id(part) not in fields:
                values = found.setdefault(part["action_id"], [])
                if part.get("value") not in values:
                    values.append(part.get("value"))
    some = {action_id: values if every else values[:1] + values[1:][-1:] for action_id, values in found.items()}
    return [(action_id, value) for action_id, values in some.items() for value in values]


def forms(desk: Desk) -> list[Json]:
    """Return the forms that were shown, one of each."""
    return list({drawn.json["callback_id"]: drawn.json for drawn in desk.drawn if "submit" in drawn.json}.values())


def filled(view: Json) -> Json:
    """Return values for the fields of a form: the last option, a day, somebody or some words."""
    values = {}
    for part in parts(view):
        if part.get("type") == "input":
            element = part["element"]
            options = [inner["value"] for inner in parts(element) if "value" in inner]
            kinds = {"datepicker": DATE, "plain_text_input": "Talk to Maya", "users_select": PERSON}
            kinds["multi_users_select"] = [PERSON]
            values[element["action_id"]] = kinds.get(element["type"]) or options[-1]
    return values


@cache
def threads(desk: Desk) -> list[tuple[str, str]]:
    """Return the channels and threads of some checks, of each state."""
    return look(desk, "SELECT channel, thread_ts FROM checks GROUP BY state ORDER BY id")


@cache
def notes(desk: Desk) -> list[tuple[str, str]]:
    """Return where some notes were written."""
    return look(desk, "SELECT channel, message_ts FROM notes ORDER BY id LIMIT 2")


def owner_of(desk: Desk, value: str | None) -> str | None:
    """Return whose row a value names."""
    return next(iter(owners_of(desk, value)), None)


def owners_of(desk: Desk, value: str | None) -> list[str]:
    """Return everybody whose row a value names: of a team whoever leads or reads it, then whoever belongs to it."""
    row = (value or "").partition("|")[0]
    if look(desk, f"SELECT user_id FROM people WHERE user_id = '{row}'"):
        return [row]
    owned = [
        f"SELECT user_id FROM {table} WHERE id = '{row}'"
        for table in ("checks", "notes", "steps", "occasions", "evidence")
    ]
    tied = [f"SELECT user_id FROM {table} WHERE team_id = '{row}'" for table in ("viewers", "memberships")]
    return [str(user) for query in [*owned, *tied] for (user,) in look(desk, query)]


def look(desk: Desk, query: str) -> list[Any]:
    """Return what a query finds."""
    with desk.services.database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def said(user: str, channel: str, text: str, thread: str) -> Json:
    """Return the event of a message that somebody writes."""
    ts = f"1795425000.{next(_TS):06d}"
    body = {"type": "message", "channel_type": "im", "channel": channel, "user": user, "text": text, "ts": ts}
    return {**body, "thread_ts": thread} if thread else body


def event(name: str, user: str, channel: str, ts: str) -> Json:
    """Return an event as Slack sends it. A new one needs an example here."""
    words = {"user": user, "text": "Something else", "ts": ts}
    message = {"type": "message", "channel_type": "im", "channel": channel}
    examples: dict[str, Json] = {
        "app_home_opened": {"type": name, "user": user, "channel": channel, "tab": "home"},
        "message_changed": {**message, "subtype": name, "message": words, "previous_message": {"text": "Before"}},
        "message_deleted": {**message, "subtype": name, "deleted_ts": ts, "previous_message": words},
    }
    return examples[name]


_TS = iter(range(1, 10**6))
