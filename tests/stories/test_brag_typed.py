"""What somebody writes behind "brag" is never dropped: it is kept, asked about, or answered."""

from __future__ import annotations

import pytest

from bot.features.brag.typed import beside, to_add
from tests.kit import Somebody, World, button, words
from tests.stories.brags import LED, SAVING, fields, kept


@pytest.mark.parametrize(
    "typed", [f"brag {LED}", f"brag: {LED}", f"brag - {LED}", f"brag add: {LED}", f"Brag document, {LED}"]
)
@pytest.mark.parametrize("how", ["command", "message"])
def test_words_behind_brag_are_kept_and_it_is_said(world: World, agreed: Somebody, typed: str, how: str) -> None:
    if how == "command":
        agreed.runs(f"/careercheck {typed}")
    else:
        agreed.writes(typed, thread=False)

    answer = agreed.sees("Kept in your brag document")
    assert LED in words(answer)
    assert button(answer, "Delete")
    assert [text for text, *_ in kept(world)] == [LED]


def test_a_whole_sentence_behind_brag_is_kept(world: World, agreed: Somebody) -> None:
    agreed.writes("brag I ran the postmortem", thread=False)

    assert [text for text, *_ in kept(world)] == ["I ran the postmortem"]


@pytest.mark.parametrize("where", ["command", "message"])
def test_before_somebody_agreed_nothing_is_kept_and_no_word_lost(world: World, ana: Somebody, where: str) -> None:
    ana.runs("/careercheck help")
    if where == "command":
        ana.runs(f"/careercheck brag {LED}")
    else:
        ana.writes(f"brag {LED}", thread=False)
        ana.clicks("Write it down")

    assert SAVING in words(ana.modal() or {})
    assert fields(ana)["text"] == LED
    assert kept(world) == []


@pytest.mark.parametrize(
    "typed", ["show", "edit", "delete the last one", "export as Markdown", "prepare my 1:1", "..."]
)
def test_words_for_the_document_and_its_buttons_show_it(world: World, agreed: Somebody, typed: str) -> None:
    agreed.runs(f"/careercheck brag {typed}")
    agreed.writes(f"brag {typed}", thread=False)

    assert len([m for m in agreed.messages() if "Nothing stands here yet." in words(m)]) == 2
    assert kept(world) == []


def test_a_question_after_the_command_is_put_into_the_form_and_not_kept(world: World, agreed: Somebody) -> None:
    agreed.runs("/careercheck brag how do I begin one?")

    assert fields(agreed)["text"] == "how do I begin one?"
    assert kept(world) == []


@pytest.mark.parametrize(
    "asked",
    [
        "brag document examples",
        "brag: how do I begin",
        "brag about my work without being annoying",
        "brag Is that wise?",
        "brag or not",
    ],
)
def test_a_question_about_bragging_is_answered_and_not_kept(world: World, agreed: Somebody, asked: str) -> None:
    agreed.writes(asked, thread=False)

    agreed.does_not_see("Kept in your brag document")
    assert kept(world) == []


def test_in_the_thread_of_a_check_it_is_a_note_and_stands_in_the_document_too(world: World, agreed: Somebody) -> None:
    agreed.writes(f"brag {LED}")

    assert world.rows("SELECT text FROM notes") == [(f"brag {LED}",)]
    assert kept(world) == []


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("brag add: I did it", "I did it"),
        ("brag add, I did it", "I did it"),
        ("brag add - I did it", "I did it"),
        ("brag add- I did it", "I did it"),
        ("brag add\u2014 I did it", "I did it"),
        ("brag add :tada: shipped", ":tada: shipped"),
        ("brag add -5 % load", "-5 % load"),
        ("brag add", ""),
        ("brag add:", ""),
        ("brag add-on shipped", None),
        ("brag additional work", None),
        ("bragging add", None),
    ],
)
def test_a_mark_behind_add_is_no_part_of_it(line: str, rest: str | None) -> None:
    assert to_add(line) == rest


def test_whatever_stands_behind_it_is_as_it_was_written() -> None:
    assert beside("brag-worthy work") is None
    assert beside("brag add-on shipped") == "add-on shipped"
    assert beside(f"brag{' ' * 40_000}x") == "x"
    assert beside(f"brag{' ' * 40_000}") == ""
    assert beside("brag \u202e\u200b") == ""
    assert beside("brag 🎉") == "🎉"


def test_what_is_long_or_hidden_is_cut_and_cleaned_as_after_add(world: World, agreed: Somebody) -> None:
    agreed.writes(f"brag \u202e{'word ' * 7990}", thread=False)

    agreed.sees("It was long, so I kept the first 3,000 characters.")
    [(text, *_)] = kept(world)
    assert len(text) <= 3000
    assert "\u202e" not in text
