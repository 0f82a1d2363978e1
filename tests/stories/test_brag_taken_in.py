"""The shortcut on messages of every shape: one's own words and their day, and nothing else of any of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from bot.features.brag.view import NO_WORDS, NOT_YOURS
from bot.runtime import payload
from tests.kit import Json, Somebody, World, words
from tests.stories.brags import kept

OWN = "Led the review"
TS = "1795420800.000100"  # nine in the morning of 23 November 2026 in Madrid

READ = "R&D with @ben: a < b, the plan (https://acme.example/x)"
OWN_WORDS: tuple[tuple[Json, str], ...] = (
    ({}, OWN),
    ({"thread_ts": "1795420000.000100", "parent_user_id": "U0BEN0001"}, OWN),
    ({"subtype": "file_share", "files": [{"id": "F1", "name": "numbers.csv"}]}, OWN),
    ({"subtype": "me_message"}, OWN),
    ({"edited": {"user": "U0ANA0001", "ts": TS}, "text": "Led two reviews"}, "Led two reviews"),
    ({"attachments": [{"is_share": True, "author_id": "U0BEN0001", "text": "Ben's words"}]}, OWN),
    ({"text": "R&amp;D with <@U0BEN0001|ben>: a &lt; b, <https://acme.example/x|the plan>"}, READ),
)
WITHOUT_WORDS: tuple[Json, ...] = (
    {"text": "", "files": [{"id": "F1", "name": "numbers.csv"}]},
    {"text": None},
    {"text": "", "blocks": [{"type": "rich_text", "elements": []}]},
    {"text": "", "attachments": [{"is_share": True, "author_id": "U0BEN0001", "text": "Ben's words"}]},
    {"text": "\u202e\u200b \n"},
)
OTHERS: tuple[Json, ...] = (
    {"user": "U0BEN0001"},
    {"user": None, "subtype": "bot_message", "bot_id": "B0000001"},
    {"bot_id": "B0000001"},
    {"subtype": "channel_join", "text": "<@U0ANA0001> has joined the channel"},
    {"user": ["U0ANA0001"]},
    {"subtype": ["me_message"]},
)


def takes(world: World, who: Somebody, **message: Any) -> tuple[str, Json | None]:
    """Use the shortcut on a message; returns what is said instead of a form, or what the form holds."""
    said = {"type": "message", "user": who.id, "ts": TS, "text": OWN, **message}
    body = {
        "type": "message_action",
        "callback_id": "brag_save",
        "user": {"id": who.id},
        "team": {"id": world.slack.cast.team_id},
        "trigger_id": "1.2.3",
        "channel": {"id": "C0TEAM001"},
        "message": {name: value for name, value in said.items() if value is not None},
    }
    reply = world.bot.router.handle(payload.shortcut(body))
    forms: list[Json] = []
    door: Any = SimpleNamespace(open_view=lambda _trigger, view: forms.append(dict(view)))
    for instant in reply.instants:
        instant.do(door)
    assert kept(world) == []
    if not forms:
        return words({"text": reply.shown.text if reply.shown else ""}), None
    inputs = {block["block_id"]: block["element"] for block in forms[0]["blocks"] if block["type"] == "input"}
    holds = {"text": inputs["text"].get("initial_value", ""), "day": inputs["day"].get("initial_date")}
    return words(forms[0]), holds


def test_ones_own_words_are_taken(world: World, agreed: Somebody) -> None:
    for message, text in OWN_WORDS:
        form, holds = takes(world, agreed, **message)

        assert holds == {"text": text, "day": "2026-11-23"}
        assert "Ben's" not in form
        assert "numbers.csv" not in form


def test_without_words_there_is_nothing_to_take(world: World, agreed: Somebody) -> None:
    for message in WITHOUT_WORDS:
        assert takes(world, agreed, **message) == (NO_WORDS, None), message


def test_nobody_elses_words_are_taken(world: World, agreed: Somebody) -> None:
    for message in OTHERS:
        assert takes(world, agreed, **message) == (NOT_YOURS, None), message


def test_forty_thousand_characters_are_cut_and_it_is_said(world: World, agreed: Somebody) -> None:
    form, holds = takes(world, agreed, text="word 👩🏽‍💻 " * 4000)

    assert holds is not None
    assert 2950 < len(holds["text"]) <= 3000
    assert "It was long, so these are its first 3,000 characters." in form


def test_a_time_that_is_none_or_still_to_come_is_today(world: World, agreed: Somebody) -> None:
    for ts in ("9" * 30, "", "1.2.3", None, "99999999999.000100"):
        _, holds = takes(world, agreed, ts=ts)

        assert holds == {"text": OWN, "day": "2026-11-23"}, ts


def test_the_day_is_the_one_it_was_where_the_person_is(world: World, agreed: Somebody) -> None:
    world.passes(days=3)

    _, holds = takes(world, agreed, ts="1795476600.000100")  # half past eleven in London, half past midnight in Madrid

    assert holds == {"text": OWN, "day": "2026-11-24"}
