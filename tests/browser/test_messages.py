"""Writing, reading and finding one's way on the playground's page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.showcase_blocks import HOSTILE
from tests.browser.window import ANA, BEN

pytestmark = pytest.mark.browser


def test_the_first_screen_is_alive_and_says_what_it_is(screen):
    screen.open()
    screen.sees("You are: Ana (engineer)", "#sidebar .cast")
    screen.sees("Simulator: nothing leaves this computer", "#banner")
    screen.sees("Bot connected", "#banner")
    screen.button("What is this?").click()
    screen.sees("/tmp/careercheck.db", "#banner")
    screen.sees("loopback only", "#banner")
    screen.button("Type it for me").click()
    expect(screen.main.locator("textarea")).to_have_value("/careercheck")
    expect(screen.main.locator("textarea")).to_be_focused()


def test_a_message_is_posted_edited_and_deleted(screen, slack):
    screen.open()
    screen.says("hello & <welcome>")
    row = screen.main.locator(".message", has_text="hello & <welcome>")
    expect(row).to_be_visible()
    expect(screen.main.locator(".hint-card")).to_have_count(0)
    row.hover()
    row.get_by_role("button", name="Edit message").click()
    editor = screen.main.locator(".editor textarea")
    expect(editor).to_have_value("hello & <welcome>")
    editor.fill("hello again")
    editor.press("Enter")
    changed = screen.main.locator(".message", has_text="hello again")
    expect(changed).to_contain_text("(edited)")
    changed.hover()
    changed.get_by_role("button", name="Delete message").click()
    screen.page.locator("dialog#confirm").get_by_role("button", name="Delete").click()
    expect(changed).to_have_count(0)
    assert slack.screen(ANA)["conversations"][0]["messages"] == []


def test_shift_enter_breaks_the_line_and_arrow_up_brings_the_last_line_back(screen):
    screen.open()
    box = screen.main.locator("textarea")
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")
    screen.sees("one two")
    expect(box).to_have_value("")
    box.press("ArrowUp")
    expect(box).to_have_value("one\ntwo")


def test_hostile_text_is_shown_and_never_run(screen):
    screen.open()
    screen.says("/careercheck hostile")
    expect(screen.main.get_by_text(HOSTILE)).to_have_count(2)
    screen.says(HOSTILE)
    expect(screen.main.get_by_text(HOSTILE)).to_have_count(3)
    assert screen.main.locator("img, b:text('bold?')").count() == 0
    assert "owned" not in screen.page.title()


def test_mrkdwn_is_drawn_as_slack_draws_it(screen):
    screen.open()
    screen.says("/careercheck gallery")
    marks = screen.main.locator(".block.section").first
    expect(marks.locator("strong").first).to_have_text("bold")
    expect(marks.locator("em strong, strong em")).to_have_text("both")
    expect(marks.locator("s")).to_have_text("strike")
    expect(marks.locator(":not(pre) > code")).to_have_text("code <b>")
    expect(marks.locator("pre")).to_have_text("def f():\n    return '<b>'")
    expect(marks.locator("blockquote")).to_have_text("a quote with a link in it\nsecond line")
    expect(marks.locator("blockquote a")).to_have_attribute("href", "https://example.org/a?b=1&c=2")
    expect(marks).to_contain_text("snake_case_stays 3*4*5")
    expect(marks).to_contain_text("@Ben Okafor, #general, @here")
    expect(marks).to_contain_text("🎉 :unknown_one: <javascript:alert(1)|not a link>")
    expect(marks.get_by_role("link", name="https://example.org/x", exact=True)).to_be_visible()
    expect(marks.locator("time")).to_contain_text(" at ")


def test_an_ephemeral_answer_is_marked_and_only_for_the_one_person(screen, slack):
    screen.open(ANA, "/C0GENERAL")
    screen.says("/careercheck help")
    answer = screen.main.locator(".message.ephemeral")
    expect(answer).to_contain_text("Only visible to you")
    expect(answer).to_contain_text("You said: help")
    screen.button("You are: Ana (engineer). Switch person").click()
    screen.page.get_by_role("menuitemradio", name="Ben (engineering manager)").click()
    screen.sees("Ben (engineering manager)", "#sidebar .cast")
    screen.page.locator("#sidebar .entry", has_text="general").click()
    expect(screen.main.get_by_role("heading", name="general").first).to_be_visible()
    expect(screen.page.get_by_text("You said: help")).to_have_count(0)
    screen.page.go_back()
    screen.page.go_back()
    screen.sees("You said: help")
    answer.hover()
    screen.button("Dismiss message").click()
    expect(answer).to_have_count(0)


def test_what_only_one_person_saw_is_gone_when_the_page_is_loaded_anew(screen, slack, bot, clock):
    screen.open(ANA)
    screen.says("/careercheck help")
    screen.sees("You said: help")
    bot.say(ANA, "This stays")
    clock.advance(timedelta(minutes=1))

    screen.page.reload()

    screen.sees("This stays")
    expect(screen.page.get_by_text("You said: help")).to_have_count(0)
    screen.says("/careercheck again")
    screen.sees("You said: again")


def test_unread_marks_come_and_go(screen, slack, bot):
    screen.open(ANA, "/C0GENERAL")
    bot.say(ANA, "Something new")
    entry = screen.page.locator("#sidebar .entry", has_text="careercheck")
    expect(entry.locator(".badge")).to_have_text("1")
    expect(screen.page.locator("#live")).to_contain_text("careercheck in careercheck: Something new")
    entry.click()
    expect(screen.main.get_by_role("separator", name="New")).to_be_visible()
    expect(entry.locator(".badge")).to_have_count(0)
    slack.wait_for(lambda: slack.screen(ANA)["conversations"][0]["unread"] == 0, why="never read")


def test_half_typed_text_focus_and_scroll_survive_updates(screen, bot):
    screen.open()
    for number in range(30):
        bot.slack.act.message(ANA, f"line {number}")
    screen.sees("line 29")
    box = screen.main.locator("textarea")
    box.press_sequentially("half a thou")
    box.evaluate("node => node.setSelectionRange(2, 5)")
    listed = screen.main.locator(".list")
    listed.evaluate("node => { node.scrollTop = 40; }")
    expect(listed).to_have_js_property("scrollTop", 40)
    bot.say(ANA, "an interruption")
    expect(screen.button("New messages")).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_have_value("half a thou")
    assert box.evaluate("node => [node.selectionStart, node.selectionEnd]") == [2, 5]
    expect(listed).to_have_js_property("scrollTop", 40)
    screen.button("New messages").click()
    expect(screen.main.get_by_text("an interruption")).to_be_in_viewport()


def test_what_was_typed_waits_for_each_person(screen):
    screen.open(ANA)
    screen.main.locator("textarea").fill("for later")
    screen.page.evaluate(f"location.hash = '#/{BEN}'")
    screen.sees("Ben (engineering manager)", "#sidebar .cast")
    expect(screen.main.locator("textarea")).to_have_value("")
    screen.page.go_back()
    expect(screen.main.locator("textarea")).to_have_value("for later")


def test_the_dot_says_when_the_bot_is_gone_and_how_to_get_it_back(screen, bot):
    screen.open()
    bot.close()
    screen.sees("Bot not connected", "#banner")
    expect(screen.page.locator("#banner .fix")).to_contain_text("make try")
    screen.says("/careercheck help")
    screen.sees("The bot is not connected, so nobody heard that.")
