"""What a first walk by fresh eyes stumbled over; each of these was once wrong."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.steps import begins, finishes_pillar


def test_words_answer_a_question_put_again_after_the_end(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    ana.clicks("Change")

    ana.writes("not yet")

    assert world.rows("SELECT * FROM notes") == []
    ana.sees("Your result, corrected")


def test_words_answer_a_question_put_again_before_the_open_one(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.clicks("Yes")
    ana.clicks("Change")

    ana.writes("partly")
    ana.writes("not yet")

    rows = world.rows("SELECT question, choice FROM answers ORDER BY id")
    assert [tuple(row) for row in rows] == [("S1", "yes"), ("S1", "partly"), ("S2", "not_yet")]


def test_a_bare_answer_after_the_end_is_no_note(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")

    ana.writes("not yet")

    assert world.rows("SELECT * FROM notes") == []
    ana.sees("This check is finished")


def test_an_answer_picked_for_change_while_a_question_is_open_is_put_again(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    old_result = ana.sees("Your result")
    ana.clicks("Change an answer", on=old_result)

    ana.submits(question="T1")

    card = ana.sees("So far you said: *Yes*")
    assert not button(card, "Pause")


def test_another_pillar_while_one_is_under_way(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck soft")
    ana.clicks("Yes")

    ana.runs("/careercheck experience")
    choice = ana.sees("The SET check: soft skills · Under way: 1 of 9 answered")
    assert "the SET check: experience instead" in words(choice)
    ana.clicks("Start over", on=choice)

    ana.sees("The SET check: experience: 7 questions")
    ana.presses_old(choice, "Start over")
    ana.sees("You have started over already")


def test_the_intro_of_a_pillar_speaks_of_that_pillar(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck soft")

    assert "three pillars" not in words(ana.sees("9 questions"))


def test_resume_points_to_an_offer(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck soft")
    ana.runs("/careercheck resume")

    assert [tuple(row) for row in world.rows("SELECT state FROM checks")] == [("offered",)]


@pytest.mark.parametrize("text", ["start the check", "check", "careercheck", "/careercheck", "Begin"])
def test_whoever_only_types_can_start(world: World, ana: Somebody, text: str) -> None:
    ana.writes(text, thread=False)

    ana.sees("The SET check: 21 questions")
    ana.writes("start", thread=False)
    ana.sees("1 of 21")


def test_pause_is_a_command_too(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.runs("/careercheck pause")

    ana.sees("Paused after 0 of 21")


def test_a_typed_answer_outside_the_thread_says_where_it_goes_on(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.writes("yes", thread=False)

    shown = ana.sees("It goes on in the thread")
    assert "thread_ts=" in str(button(shown, "Open it"))


def test_a_greeting_while_a_check_is_open_offers_to_continue(world: World, ana: Somebody) -> None:
    begins(ana)
    ana.writes("hi", thread=False)
    assert button(ana.sees("I'm here to help"), "Continue the check")
    ana.writes("thanks", thread=False)
    ana.sees("You're welcome")


def test_words_of_a_person_are_shown_as_they_wrote_them(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical", "Not yet")
    ana.clicks("Pick a next step")
    ana.submits(which="own", own="*Read* one ~paper~ a week :smile:", by="2026-12-11")

    saved = ana.sees("Your next step, by 11 December 2026")
    literal = next(block for block in saved["blocks"] if block["block_id"] == "saved.text")
    assert literal["text"]["type"] == "plain_text"
    assert literal["text"]["text"] == "*Read* one ~paper~ a week :smile:"


def test_the_twin_of_a_card_is_folded_too(world: World, ana: Somebody) -> None:
    begins(ana)
    card = ana.sees("1 of 21")
    world.slack.faults.deliver_then_drop("chat.postMessage")
    ana.clicks("Yes", on=card)
    world.passes(minutes=2)
    twins = [m for m in ana.messages() if "2 of 21" in m["text"]]
    assert len(twins) == 2

    ana.clicks("Yes", on=twins[0])
    world.passes(minutes=2)

    assert [m for m in ana.messages() if "2 of 21" in m["text"]] == []


def test_a_changed_answer_is_counted_once(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical")
    ana.clicks("Change")
    ana.clicks("Not yet")

    assert "5 answers" in ana.opens_home()


def test_a_cry_for_help_is_answered_while_the_database_is_locked(world: World, ana: Somebody) -> None:
    from tests.stories.test_storage_trouble import held_by_somebody_else  # noqa: PLC0415

    begins(ana)
    with held_by_somebody_else(world):
        world.slack.act.message(ana.id, "I want to kill myself")
        world.slack.wait_for(lambda: "talk to a person now" in str(ana.screen()), why="an answer")
    world.settles()
