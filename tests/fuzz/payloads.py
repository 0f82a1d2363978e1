"""What Slack sends, made part by part, with the made-up people of the playground. Every word in it is a canary."""

from __future__ import annotations

from typing import Any

from bot.playground.cast import demo_cast

Json = dict[str, Any]

CANARY = "zq7canary"
CAST = demo_cast()
TEAM, ANA, BEN, DM = CAST.team_id, "U0ANA0001", "U0BEN0001", "D0ANA0001"
TRIGGER = "8400000000001.8400000000002.0123456789abcdef0123456789abcdef"
RESPOND = f"http://127.0.0.1:9/actions/{TEAM}/8400000000004/abcdefABCDEF0123456789ab"
TS = "1795165201.000200"


def slash(text: str, user: str = ANA) -> Json:
    """A slash command; every field is a string."""
    return {
        "token": "verification-token", "team_id": TEAM, "team_domain": CAST.domain, "channel_id": DM,
        "channel_name": "directmessage", "user_id": user, "user_name": "ana", "command": CAST.bot.command,
        "text": text, "api_app_id": CAST.bot.app_id, "is_enterprise_install": "false", "response_url": RESPOND,
        "trigger_id": TRIGGER,
    }  # fmt: skip


def interaction(kind: str, **more: Any) -> Json:
    """What all interactions have in common."""
    return {
        "type": kind,
        "user": {"id": ANA, "username": "ana", "name": "ana", "team_id": TEAM},
        "api_app_id": CAST.bot.app_id,
        "token": "verification-token",
        "trigger_id": TRIGGER,
        "team": {"id": TEAM, "domain": CAST.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        **more,
    }


def said_by_bot(blocks: list[Json], ts: str = TS, thread: str = TS) -> Json:
    """A message of ours as Slack sends it back."""
    return {
        "user": CAST.bot.user_id, "type": "message", "ts": ts, "bot_id": CAST.bot.bot_id, "app_id": CAST.bot.app_id,
        "text": CANARY, "team": TEAM, "thread_ts": thread, "parent_user_id": CAST.bot.user_id, "blocks": blocks,
    }  # fmt: skip


def click(action: Json, blocks: list[Json], ts: str = TS, thread: str = TS) -> Json:
    """A click on a button in a thread of the direct message."""
    return interaction(
        "block_actions",
        container={"type": "message", "message_ts": ts, "channel_id": DM, "is_ephemeral": False, "thread_ts": thread},
        channel={"id": DM, "name": "directmessage"},
        message=said_by_bot(blocks, ts, thread),
        state={"values": {}},
        response_url=RESPOND,
        actions=[{**action, "action_ts": "1795165300.445566"}],
    )


def ephemeral_click(action: Json) -> Json:
    """A click in a message that only one person sees: it does not travel along."""
    payload = click(action, [])
    payload["container"]["is_ephemeral"] = True
    return {key: value for key, value in payload.items() if key != "message"}


def view(callback_id: str, metadata: str, values: Json) -> Json:
    """A modal as it is sent back."""
    return {
        "id": "V0CHECK01", "team_id": TEAM, "type": "modal", "blocks": [], "private_metadata": metadata,
        "callback_id": callback_id, "state": {"values": values}, "hash": "1795165300.AbCdEfGh",
        "title": {"type": "plain_text", "text": CANARY, "emoji": True}, "clear_on_close": False,
        "notify_on_close": True, "previous_view_id": None, "root_view_id": "V0CHECK01",
        "app_id": CAST.bot.app_id, "external_id": "", "app_installed_team_id": TEAM, "bot_id": CAST.bot.bot_id,
    }  # fmt: skip


def home_click(action: Json) -> Json:
    """A click on the Home tab: no channel, no message, no response address."""
    return interaction(
        "block_actions",
        container={"type": "view", "view_id": "V0HOME001"},
        view={**view("", "", {}), "type": "home", "id": "V0HOME001"},
        actions=[{**action, "action_ts": "1795165300.445566"}],
    )


def submitted(callback_id: str, metadata: str) -> Json:
    """A modal submitted, with all that any form of ours asks for."""
    values = {
        "own": {"own": {"type": "plain_text_input", "value": f"ask for feedback {CANARY}"}},
        "which": {"which": {"type": "radio_buttons", "selected_option": {"value": "own"}}},
        "by": {"by": {"type": "datepicker", "selected_date": "2026-12-24"}},
        "question": {"question": {"type": "static_select", "selected_option": None}},
        "name": {"name": {"type": "plain_text_input", "value": CANARY}},
        "lead": {"lead": {"type": "users_select", "selected_user": BEN}},
        "people": {"people": {"type": "multi_users_select", "selected_users": [BEN]}},
        "viewers": {"viewers": {"type": "multi_users_select", "selected_users": []}},
        "text": {"text": {"type": "plain_text_input", "value": f"led a review {CANARY}"}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-11-20"}},
        "pillar": {"pillar": {"type": "static_select", "selected_option": {"value": "soft"}}},
        "parts": {"parts": {"type": "checkboxes", "selected_options": [{"value": "open"}, {"value": "strengths"}]}},
        "pieces0": {"pieces0": {"type": "checkboxes", "selected_options": [{"value": f"entry:{CANARY}"}]}},
    }
    return interaction("view_submission", response_urls=[], view=view(callback_id, metadata, values))


def event(inner: Json, number: int = 1) -> Json:
    """The envelope of an event."""
    installed = {
        "enterprise_id": None, "team_id": TEAM, "user_id": CAST.bot.user_id, "is_bot": True,
        "is_enterprise_install": False,
    }  # fmt: skip
    return {
        "token": "verification-token", "team_id": TEAM, "context_team_id": TEAM, "context_enterprise_id": None,
        "api_app_id": CAST.bot.app_id, "event": inner, "type": "event_callback", "event_id": f"Ev{number:08d}",
        "event_time": 1795165260, "authorizations": [installed], "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6Im1lc3NhZ2UifQ",
    }  # fmt: skip


def message(text: str, **more: Any) -> Json:
    """Something written to the bot."""
    element = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {
        "user": ANA, "type": "message", "ts": "1795165260.000300", "text": text, "team": TEAM, "channel": DM,
        "client_msg_id": "5d1f7c1e-2f0a-4a55-9a61-3b1f0f6a1c01", "event_ts": "1795165260.000300",
        "blocks": [{"type": "rich_text", "block_id": "kR1xQ", "elements": [element]}], "channel_type": "im", **more,
    }  # fmt: skip
