"""Whatever somebody writes is shown as they wrote it, wherever it is shown: nothing in it acts or pings anybody."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.kit import Json, Somebody, World
from tests.stories.brags import code, fields, kept
from tests.stories.steps import begins

WIRE = "<!channel> & <@U0BEN0001> <https://evil.example|bank> <b> *b* _i_ ~s~ `c` :smile: {0} %s '; DROP TABLE x"
LINES = "```\n# not a heading\n- not an item\n```\n👩🏽‍💻 עברית"
HIDDEN = "\u202e\u200b\u2066"
TEXT = f"{WIRE}\n{LINES}"


@pytest.fixture
def wrote(ana: Somebody) -> Somebody:
    """Ana, who wrote it as a note on a question and as an entry, with what is invisible around it."""
    begins(ana, "/careercheck technical")
    ana.writes(f"{HIDDEN}{TEXT}{HIDDEN}")
    for _ in range(5):
        ana.clicks("Yes")
    ana.writes(f"brag add {HIDDEN}{TEXT}{HIDDEN}", thread=False)
    return ana


def plain(part: Any) -> list[str]:
    """Return every text that Slack shows without looking for markup."""
    if isinstance(part, dict):
        own = [part["text"]] if part.get("type") == "plain_text" else []
        return own + [text for value in part.values() for text in plain(value)]
    return [text for one in part for text in plain(one)] if isinstance(part, list) else []


def is_harmless(shown: Json) -> None:
    """Make sure that no markup in it, and not its text, calls, names or links anybody."""
    for markup in (str(shown["text"]), *marked_up(shown["blocks"])):
        assert "<!" not in markup
        assert "<@" not in markup
        assert "<http" not in markup
    assert not [char for char in HIDDEN if char in json.dumps(shown, ensure_ascii=False)]


def marked_up(part: Any) -> list[str]:
    """Return every text in which Slack looks for markup."""
    if isinstance(part, dict):
        own = [part["text"]] if part.get("type") == "mrkdwn" else []
        return own + [text for value in part.values() for text in marked_up(value)]
    return [text for one in part for text in marked_up(one)] if isinstance(part, list) else []


def test_it_is_kept_and_shown_as_it_was_written(world: World, wrote: Somebody) -> None:
    assert [text for text, *_ in kept(world)] == [TEXT]
    saved = wrote.sees("Kept in your brag document")
    assert TEXT in plain(saved["blocks"])
    is_harmless(saved)
    wrote.writes("brag", thread=False)
    card = wrote.sees("2 entries")
    assert plain(card["blocks"]).count(TEXT) == 2
    assert card["text"].count("; DROP TABLE x") == 2, "whoever has it read aloud hears it too"
    is_harmless(card)
    wrote.clicks("Edit", on=saved)
    assert fields(wrote)["text"] == TEXT
    wrote.submits()
    assert [text for text, *_ in kept(world)] == [TEXT], "saved as it was, it is as it was"


def test_before_a_question_it_is_one_harmless_line(world: World, wrote: Somebody) -> None:
    world.passes(days=100)
    begins(wrote, "/careercheck technical")

    question = wrote.sees("you noted")
    [line] = [text for text in marked_up(question["blocks"]) if "you noted" in text]
    assert line.startswith("In November 2026 you noted: &lt;!channel&gt; &amp; &lt;@U0BEN0001&gt;")
    assert "\n" not in line
    is_harmless(question)


def test_it_is_taken_along_and_told_letter_by_letter(world: World, wrote: Somebody) -> None:
    wrote.runs("/careercheck brag")
    wrote.clicks("Export as Markdown")
    within = TEXT.replace("\n", "\n  ")
    exported = wrote.sees("Your brag document as Markdown")
    assert code(exported).count(within) == 2
    is_harmless(exported)
    wrote.clicks("Prepare my 1:1")
    form = wrote.modal() or {}
    boxes = next(block for block in form["blocks"] if block["block_id"] == "pieces0")["element"]["options"]
    assert all(option["text"]["type"] == "plain_text" for option in boxes)

    wrote.submits(parts=[], pieces0=[option["value"] for option in boxes])

    told = wrote.sees("For your 1:1: copy it")
    assert code(told).count(within) == 2
    is_harmless(told)
