"""Nothing goes into a brag document before its person agreed, and of a message only their own words ever do."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, words
from tests.stories.brags import LED, SAVING, agreed_at, fields, kept, posted, room
from tests.stories.steps import begins

pytestmark = pytest.mark.storage


def test_the_document_of_a_newcomer_is_empty_and_says_what_it_is(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck brag")

    ana.sees("Nothing stands here yet.")
    ana.clicks("Add something")
    assert SAVING in words(ana.modal() or {})


def test_the_command_opens_the_form_that_says_what_is_kept_with_the_words_in_it(world: World, ana: Somebody) -> None:
    ana.runs(f"/careercheck brag add {LED}")
    assert SAVING in words(ana.modal() or {})
    assert fields(ana)["text"] == LED
    assert kept(world) == []
    assert agreed_at(world, ana) is None

    ana.submits(pillar="experience")

    assert kept(world) == [(LED, "experience", "2026-11-23")]
    assert agreed_at(world, ana) is not None
    ana.sees("Kept in your brag document, for 23 November 2026, under Experience.")


def test_in_the_direct_message_a_button_carries_the_words_to_the_form(world: World, ana: Somebody) -> None:
    ana.writes(f"brag add {LED}", thread=False)
    ana.sees("Not kept yet.")
    assert LED not in str(world.rows("SELECT * FROM outbox"))
    ana.clicks("Write it down")
    assert fields(ana)["text"] == LED
    assert SAVING in words(ana.modal() or {})
    assert kept(world) == []

    ana.submits()

    assert [text for text, *_ in kept(world)] == [LED]


def test_words_too_long_for_a_button_are_cut_and_it_is_said(world: World, ana: Somebody) -> None:
    ana.writes(f"brag add {'x' * 2500}", thread=False)

    ana.sees("It was long: the form holds the first 1,900 characters.")
    ana.clicks("Write it down")
    assert len(fields(ana)["text"]) == 1900


def test_a_form_of_before_an_erasure_says_what_is_kept_before_it_keeps_anything(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    ana.runs("/careercheck brag add")
    assert SAVING not in words(ana.modal() or {})
    with world.bot.services.database.writing() as connection:
        connection.exec_driver_sql("UPDATE people SET consented_at = NULL")

    ana.submits(text=LED)

    assert SAVING in words(ana.modal() or {})
    assert fields(ana)["text"] == LED
    assert kept(world) == []
    ana.submits()
    assert [text for text, *_ in kept(world)] == [LED]


def test_the_shortcut_takes_ones_own_words_and_their_day(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    message = posted(world, ana, f"{LED} :tada: <@U0BEN0001>", room(ana))
    world.passes(days=3)

    ana.uses_shortcut_on(message, "brag_save")

    assert fields(ana)["day"] == "2026-11-23"
    assert fields(ana)["text"].startswith(LED)
    assert SAVING not in words(ana.modal() or {})
    assert kept(world) == []
    ana.submits(pillar="experience")
    [(text, pillar, day)] = kept(world)
    assert (text.startswith(LED), pillar, day) == (True, "experience", "2026-11-23")
    stored = str([world.rows(f"SELECT * FROM {table}") for table in ("evidence", "outbox", "receipts")])
    assert message["channel"] not in stored, "where it was said is nobody's business"
    assert message["ts"] not in stored


def test_of_somebody_elses_message_nothing_is_read(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    message = posted(world, world.who("ben"), "Ben did all of it himself", room(ana))

    ana.uses_shortcut_on(message, "brag_save")

    said = words(ana.modal() or {})
    assert "That message is somebody else's. Your brag document keeps your own words only" in said
    assert "Ben did" not in said
    assert kept(world) == []


def test_of_the_bots_own_messages_nothing_is_read(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")

    ana.uses_shortcut_on(ana.sees("Why this?"), "brag_save")

    assert "That message is somebody else's." in words(ana.modal() or {})


def test_a_newcomers_shortcut_asks_before_anything_is_kept(world: World, ana: Somebody) -> None:
    message = posted(world, ana, LED, room(ana))

    ana.uses_shortcut_on(message, "brag_save")

    assert SAVING in words(ana.modal() or {})
    assert kept(world) == []
    ana.submits()
    assert [text for text, *_ in kept(world)] == [LED]


def test_a_guest_is_told_that_this_is_not_for_them(world: World) -> None:
    gus = world.who("gus")

    gus.runs(f"/careercheck brag add {LED}")

    gus.sees("I can only help full members of this workspace. I have kept nothing about you.")
    assert kept(world) == []
    assert world.rows(f"SELECT 1 FROM people WHERE user_id = '{gus.id}'") == []
