"""What a brag document is good for: turned page by page, taken along, told in a 1:1, seen again at a question."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kit import Json, Somebody, World, button, words
from tests.stories.brags import LED, shown, to_copy, writes_down
from tests.stories.steps import begins

pytestmark = pytest.mark.storage


@pytest.fixture
def done(ana: Somebody) -> Somebody:
    """Ana, who has a result of the technical pillar, with a note on its first question."""
    begins(ana, "/careercheck technical")
    ana.writes("I know our queue from the inside")
    ana.clicks("Yes")
    for answer in ("Not yet", "Yes", "Yes", "Yes"):
        ana.clicks(answer)
    return ana


def test_ten_years_are_turned_page_by_page(world: World, done: Somebody) -> None:
    writes_down(world, done, 520, "Thing {} " + "and more " * 300)
    done.runs("/careercheck brag")
    first = words(done.sees("Your brag document"))
    assert "521 entries" in first
    assert "I know our queue" in first, "what has a pillar comes first"
    done.clicks("Next page (2 of 53)")
    assert "Thing 9 " in words(done.sees("Your brag document"))

    done.clicks("Page before (1 of 53)")

    assert "Thing 8 " in words(done.sees("Your brag document"))


def test_a_page_that_is_no_more_is_the_last_one(world: World, done: Somebody) -> None:
    writes_down(world, done, 11)
    done.writes("brag", thread=False)
    page = done.sees("12 entries")
    with world.bot.services.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM evidence WHERE id <> 'e00000'")

    done.clicks("Next page (2 of 2)", on=page)

    assert "Thing 0" in words(done.sees("2 entries"))


def test_somebody_elses_page_is_not_found(world: World, done: Somebody) -> None:
    writes_down(world, done, 11)
    done.writes("brag", thread=False)
    turn: Any = button(done.sees("12 entries"), "Next page (2 of 2)")
    ben = world.who("ben")
    begins(ben, "/careercheck technical")
    card = ben.sees("Why this?")

    world.slack.act.click(ben.id, channel=card["channel"], stale=True, action=turn, message=card)
    world.settles()

    ben.sees("I can't find that any more")
    ben.does_not_see("Thing")


def test_the_text_for_a_1_1_holds_what_was_picked_and_stays_with_its_person(world: World, done: Somebody) -> None:
    done.clicks("Pick a next step")
    done.submits(which="own", own="Read one paper", by="2026-12-11")
    done.runs(f"/careercheck brag add {LED}")
    done.runs("/careercheck brag add Something that stays out")
    done.runs("/careercheck brag")
    done.clicks("Prepare my 1:1")
    entry = world.rows("SELECT id FROM evidence ORDER BY id")[0][0]

    done.submits(parts=["open", "strengths"], pieces0=[f"entry:{entry}"])

    [text] = to_copy(done, "For your 1:1: copy it, change what you like, and send it yourself.")
    assert text.startswith("For our 1:1, 23 November 2026\n\nWhat I did\n- 23 November 2026: " + LED)
    assert "What I am working on\n- Read one paper (by 11 December 2026)" in text
    assert "What I can build on (career check of 23 November 2026)\n- " in text
    assert "get better at" not in text, "it was not ticked"
    assert "stays out" not in text
    assert "queue" not in text
    for name in ("ben", "dev", "ewa"):
        world.who(name).does_not_see("1:1")


def test_nothing_ticked_is_nothing_to_write(world: World, done: Somebody) -> None:
    done.runs("/careercheck brag")
    done.clicks("Prepare my 1:1")

    done.submits(parts=[])
    assert "Tick at least one thing" in str(done.screen())
    done.submits(parts=["done"])

    assert "There is nothing in what you ticked yet" in str(done.screen())
    assert to_copy(done, "For your 1:1") == []


def test_of_many_the_newest_forty_can_be_ticked_and_it_is_said(world: World, done: Somebody) -> None:
    writes_down(world, done, 60)
    done.runs("/careercheck brag")

    done.clicks("Prepare my 1:1")

    form = done.modal() or {}
    groups = [block["element"]["options"] for block in form["blocks"] if block["block_id"].startswith("pieces")]
    offered = [option["text"]["text"] for group in groups for option in group]
    assert len(offered) == 40
    assert offered[0] == "23 November 2026: I know our queue from the inside"
    assert "Thing 38" in offered[-1]
    assert "These are the newest; 21 older ones are in your brag document." in words(form)


def test_pieces_of_somebody_else_are_left_out(world: World, done: Somebody) -> None:
    writes_down(world, done, 1, "Hers alone")
    ben = world.who("ben")
    begins(ben, "/careercheck technical")
    ben.runs(f"/careercheck brag add {LED}")
    ben.runs("/careercheck brag")
    ben.clicks("Prepare my 1:1")
    form = ben.modal() or {}
    forged = {"selected_options": [{"value": "entry:e00000"}]}
    view = {**form, "state": {"values": {"pieces0": {"pieces0": forged}}}}
    body = {"team": {"id": world.slack.cast.team_id}, "user": {"id": ben.id}, "view": view}
    answers: list[Json] = []
    world.bot.router.on_submit(lambda **answer: answers.append(answer), body)  # type: ignore[arg-type]
    world.settles()

    assert "Tick at least one thing" in str(answers)
    ben.does_not_see("Hers alone")


def test_a_question_shows_what_was_noted_on_it_in_an_earlier_check(world: World, done: Somebody) -> None:
    world.passes(days=100)
    begins(done, "/careercheck technical")

    question = words(done.sees("*Technical skills* · 1 of 5"))
    assert "In November 2026 you noted: I know our queue from the inside" in question
    done.clicks("Yes")

    assert "you noted" not in words(done.sees("*Technical skills* · 2 of 5"))


def test_the_month_of_a_note_is_the_one_it_was_where_its_person_is(world: World, ana: Somebody) -> None:
    world.passes(days=7, hours=14, minutes=30)  # half past eleven in London, half past midnight in Madrid
    begins(ana, "/careercheck technical")
    ana.writes("I know our queue from the inside")
    ana.clicks("Yes")
    for _ in range(4):
        ana.clicks("Yes")
    assert "1 December 2026 · A note on" in shown(ana)
    world.passes(days=100)
    begins(ana, "/careercheck technical")
    ana.sees("In December 2026 you noted: I know our queue")
    ana.clicks("Yes")
    ana.clicks("Change")

    assert "In December 2026 you noted" in words(ana.messages()[-2])


def test_what_is_noted_in_this_check_is_counted_and_not_shown_as_an_earlier_note(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    ana.writes("I know our queue from the inside")
    ana.clicks("Yes")

    ana.clicks("Change")

    again = words(ana.sees("1 note kept with this question."))
    assert "you noted" not in again


def test_from_home_it_comes_into_the_direct_message(world: World, done: Somebody) -> None:
    done.opens_home()

    done.clicks_home("My brag document")

    assert "Your brag document is in our direct message." in words(done.modal() or {})
    assert "I know our queue from the inside" in words(done.sees("1 entry"))
