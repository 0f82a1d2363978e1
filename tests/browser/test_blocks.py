"""Buttons, choices, modals, the Home tab and charts on the playground's page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.showcase_charts import BAR, QUARTERS
from tests.browser.window import ANA

pytestmark = pytest.mark.browser


def clicked(bot, action_id):
    return [action for action in bot.clicks if action["action_id"] == action_id]


def test_a_button_says_at_once_that_it_was_pressed_and_can_be_pressed_twice(screen, bot):
    screen.open()
    screen.says("/careercheck gallery")
    slow = screen.button("Slow")
    slow.click()
    expect(slow).to_have_attribute("aria-busy", "true")
    slow.click()
    bot.go_on.set()
    expect(slow).not_to_have_attribute("aria-busy", "true")
    assert len(clicked(bot, "slow")) == 2


def test_a_button_that_is_gone_says_so_at_its_place(screen, slack, bot):
    screen.open()
    screen.says("/careercheck gallery")
    expect(screen.button("Gone")).to_be_visible()
    screen.page.route(
        "**/click",
        lambda route: route.continue_(post_data='{"channel": "D0ANA0001", "ts": "1.000001", "action_id": "gone"}'),
    )
    screen.button("Gone").click()
    expect(screen.main.locator(".message .trouble")).to_have_text("That message is not there any more.")
    assert clicked(bot, "gone") == []


def test_a_confirmation_stands_between_a_button_and_what_it_does(screen, bot):
    screen.open()
    screen.says("/careercheck gallery")
    question = screen.page.locator("dialog#confirm")
    screen.button("Delete all").click()
    question.get_by_role("button", name="Keep").click()
    screen.button("Delete all").click()
    expect(question).to_contain_text("There is no way back.")
    assert clicked(bot, "wipe") == []
    question.get_by_role("button", name="Delete").click()
    expect(question).to_be_hidden()
    bot.slack.wait_for(lambda: not bot.slack.outstanding(), why="no answer to the click")
    assert len(clicked(bot, "wipe")) == 1


def test_choices_reach_the_bot_and_stay_chosen(screen, bot):
    screen.open()
    screen.says("/careercheck gallery")
    screen.main.get_by_role("radio", name="Blue").check()
    screen.main.get_by_role("checkbox", name="Red").check()
    screen.main.get_by_role("checkbox", name="Blue").check()
    screen.main.get_by_label("A colour").select_option("Green")
    screen.button("More actions").click()
    screen.page.get_by_role("menuitem", name="Forget").click()
    bot.slack.wait_for(lambda: len(bot.clicks) == 5 and not bot.slack.outstanding(), why="some choice was not heard")
    assert clicked(bot, "radio")[0]["selected_option"]["value"] == "blue"
    assert [one["value"] for one in clicked(bot, "boxes")[-1]["selected_options"]] == ["red", "blue"]
    assert clicked(bot, "hue")[0]["selected_option"]["value"] == "green"
    assert clicked(bot, "more")[0]["selected_option"]["value"] == "forget"
    screen.page.reload()
    expect(screen.main.get_by_role("radio", name="Blue")).to_be_checked()
    expect(screen.main.get_by_role("checkbox", name="Green")).not_to_be_checked()
    expect(screen.main.get_by_label("A colour")).to_have_value("green")


def test_a_modal_keeps_slacks_rules(screen, bot):
    screen.open()
    screen.says("/careercheck modal")
    save = screen.modal.get_by_role("button", name="Save")
    words = screen.modal.get_by_label("What will you do?")
    expect(words).to_be_focused()
    save.click()
    expect(screen.modal.locator(".field-error")).to_have_text("Please complete this required field.")
    expect(words).to_be_focused()
    words.fill("x" * 41)
    expect(screen.modal.locator(".counter")).to_contain_text("41 / 40")
    save.click()
    expect(screen.modal.locator(".field-error")).to_contain_text("40 characters")
    words.fill("wrong")
    save.click()
    expect(screen.modal.locator(".field-error")).to_have_text("That is not a step.")
    expect(words).to_have_attribute("aria-invalid", "true")
    words.fill("ask to join a review")
    screen.modal.get_by_role("radio", name="Green").check()
    screen.modal.get_by_label("By when?").fill("2026-12-01")
    save.click()
    expect(screen.modal).to_be_hidden()
    (values,) = bot.submitted
    assert values["what"]["what"]["value"] == "ask to join a review"
    assert values["kind"]["kind"]["selected_option"]["value"] == "green"
    assert values["when"]["when"]["selected_date"] == "2026-12-01"


def test_a_second_view_lies_over_the_first_and_escape_goes_back_to_what_was_typed(screen, bot):
    screen.open()
    screen.button("Shortcuts").click()
    screen.page.get_by_role("menuitem", name="Career check").click()
    screen.modal.get_by_label("What will you do?").fill("half done")
    screen.modal.get_by_role("button", name="Tell me more").click()
    expect(screen.modal.get_by_role("heading")).to_have_text("More")
    screen.page.keyboard.press("Escape")
    expect(screen.modal.get_by_role("heading")).to_have_text("Pick a next step")
    expect(screen.modal.get_by_label("What will you do?")).to_have_value("half done")
    screen.page.keyboard.press("Escape")
    expect(screen.modal).to_be_hidden()
    assert bot.submitted == []


def test_typing_in_a_modal_survives_what_happens_behind_it(screen, bot):
    screen.open()
    screen.says("/careercheck modal")
    words = screen.modal.get_by_label("What will you do?")
    words.press_sequentially("half")
    bot.say(ANA, "an interruption")
    expect(screen.main.get_by_text("an interruption")).to_have_count(1)
    expect(words).to_be_focused()
    words.press_sequentially(" done")
    expect(words).to_have_value("half done")


def test_a_slack_link_leads_to_the_home_tab(screen, bot):
    screen.open()
    screen.says("/careercheck gallery")
    screen.page.get_by_role("link", name="Settings").click()
    expect(screen.page.get_by_role("tab", name="Home", selected=True)).to_be_visible()
    screen.sees("Where you are")
    screen.button("Start").click()
    bot.slack.wait_for(lambda: clicked(bot, "begin"), why="the click on the Home tab was not heard")
    screen.page.get_by_role("tab", name="Home").press("ArrowRight")
    expect(screen.page.get_by_role("tab", name="Messages", selected=True)).to_be_focused()
    screen.sees("Everything at once")


def test_charts_are_drawn_with_a_table_of_their_numbers(screen):
    screen.open()
    screen.says("/careercheck charts")
    charts = screen.main.locator("figure.chart")
    expect(charts).to_have_count(4)
    bar, line, area, pie = (charts.nth(i) for i in range(4))
    heights = bar.locator("rect").evaluate_all("bars => bars.map(bar => Math.round(bar.getAttribute('height')))")
    values = [point["value"] for series in BAR["chart"]["series"] for point in series["data"]]
    assert [round(height / heights[0], 1) for height in heights] == [round(value / values[0], 1) for value in values]
    expect(line.locator("polyline")).to_have_count(2)
    expect(line.locator("circle")).to_have_count(2 * len(QUARTERS))
    expect(area.locator("polygon")).to_have_count(1)
    expect(pie.locator("path")).to_have_count(3)
    expect(bar.get_by_role("img")).to_have_accessible_name("Where you stand. bar chart; the numbers follow in a table.")
    expect(bar.locator(".legend")).to_have_text("Last timeNow")
    expect(bar.locator(".axis-name")).to_have_text(["Pillar", "Answers yes"])
    expect(bar.get_by_role("row", name="Experience 2 3")).to_have_count(1)
    expect(pie.get_by_role("row", name="Meetings 19")).to_have_count(1)
