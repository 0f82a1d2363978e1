"""What people write to the bot in their own words leads to the settings and to the path."""

from __future__ import annotations

import pytest

from tests.kit import Somebody, button
from tests.stories.steps import begins

AT_A_LOSS = "I don't have anything good on that"


@pytest.mark.parametrize("written", ["settings", "Snooze", "pause all", "reminders", "Leave me in peace."])
@pytest.mark.parametrize("met", [False, True], ids=["at first", "in a check"])
def test_words_for_being_left_in_peace_lead_to_the_settings(ana: Somebody, written: str, met: bool) -> None:
    if met:
        begins(ana)
    ana.writes(written, thread=False)

    ana.does_not_see(AT_A_LOSS)
    if met:
        assert button(ana.sees("Your settings"), "Change settings")
    else:
        ana.sees("so there is nothing to set yet")


@pytest.mark.parametrize(
    "written", ["path", "career path", "My role changed", "I am a manager now", "i’m an engineer now!"]
)
def test_words_for_a_new_role_lead_to_the_path(ana: Somebody, written: str) -> None:
    ana.writes(written, thread=False)

    ana.does_not_see(AT_A_LOSS)
    assert button(ana.sees("You haven't told me your path yet"), "Tell my present role")


@pytest.mark.parametrize("written", ["show my history", "history", "my results", "Show my results!"])
def test_words_for_what_was_lead_to_the_history(ana: Somebody, written: str) -> None:
    ana.writes(written, thread=False)

    ana.does_not_see(AT_A_LOSS)
    ana.sees("You haven't finished a check yet.")


@pytest.mark.parametrize(
    "written", ["edit my brag document", "show my brag doc", "Export brag document", "my achievements", "evidence"]
)
def test_words_for_what_one_did_lead_to_the_brag_document(ana: Somebody, written: str) -> None:
    ana.writes(written, thread=False)

    ana.sees("Nothing stands here yet.")


def test_the_name_of_a_button_leads_to_where_it_stands(ana: Somebody) -> None:
    begins(ana)
    ana.writes("prepare my 1:1", thread=False)

    ana.clicks("Prepare my 1:1")

    assert ana.modal()
