"""One or several of the workspace's people are picked on the playground's page, with the keyboard alone too."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.window import ANA, BEN

pytestmark = pytest.mark.browser
DEV, NIA = "U0DEV0001", "U0NIA0001"


def test_people_are_picked_up_to_as_many_as_the_field_takes(screen, bot):
    screen.open()
    screen.says("/careercheck crew")
    crew = screen.modal.get_by_role("group", name="Who is in it?")
    expect(screen.modal.get_by_label("Who leads it?")).to_have_value(BEN)

    screen.modal.get_by_role("button", name="Save").click()
    expect(screen.modal.locator(".field-error")).to_have_text("Please complete this required field.")
    screen.modal.get_by_label("Who leads it?").select_option("Dev Patel")
    crew.get_by_role("checkbox", name="Ana Ruiz").check()
    crew.get_by_role("checkbox", name="Nia Berg").check()

    expect(screen.modal.locator(".counter")).to_have_text("2 of at most 2")
    expect(crew.get_by_role("checkbox", name="Ben Okafor")).to_be_disabled()
    crew.get_by_role("checkbox", name="Nia Berg").uncheck()
    crew.get_by_role("checkbox", name="Ben Okafor").check()
    screen.modal.get_by_role("button", name="Save").click()
    expect(screen.modal).to_be_hidden()
    (values,) = bot.submitted
    assert values["lead"]["lead"] == {"type": "users_select", "selected_user": DEV}
    assert values["crew"]["crew"] == {"type": "multi_users_select", "selected_users": [ANA, BEN]}


def test_people_are_picked_with_the_keyboard_alone(screen, bot):
    screen.open()
    screen.says("/careercheck crew")
    keys = screen.page.keyboard
    screen.modal.get_by_label("Who leads it?").focus()
    keys.type("Nia")
    keys.press("Tab")
    expect(screen.modal.get_by_role("checkbox", name="Ana Ruiz")).to_be_focused()
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    expect(screen.modal.locator(".counter")).to_have_text("2 of at most 2")
    keys.press("Enter")
    expect(screen.modal).to_be_hidden()
    (values,) = bot.submitted
    assert values["lead"]["lead"]["selected_user"] == NIA
    assert values["crew"]["crew"]["selected_users"] == [ANA, BEN]
