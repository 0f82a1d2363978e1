"""One of each that Slack sends, with the made-up people of the playground. Every word in them is a canary."""

from __future__ import annotations

import json
from collections.abc import Mapping
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


def about_messages(thread: str) -> list[Json]:
    """Messages written, changed and deleted, by people and by us."""
    mine, theirs = said_by_bot([], thread=thread), message(f"a note {CANARY}", thread_ts=thread)
    about = {"type": "message", "channel": DM, "channel_type": "im", "event_ts": TS, "ts": TS}
    return [
        message(f"hello {CANARY}"),
        message("yes", thread_ts=thread, parent_user_id=CAST.bot.user_id),
        message(f"I led a team {CANARY}", thread_ts=thread),
        message("help"),
        {**mine, "channel": DM, "channel_type": "im", "event_ts": TS},
        {
            **about,
            "subtype": "message_changed",
            "message": {**theirs, "text": f"{CANARY}!"},
            "previous_message": theirs,
        },
        {**about, "subtype": "message_changed", "message": mine, "previous_message": mine},
        {**about, "subtype": "message_deleted", "previous_message": theirs, "deleted_ts": theirs["ts"]},
    ]


def about_people() -> list[Json]:
    """People who come, change and go, and the app that is taken away."""
    user = {
        "id": BEN, "team_id": TEAM, "name": CANARY, "deleted": False, "real_name": CANARY, "tz": "Europe/London",
        "tz_offset": 0, "locale": "en-GB", "is_bot": False, "is_restricted": False, "is_ultra_restricted": False,
        "updated": 1795165260, "profile": {"title": CANARY, "real_name": CANARY, "fields": None},
    }  # fmt: skip
    home = {"type": "app_home_opened", "user": ANA, "channel": DM, "event_ts": TS}
    return [
        {**home, "tab": "home"},
        {**home, "tab": "home", "view": view("", "", {})},
        {**home, "tab": "messages"},
        {"type": "team_join", "user": user, "cache_ts": 1795165260, "event_ts": TS},
        {"type": "user_change", "user": {**user, "deleted": True}, "cache_ts": 1795165260, "event_ts": TS},
        {"type": "tokens_revoked", "tokens": {"oauth": [ANA], "bot": []}, "event_ts": TS},
        {"type": "reaction_added", "user": ANA, "item": {"type": "message", "channel": DM, "ts": TS}},
    ]


def taken_in() -> list[Json]:
    """A shortcut on messages of every shape: one's own, another's, a bot's, without words, with far too many."""
    mine = {"type": "message", "user": ANA, "text": CANARY, "ts": TS, "team": TEAM}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    said: list[Json] = [
        mine,
        {**mine, "user": BEN},
        {**mine, "user": BEN, "text": ""},
        {**said_by_bot([]), "subtype": "bot_message"},
        {**mine, "bot_id": CAST.bot.bot_id},
        {**mine, "thread_ts": TS, "parent_user_id": BEN},
        {**mine, "text": f"{CANARY} <@{BEN}|ben> <https://example.com|x> &lt;b&gt; " * 800},
        {**mine, "text": f"{CANARY} I want to die"},
        {**mine, "text": "", "files": [{"id": "F0000001", "name": CANARY, "mimetype": "image/png"}]},
        {**mine, "text": "", "blocks": [rich]},
        {key: value for key, value in mine.items() if key != "text"},
        {**mine, "text": "", "attachments": [{"is_share": True, "author_id": BEN, "text": CANARY, "ts": TS}]},
        {**mine, "edited": {"user": ANA, "ts": TS}},
        {**mine, "ts": "9" * 30},
        {"type": "message", "subtype": "channel_join", "user": ANA, "ts": TS},
    ]
    more = {"callback_id": "brag_save", "action_ts": TS, "message_ts": TS, "channel": {"id": DM, "name": CANARY}}
    return [interaction("message_action", **more, message=message, response_url=RESPOND) for message in said]


def kept_and_shown(entry: str) -> list[Json]:
    """What somebody has to show, and what was before: commands, forms, and buttons that others made up."""
    mine, theirs = f"{ANA}|{TEAM}", f"{BEN}|{TEAM}"
    owners = (mine, theirs, f"{ANA}|T0ELSEWHERE")
    tickets = (
        f"{mine}|||1||1|",
        f"{mine}|{entry}|first|||1|",
        f"{mine}|{entry}|first||{TS}|1|1",
        f"{theirs}|||1||1|",
    )
    made_up = {
        "brag.page:after": [*(f"{owner}|2" for owner in owners), f"{mine}|999999", f"{mine}|-1"],
        "brag.new": [f"{owner}|{CANARY}|a|b" for owner in owners],
        "brag.edit": [f"{entry}|1", f"{entry}|0", "e|1"],
        "brag.drop": ["e|1", f"{CANARY}|0"],
        "brag.prepare": owners,
        "history.older": [CANARY, entry],
        "history.questions": [CANARY],
    }
    pressed = [(name, value) for name, values in made_up.items() for value in values]
    spoken = ("brag", "brag add", f"brag add {CANARY}", "history", "trend", f"brag add {CANARY} I want to die")
    return [
        *(slash(text) for text in spoken),
        *(event(message(text), number) for number, text in enumerate(spoken, 77_000_000)),
        *(submitted("brag.save", ticket) for ticket in tickets),
        *(submitted("brag.build", owner) for owner in owners),
        *(click({"type": "button", "action_id": name, "block_id": "b", "value": value}, []) for name, value in pressed),
    ]


def others(forms: Mapping[str, str]) -> list[Json]:
    """What is neither click nor event; `forms`: the metadata of each by its callback id."""
    first, metadata = next(iter(forms.items()))
    return [
        *(slash(text) for text in ("", "help", "soft", "result", "status", "pause", "resume", CANARY, f"a {CANARY}")),
        *(submitted(callback, known) for callback, known in (*forms.items(), ("gone", metadata))),
        submitted("team.create", f"{ANA}|{TEAM}"),
        interaction("view_closed", view=view(first, metadata, {}), is_cleared=False),
        interaction("shortcut", callback_id="check_open", action_ts=TS),
        interaction("message_action", callback_id="gone", action_ts=TS, message=said_by_bot([])),
        *taken_in(),
        interaction("block_suggestion", action_id="gone", block_id="b", value=CANARY, container={"type": "message"}),
        {"type": "url_verification", "token": "verification-token", "challenge": CANARY},
        {"type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1795165260, "token": "t"},
    ]


def copied(payload: Json) -> Json:
    """A copy to spoil."""
    fresh: Json = json.loads(json.dumps(payload))
    return fresh
