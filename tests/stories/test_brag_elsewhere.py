"""What is open in one window while something happens in another, or while its person is erased."""

from __future__ import annotations

import pytest

from bot.store.person import erase
from tests.kit import Somebody, World, button, words
from tests.stories.brags import LED, SAVING, agreed_at, kept, sent_elsewhere, shown, to_copy, writes_down
from tests.stories.steps import begins, finishes_pillar

pytestmark = pytest.mark.storage


def is_erased(world: World, who: Somebody) -> None:
    with world.bot.services.database.writing() as connection:
        erase(connection, world.slack.cast.team_id, who.id)


@pytest.mark.parametrize("opened", ["Edit", "Show my brag document", "for a newcomer"])
def test_a_form_of_somebody_erased_keeps_nothing_and_shows_what_they_wrote(
    world: World, ana: Somebody, opened: str
) -> None:
    if opened == "for a newcomer":
        ana.runs("/careercheck brag add")
    else:
        begins(ana, "/careercheck technical")
        ana.writes(f"brag add {LED}", thread=False)
        ana.clicks(opened, on=ana.sees("Kept in your brag document"))
        if opened != "Edit":
            ana.clicks("Add something")
    is_erased(world, ana)

    ana.submits(text="Worth keeping")

    modal = ana.modal() or {}
    assert "this was erased with it" in words(modal)
    assert "Worth keeping" in words(modal)
    assert "submit" not in modal or modal["submit"] is None
    assert world.rows("SELECT 1 FROM people") == kept(world) == []


def test_whoever_left_and_is_back_is_asked_again_with_their_words_in_the_form(world: World, agreed: Somebody) -> None:
    agreed.runs("/careercheck brag add")
    assert SAVING not in words(agreed.modal() or {})
    with world.bot.services.database.writing() as connection:
        connection.exec_driver_sql(
            f"UPDATE people SET active = false, consented_at = NULL WHERE user_id = '{agreed.id}'"
        )

    agreed.submits(text=LED)

    assert SAVING in words(agreed.modal() or {})
    assert kept(world) == []
    agreed.submits()
    assert [text for text, *_ in kept(world)] == [LED]
    assert agreed_at(world, agreed) is not None


def test_every_button_of_somebody_erased_says_that_it_was_erased(world: World, agreed: Somebody) -> None:
    for number in range(11):
        agreed.writes(f"brag add Thing {number}", thread=False)
    answer = agreed.sees("Kept in your brag document")
    agreed.writes("brag", thread=False)
    page = agreed.sees("11 entries")
    is_erased(world, agreed)

    for label in ("Next page (2 of 2)", "Prepare my 1:1", "Export as Markdown", "Edit", "Delete"):
        seen = len(agreed.messages())
        agreed.presses_old(page if button(page, label) else answer, label)
        assert [words(one) for one in agreed.messages()[seen:] if "this was erased with it" in words(one)], label
    assert agreed.modal() is None
    assert world.rows("SELECT 1 FROM outbox WHERE state = 'due'") == []


def test_a_text_for_a_1_1_whose_pieces_are_gone_meanwhile_is_not_written(world: World, agreed: Somebody) -> None:
    agreed.runs(f"/careercheck brag add {LED}")
    agreed.runs("/careercheck brag")
    agreed.clicks("Prepare my 1:1")
    [entry] = world.rows("SELECT id FROM evidence")
    with world.bot.services.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM evidence")

    agreed.submits(parts=[], pieces0=[f"entry:{entry[0]}"])

    assert "Tick at least one thing" in str(agreed.screen())
    agreed.does_not_see("For your 1:1")


def test_the_same_form_for_a_1_1_sent_twice_is_written_once(world: World, agreed: Somebody) -> None:
    finishes_pillar(agreed, "technical")
    agreed.runs("/careercheck brag")
    agreed.clicks("Prepare my 1:1")
    form = agreed.modal() or {}
    state = {"parts": {"parts": {"selected_options": [{"value": "strengths"}]}}}
    body = {
        "team": {"id": world.slack.cast.team_id},
        "user": {"id": agreed.id},
        "view": {**form, "state": {"values": state}},
    }
    for _ in range(2):
        world.bot.router.on_submit(lambda **_: None, body)  # type: ignore[arg-type]
        world.settles()

    assert sum("For your 1:1" in message["text"] for message in agreed.messages()) == 1


def test_an_edit_sent_twice_after_a_newer_one_does_not_undo_it(world: World, agreed: Somebody) -> None:
    agreed.writes(f"brag add {LED}", thread=False)
    agreed.clicks("Edit", on=agreed.sees("Kept in your brag document"))
    first, form = {"text": "The first words", "day": "2026-11-20", "pillar": "soft"}, agreed.modal()
    assert sent_elsewhere(world, agreed, "V0FIRST", first) == [{}]
    world.passes(seconds=5)
    agreed.clicks("Edit", on=agreed.sees("Kept in your brag document"))
    assert sent_elsewhere(world, agreed, "V0SECOND", {**first, "text": "The newer words"}) == [{}]

    [answer] = sent_elsewhere(world, agreed, "V0FIRST", first, form)

    assert "was changed somewhere else" in str(answer)
    assert "The newer words" in shown(agreed)


def test_erased_in_the_middle_of_an_export_nothing_more_of_it_comes(world: World, agreed: Somebody) -> None:
    writes_down(world, agreed, 60, "Thing {} " + "and more " * 60)
    agreed.runs("/careercheck brag")
    agreed.clicks("Export as Markdown")
    came = len(to_copy(agreed, "Your brag document as Markdown"))
    assert 0 < came < 5
    is_erased(world, agreed)

    world.passes(minutes=5)

    assert len(to_copy(agreed, "Your brag document as Markdown")) == came
    assert world.rows("SELECT 1 FROM outbox") == world.rows("SELECT 1 FROM evidence") == []


def test_in_a_channel_only_its_person_sees_anything_of_it(world: World, agreed: Somebody) -> None:
    channel = next(c["name"] for c in agreed.screen()["conversations"] if c["id"].startswith("C"))
    agreed.runs(f"/careercheck brag add {LED}", channel)
    agreed.runs("/careercheck brag", channel)
    page = agreed.sees("1 entry")
    agreed.clicks("Delete", on=page)

    said = [message for message in agreed.messages() if message["bot"] and message["channel"] == page["channel"]]
    assert len(said) == 2
    assert all(message["ephemeral"] for message in said)
    for other in ("ben", "dev", "ewa"):
        world.who(other).does_not_see(LED)
        world.who(other).does_not_see("brag document")
