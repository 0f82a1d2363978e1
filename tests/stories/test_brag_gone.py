"""The buttons of an entry that is gone: they say so, and nobody learns from them what somebody else has."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, World, button, words
from tests.stories.brags import LED, kept
from tests.stories.reading import press
from tests.stories.steps import begins

pytestmark = pytest.mark.storage


def test_deleted_twice_or_edited_afterwards_it_is_gone_and_no_refusal(world: World, agreed: Somebody) -> None:
    agreed.writes(f"brag add {LED}", thread=False)
    answer = agreed.sees("Kept in your brag document")
    agreed.clicks("Delete", on=answer)
    agreed.sees("Deleted. It is gone from your brag document.")

    for label in ("Delete", "Edit"):
        agreed.presses_old(answer, label)
        assert button(agreed.sees("That one is gone already."), "Show my brag document")

    agreed.does_not_see("I can't find that any more")
    assert agreed.modal() is None
    assert world.rows("SELECT * FROM audit") == []


@pytest.mark.parametrize("label", ["Edit", "Delete"])
def test_an_old_page_whose_entry_is_gone_shows_what_is_there_now(world: World, agreed: Somebody, label: str) -> None:
    agreed.writes(f"brag add {LED}", thread=False)
    answer = agreed.sees("Kept in your brag document")
    agreed.writes("brag", thread=False)
    page = agreed.sees("1 entry")
    agreed.clicks("Delete", on=answer)

    agreed.presses_old(page, label)

    agreed.sees("That one is gone already.")
    agreed.does_not_see("1 entry")
    agreed.sees("Nothing stands here yet.")
    assert agreed.modal() is None
    assert world.rows("SELECT * FROM audit") == []


@pytest.mark.parametrize("action", ["brag.edit", "brag.drop"])
@pytest.mark.parametrize("page", [0, 1])
def test_anothers_entry_cannot_be_told_from_one_that_never_was(
    world: World, agreed: Somebody, action: str, page: int
) -> None:
    agreed.writes(f"brag add {LED}", thread=False)
    [(anothers,)] = world.rows("SELECT id FROM evidence")
    ben, told = world.who("ben"), []
    begins(ben, "/careercheck technical")
    ben.runs("/careercheck help")
    for name in (anothers, anothers[:-1] + "_", "never"):
        before = len(ben.messages())
        press(world, ben, action, f"{name}|{page}")
        told.append([words(m) for m in ben.messages()[before:]] or [words(ben.messages()[-1])])
        refused = world.rows(f"SELECT action, outcome FROM audit WHERE user_id = '{ben.id}'")
        assert refused == [(action, "refused")], "only the first was somebody's"

    assert told[0] == told[1] == told[2]
    assert "That one is gone already." in str(told[0])
    assert ben.modal() is None
    assert [text for text, *_ in kept(world)] == [LED]
