"""What people write does what buttons do; everything else is a note, an explanation, or answered kindly."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.steps import begins, finishes_pillar


def answers(world: World) -> list[tuple[str, str | None]]:
    return [(row[0], row[1]) for row in world.rows("SELECT question, choice FROM answers ORDER BY id")]


def test_answers_in_words(world: World, ana: Somebody) -> None:
    begins(ana)

    ana.writes("yes!")
    ana.writes("Partly")
    ana.writes("not yet 😅")
    ana.writes("skip")
    ana.writes("2")

    assert answers(world) == [("S1", "yes"), ("S2", "partly"), ("S3", "not_yet"), ("S4", None), ("S5", "partly")]
    ana.sees("6 of 21")


def test_a_typed_answer_is_folded_in_time(world: World, ana: Somebody) -> None:
    begins(ana)
    first = ana.sees("1 of 21")

    ana.writes("yes")

    folded = next(m for m in ana.messages() if m["ts"] == first["ts"])
    assert button(folded, "Change")


def test_the_experience_pillar_has_its_own_words(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck experience")

    ana.writes("I have it")
    ana.writes("i can get it")

    assert [choice for _, choice in answers(world)] == ["yes", "partly"]


def test_top_level_words_count_while_exactly_one_question_is_open(world: World, ana: Somebody) -> None:
    begins(ana)

    ana.writes("yes", thread=False)

    assert answers(world) == [("S1", "yes")]
    ana.sees("2 of 21")
    ana.writes("What a day, it rained all morning", thread=False)
    assert world.rows("SELECT * FROM notes") == []
    ana.sees("I don't have anything good on that")


def test_back_puts_the_question_before_again(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.writes("yes")

    ana.writes("back")

    assert "1 of 21" in ana.in_thread()[-1]
    assert "So far you said: *Yes*" in ana.in_thread()[-1]
    ana.writes("not yet")
    assert answers(world) == [("S1", "yes"), ("S1", "not_yet")]
    assert "2 of 21" in ana.in_thread()[-1]


@pytest.mark.parametrize("asked", ["why", "help", "what does that mean", "Is this about my own team only?"])
def test_a_question_gets_the_explanation_and_is_not_kept(world: World, ana: Somebody, asked: str) -> None:
    begins(ana)

    ana.writes(asked)

    assert "Why it is asked:" in ana.in_thread()[-1]
    assert world.rows("SELECT * FROM notes") == []
    assert answers(world) == []


def test_why_by_button(world: World, ana: Somebody) -> None:
    begins(ana)

    ana.clicks("Why this?")

    assert "Why it is asked:" in words(ana.sees("Why it is asked:"))


def test_a_note_is_kept_shown_and_can_be_removed(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.writes("yes, I did that last year with the payments team")

    ana.sees("Kept as a private note on")
    assert [row[0] for row in world.rows("SELECT text FROM notes")] == [
        "yes, I did that last year with the payments team"
    ]
    assert answers(world) == []
    ana.clicks("Remove")
    assert world.rows("SELECT * FROM notes") == []
    ana.sees("Removed.")


@pytest.mark.parametrize(
    "said", ["technical debt is what I know best", "Experience is what I lack here", "result: we shipped it"]
)
def test_a_note_may_begin_with_the_word_of_a_command(world: World, ana: Somebody, said: str) -> None:
    begins(ana)

    ana.writes(said)

    ana.sees("Kept as a private note on")
    assert [row[0] for row in world.rows("SELECT text FROM notes")] == [said]


def test_a_note_follows_its_message(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.writes("first words about it here")
    mine = ana.sees("first words about it here")

    ana.edits(mine, "better words about it here")
    assert [row[0] for row in world.rows("SELECT text FROM notes")] == ["better words about it here"]

    ana.deletes(mine)
    assert world.rows("SELECT * FROM notes") == []


def test_notes_stand_in_the_result(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    ana.writes("I rebuilt our storage layer twice")
    finishes_pillar(ana, "technical")

    assert "I rebuilt our storage layer twice" in words(ana.sees("Your result"))


def test_a_note_is_shown_literally_and_never_pings(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    nasty = "<!channel> <@U0BEN0001> <https://evil.example|your bank> & *bold* \u202egnp.exe\x00"
    ana.writes(nasty)
    finishes_pillar(ana, "technical")

    result = ana.sees("Your result")
    notes = next(block["text"] for block in result["blocks"] if block["block_id"] == "notes")
    assert notes["type"] == "plain_text"
    shown = notes["text"]
    assert "<!channel> <@U0BEN0001> <https://evil.example|your bank> & *bold*" in shown
    assert "\u202e" not in shown
    assert "\x00" not in shown


def test_a_very_long_note_is_cut_with_a_notice(world: World, ana: Somebody) -> None:
    begins(ana)

    ana.writes("so much to say " * 2600)

    ana.sees("It was long, so I kept the first 3,000 characters")
    assert len(world.rows("SELECT text FROM notes")[0][0]) <= 3000


def test_words_after_a_pillar(world: World, ana: Somebody) -> None:
    begins(ana)
    finishes_pillar(ana, "soft")

    ana.writes("ok")

    assert "10 of 21" in ana.in_thread()[-1]


def test_an_answer_where_no_question_is_open(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")

    ana.writes("resume")

    assert "Your result" in ana.in_thread()[-1]


def test_start_in_words(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck")
    ana.writes("some early thoughts of mine")
    ana.sees("I haven't kept what you wrote")
    assert world.rows("SELECT * FROM notes") == []

    ana.writes("start")

    ana.sees("1 of 21")
    ana.sees("Your questions are in this thread")


@pytest.mark.parametrize("where", [True, False])
def test_a_cry_for_help_is_answered_first_and_never_kept(world: World, ana: Somebody, *, where: bool) -> None:
    begins(ana)

    ana.writes("I want to kill myself", thread=where)

    ana.sees(world.bot.services.catalog.words.crisis_text.split("\n")[0][:40])
    assert world.rows("SELECT * FROM notes") == []
    ana.does_not_see("Kept as a private note")
    assert "kill" not in str(world.rows("SELECT * FROM outbox"))


def test_a_note_edited_into_a_cry_for_help_is_not_kept(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.writes("a note about my week")

    ana.edits(ana.sees("a note about my week"), "I want to end my life")

    assert world.rows("SELECT * FROM notes") == []
    ana.sees(world.bot.services.catalog.words.crisis_text.split("\n")[0][:40])
