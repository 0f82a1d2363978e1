"""What people do, as Slack tells it to the bot."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.simulation.door import BOT

TEAM = BOT["team_id"]
Json = dict[str, Any]


def click(user: str, action: str, value: str = "", ts: str = "1.0") -> Json:
    """Press a button in the conversation."""
    pressed = {"action_id": action, "action_ts": ts, "type": "button", **({"value": value} if value else {})}
    return {
        "team": {"id": TEAM},
        "user": {"id": user},
        "actions": [pressed],
        "channel": {"id": f"D{user}"},
        "container": {"message_ts": ts, "channel_id": f"D{user}"},
        "trigger_id": user,
        "response_url": f"https://hooks.example.com/{user}",
    }


def submit(user: str, view: Mapping[str, Any], view_id: str, values: Mapping[str, Any]) -> Json:
    """Send a form."""
    state = {name: {name: _field(value)} for name, value in values.items()}
    return {
        "team": {"id": TEAM},
        "user": {"id": user},
        "view": {**view, "id": view_id, "state": {"values": state}},
        "trigger_id": user,
    }


def hello(user: str, event_id: str, ts: str, text: str) -> Json:
    """Write to the bot."""
    said = {"type": "message", "channel_type": "im", "user": user, "channel": f"D{user}", "ts": ts, "text": text}
    return {"team_id": TEAM, "event_id": event_id, "event": said}


def home(user: str, event_id: str) -> Json:
    """Look at the Home tab."""
    return {
        "team_id": TEAM,
        "event_id": event_id,
        "event": {"type": "app_home_opened", "tab": "home", "user": user, "channel": f"D{user}"},
    }


def changed(user: str, event_id: str, **facts: Any) -> Json:
    """Be changed in Slack: another zone, or deactivated."""
    person = {"id": user, "team_id": TEAM, **facts}
    return {"team_id": TEAM, "event_id": event_id, "event": {"type": "user_change", "user": person}}


def told(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def _field(value: Any) -> Json:
    if isinstance(value, list):
        return {"type": "checkboxes", "selected_options": [{"value": one} for one in value]}
    return {"type": "plain_text_input", "value": value}
