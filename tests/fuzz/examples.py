"""One of each that Slack sends of itself: messages, people, shortcuts, forms, and buttons that others made up."""

from __future__ import annotations

from collections.abc import Mapping

from tests.fuzz.payloads import (
    ANA,
    BEN,
    CANARY,
    CAST,
    DM,
    RESPOND,
    TEAM,
    TS,
    Json,
    click,
    event,
    interaction,
    message,
    said_by_bot,
    slash,
    submitted,
    view,
)


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
