"""A cry for help in the form is answered in the form, before anything else, and its words stay whose they are."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, words
from tests.stories.brags import SAVING, fields, kept, posted, room

CRY = "I shipped it and I want to kill myself"


def is_answered(world: World, who: Somebody) -> None:
    """Make sure that the form holds the whole answer, and what was written."""
    said, form = world.bot.services.catalog.words.crisis_text, words(who.modal() or {})
    assert [part for part in said.split() if part not in form] == []
    assert "What you wrote is all here and not kept." in form
    assert fields(who)["text"] == CRY


def test_it_is_answered_at_once_and_kept_only_if_saved_again(world: World, agreed: Somebody) -> None:
    agreed.runs("/careercheck brag add")
    agreed.submits(text=CRY, day="2026-11-20", pillar="soft")

    is_answered(world, agreed)
    assert kept(world) == []
    assert "kill" not in str([world.rows(f"SELECT * FROM {table}") for table in ("outbox", "receipts", "audit")])
    for other in ("ben", "dev"):
        world.who(other).does_not_see("stay alone with this")
    agreed.submits()
    assert kept(world) == [(CRY, "soft", "2026-11-20")]


def test_it_is_answered_before_a_field_is_complained_about_and_before_consent(world: World, ana: Somebody) -> None:
    ana.runs("/careercheck brag add")
    ana.submits(text=CRY, day="2027-01-01")

    is_answered(world, ana)
    assert SAVING in words(ana.modal() or {})
    ana.submits(day="2026-11-20")
    assert [text for text, *_ in kept(world)] == [CRY]


def test_a_message_that_is_taken_in_is_answered_with_the_form(world: World, agreed: Somebody) -> None:
    message = posted(world, agreed, CRY, room(agreed))

    agreed.uses_shortcut_on(message, "brag_save")

    is_answered(world, agreed)
    agreed.submits()
    assert [text for text, *_ in kept(world)] == [CRY]


def test_an_entry_that_becomes_one_stays_as_it_was_until_it_is_saved_again(world: World, agreed: Somebody) -> None:
    agreed.writes("brag add I shipped it", thread=False)
    agreed.clicks("Edit", on=agreed.sees("Kept in your brag document"))
    agreed.submits(text=CRY)

    is_answered(world, agreed)
    assert [text for text, *_ in kept(world)] == ["I shipped it"]
    agreed.submits()
    assert [text for text, *_ in kept(world)] == [CRY]


@pytest.mark.parametrize("typed", [True, False])
def test_after_brag_add_it_is_answered_and_not_kept_like_anything_else_that_is_typed(
    world: World, agreed: Somebody, *, typed: bool
) -> None:
    if typed:
        agreed.writes(f"brag add {CRY}", thread=False)
    else:
        agreed.runs(f"/careercheck brag add {CRY}")

    agreed.sees("I haven't kept what you wrote")
    assert kept(world) == []
    assert agreed.modal() is None
