"""The brag document: what somebody noted, finished and wrote down comes back to them, and to nobody else."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.brags import LED, fields, kept, sent_elsewhere, shown
from tests.stories.steps import begins, finishes_pillar

pytestmark = pytest.mark.storage

HOSTILE = "<!channel> & <@U0BEN0001> *bold* `code` 👩🏽‍💻 :smile: DROP TABLE evidence; --"


def test_what_is_added_is_kept_and_shown_by_pillar_and_quarter(world: World, agreed: Somebody) -> None:
    agreed.runs(f"/careercheck brag add {LED}")
    agreed.sees("Kept in your brag document, for 23 November 2026, under Everything else.")
    agreed.clicks("Edit")
    agreed.submits(text="Mentored two people", day="2026-03-05", pillar="soft")
    assert kept(world) == [("Mentored two people", "soft", "2026-03-05")]
    agreed.writes(f"brag add {LED}", thread=False)

    document = shown(agreed)

    assert document.index("*Soft skills* · 2026, January to March") < document.index("Mentored two people")
    assert document.index("Mentored two people") < document.index("*Everything else* · 2026, October to December")
    assert "2 entries" in document
    assert "Only you can see it" in document


def test_in_the_direct_message_the_words_are_enough(world: World, agreed: Somebody) -> None:
    agreed.writes("my brag document", thread=False)

    agreed.sees("Nothing stands here yet.")


def test_brag_add_within_a_check_is_no_note(world: World, agreed: Somebody) -> None:
    agreed.writes(f"brag add {LED}")

    agreed.sees("Kept in your brag document")
    assert [text for text, *_ in kept(world)] == [LED]
    assert world.rows("SELECT text FROM notes") == []


def test_notes_and_finished_steps_stand_in_it_without_being_copied(world: World, agreed: Somebody) -> None:
    agreed.writes("I sped the build up by half")
    finishes_pillar(agreed, "technical")
    agreed.clicks("Pick a next step")
    agreed.submits(which="own", own="Read one paper", by="2026-12-11")
    assert "Read one paper" not in shown(agreed), "it is not done yet"
    agreed.clicks("Done", on=agreed.sees("Written down, by"))

    document = shown(agreed)

    assert document.index("*Technical skills*") < document.index("I sped the build up by half")
    assert "A note on" in document
    assert document.index("*Everything else*") < document.index("Read one paper")
    assert "A step you finished" in document
    assert kept(world) == []
    assert button(agreed.sees("Your brag document"), "Edit") is None, "those are changed where they are"


def test_a_suggested_step_that_is_done_belongs_to_its_pillar(world: World, ana: Somebody) -> None:
    begins(ana, "/careercheck technical")
    finishes_pillar(ana, "technical", "Not yet")
    ana.clicks("Pick a next step")
    ana.submits(by="2026-12-11")
    ana.clicks("Done", on=ana.sees("Written down, by"))

    document = shown(ana)

    assert "*Technical skills*" in document
    assert "*Everything else*" not in document


def test_a_note_follows_its_message_and_leaves_with_it(world: World, agreed: Somebody) -> None:
    note = agreed.writes("I sped the build up")
    message = {"ts": note["ts"]}
    agreed.edits(message, "I halved the build")
    assert "I halved the build" in shown(agreed)

    agreed.deletes(message)

    assert "Nothing stands here yet." in shown(agreed)


def test_deleting_takes_it_from_the_page_it_stood_on(world: World, agreed: Somebody) -> None:
    agreed.runs(f"/careercheck brag add {LED}")
    agreed.runs("/careercheck brag")
    page = agreed.sees("Your brag document")

    agreed.clicks("Delete", on=page)

    assert kept(world) == []
    agreed.does_not_see("1 entry")
    agreed.sees("Nothing stands here yet.")


def test_an_edit_brings_the_page_in_the_direct_message_up_to_date(world: World, agreed: Somebody) -> None:
    agreed.writes(f"brag add {LED}", thread=False)
    agreed.writes("brag", thread=False)
    page = agreed.sees("1 entry")
    agreed.clicks("Edit", on=page)
    assert fields(agreed) == {"text": LED, "day": "2026-11-23", "pillar": ""}

    agreed.submits(text="Led two reviews")

    assert "Led two reviews" in words(agreed.sees("1 entry"))


def test_edited_in_two_windows_the_second_looks_again_and_loses_nothing(world: World, agreed: Somebody) -> None:
    agreed.writes(f"brag add {LED}", thread=False)
    agreed.clicks("Edit", on=agreed.sees("Kept in your brag document"))
    elsewhere = {"text": "The newer words", "day": "2026-11-20", "pillar": "soft"}
    assert sent_elsewhere(world, agreed, "V0ELSEWHERE", elsewhere) == [{}]
    agreed.submits(text="The other words")
    assert "was changed somewhere else" in words(agreed.modal() or {})
    assert fields(agreed)["text"] == "The other words"
    assert kept(world) == [("The newer words", "soft", "2026-11-20")]

    agreed.submits()

    assert [text for text, *_ in kept(world)] == ["The other words"]


def test_a_form_that_is_sent_twice_counts_once(world: World, agreed: Somebody) -> None:
    agreed.runs("/careercheck brag add")
    form = agreed.modal() or {}
    values = {"text": LED, "day": "2026-11-20", "pillar": "soft"}
    for _ in range(2):
        assert sent_elsewhere(world, agreed, form["id"], values) == [{}]

    assert kept(world) == [(LED, "soft", "2026-11-20")]


def test_a_form_of_somebody_else_is_not_found(world: World, agreed: Somebody) -> None:
    agreed.writes(f"brag add {LED}", thread=False)
    agreed.clicks("Edit", on=agreed.sees("Kept in your brag document"))
    form, ben = agreed.modal() or {}, world.who("ben")
    begins(ben, "/careercheck technical")
    own_name = form["private_metadata"].replace(agreed.id, ben.id)
    values = {"text": "Mine now", "day": "2026-11-20", "pillar": "soft"}

    for metadata in (form["private_metadata"], own_name):
        [answer] = sent_elsewhere(world, ben, "V0FORGED", values, {**form, "private_metadata": metadata})
        assert "I can't find that any more" in str(answer)

    assert [text for text, *_ in kept(world)] == [LED]
    refused = world.rows(f"SELECT action FROM audit WHERE user_id = '{ben.id}' AND outcome = 'refused'")
    assert {tuple(row) for row in refused} == {("brag.save",)}


def test_an_entry_that_was_deleted_while_its_form_was_open_can_be_kept_as_a_new_one(
    world: World, agreed: Somebody
) -> None:
    agreed.writes(f"brag add {LED}", thread=False)
    answer = agreed.sees("Kept in your brag document")
    agreed.clicks("Edit", on=answer)
    form = agreed.modal()
    agreed.presses_old(answer, "Delete")
    assert kept(world) == []
    assert form is not None
    agreed.submits(text="Worth keeping")
    assert "That entry was deleted meanwhile" in words(agreed.modal() or {})

    agreed.submits()

    assert [text for text, *_ in kept(world)] == ["Worth keeping"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "   "}, "Write down what you did"),
        ({"day": "2026-11-24"}, "That day is still to come"),
        ({"day": "1949-12-31"}, "That is before 1950"),
    ],
)
def test_what_is_missing_is_said_under_the_field(
    world: World, agreed: Somebody, typed: dict[str, str], said: str
) -> None:
    agreed.runs("/careercheck brag add")

    agreed.submits(**{"text": LED, "day": "2026-11-20", "pillar": "soft", **typed})

    assert said in str(agreed.screen())
    assert kept(world) == []


def test_whatever_is_written_is_shown_as_it_is_and_pings_nobody(world: World, agreed: Somebody) -> None:
    agreed.runs(f"/careercheck brag add {HOSTILE}")

    assert HOSTILE in shown(agreed)
    assert "<!channel>" not in agreed.sees("Your brag document")["text"]


def test_forty_thousand_characters_are_cut_and_it_is_said(world: World, agreed: Somebody) -> None:
    agreed.writes(f"brag add {'word ' * 7990}", thread=False)

    agreed.sees("It was long, so I kept the first 3,000 characters.")
    [(text, *_)] = kept(world)
    assert 2990 < len(text) <= 3000


def test_what_slack_brings_twice_is_kept_once(world: World, agreed: Somebody) -> None:
    agreed.writes(f"brag add {LED}", thread=False)
    world.slack.faults.redeliver()
    world.settles()

    assert len(kept(world)) == 1
