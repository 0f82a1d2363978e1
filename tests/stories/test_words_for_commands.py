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
