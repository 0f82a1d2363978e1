"""Threads, links into the workspace and the slash menu."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.window import ANA

pytestmark = pytest.mark.browser


def test_a_link_opens_the_thread_and_a_click_brings_the_next_question(screen, slack):
    screen.open()
    screen.says("/careercheck start")
    screen.button("Open the thread").click()
    screen.sees("1 of 9", "#thread")
    screen.thread.get_by_role("button", name="I can get it").click()
    screen.sees("2 of 9", "#thread")
    expect(screen.thread).to_contain_text("Question 1: I can get it")
    expect(screen.thread.get_by_role("button", name="I have it")).to_have_count(1)
    expect(screen.main.locator(".reply-line")).to_contain_text("2 replies")


def test_the_keyboard_stays_with_the_message_whose_button_went_away(screen):
    screen.open()
    screen.says("/careercheck start")
    screen.button("Open the thread").click()
    screen.thread.get_by_role("button", name="I have it").focus()
    screen.page.keyboard.press("Enter")
    screen.sees("2 of 9", "#thread")
    expect(screen.thread.locator(".message", has_text="Question 1:")).to_be_focused()
    for name in ("Change", "Copy link", "More message shortcuts", "I have it"):
        screen.page.keyboard.press("Tab")
        expect(screen.thread.locator("button:focus")).to_have_accessible_name(name)


def test_a_thread_has_its_own_composer_and_an_address_of_its_own(screen, slack):
    screen.open()
    screen.says("a beginning")
    row = screen.main.locator(".message", has_text="a beginning")
    row.hover()
    row.get_by_role("button", name="Reply in thread").click()
    expect(screen.thread.locator("textarea")).to_be_focused()
    screen.says("an answer", "#thread")
    screen.sees("an answer", "#thread")
    expect(screen.main.get_by_text("an answer")).to_have_count(0)
    expect(screen.main.locator(".reply-line")).to_contain_text("1 reply")
    screen.page.reload()
    screen.sees("an answer", "#thread")
    screen.page.keyboard.press("Escape")
    expect(screen.thread).to_be_hidden()
    screen.page.go_back()
    screen.sees("an answer", "#thread")


def test_a_reply_sent_to_the_channel_too_names_its_thread(screen, slack, bot):
    beginning = slack.act.message(ANA, "a beginning")["ts"]
    bot.say(ANA, "for all to see", thread_ts=beginning, reply_broadcast=True)
    screen.open()
    row = screen.main.locator(".message", has_text="for all to see")
    expect(row).to_contain_text("replied to a thread: a beginning")
    row.get_by_role("button", name="a beginning").click()
    screen.sees("for all to see", "#thread")


def test_what_one_wrote_under_a_deleted_message_is_still_found(screen, slack, bot):
    question = bot.say(ANA, "a question")
    slack.act.message(ANA, "my note", thread_ts=question)
    bot.say(ANA, "something later")
    bot.client.chat_delete(channel="D0ANA0001", ts=question)

    screen.open()

    first = screen.main.locator(".message").first
    expect(first).to_contain_text("This message was deleted.")
    first.get_by_role("button", name="1 reply").click()
    screen.sees("my note", "#thread")
    note = screen.thread.locator(".message", has_text="my note")
    note.hover()
    note.get_by_role("button", name="Delete message").click()
    screen.page.locator("dialog#confirm").get_by_role("button", name="Delete").click()
    expect(screen.main.get_by_text("This message was deleted.")).to_have_count(0)


def test_a_slash_command_is_refused_in_a_thread(screen, slack):
    beginning = slack.act.message(ANA, "a beginning")["ts"]
    screen.open(ANA, f"/D{ANA[1:]}/{beginning}")
    screen.says("/careercheck help", "#thread")
    screen.sees("/careercheck is not supported in threads. Sorry!", "#thread")
    expect(screen.thread.locator(".message.ephemeral")).to_contain_text("Only visible to you")


def test_the_slash_menu_works_by_keyboard(screen):
    screen.open()
    box = screen.main.locator("textarea")
    box.press_sequentially("/ca")
    menu = screen.page.get_by_role("listbox", name="Commands")
    expect(menu.get_by_role("option", selected=True)).to_contain_text("/careercheck")
    expect(menu).to_contain_text("Check where your career stands")
    box.press("Enter")
    expect(box).to_have_value("/careercheck ")
    box.press("ArrowDown")
    expect(menu.get_by_role("option", selected=True)).to_contain_text("/careercheck help")
    box.press("Tab")
    expect(box).to_have_value("/careercheck help")
    box.press("Enter")
    screen.sees("You said: help")
    box.press_sequentially("/c")
    box.press("Escape")
    expect(menu).to_have_count(0)
    expect(box).to_have_value("/c")


def test_a_command_that_fails_is_told_in_words(screen, slack, clock):
    screen.open()
    screen.says("/nonsense")
    screen.sees("/nonsense is not a valid command.")
    screen.says("/careercheck crash")
    slack.wait_for(slack.outstanding, why="the command never reached the bot")
    clock.advance(timedelta(seconds=4))
    screen.sees('/careercheck failed with the error "operation_timeout"')


def test_in_a_narrow_window_the_thread_covers_the_list_and_the_sidebar_slides_in(screen):
    screen.page.set_viewport_size({"width": 480, "height": 860})
    screen.open()
    expect(screen.page.locator("#sidebar")).to_be_hidden()
    screen.says("/careercheck start")
    screen.button("Open the thread").click()
    screen.sees("1 of 9", "#thread")
    expect(screen.main).to_be_hidden()
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= 480
    screen.button("Close thread").click()
    expect(screen.main).to_be_visible()
    screen.button("Channels and people").click()
    screen.page.locator("#sidebar .entry", has_text="general").click()
    expect(screen.main.get_by_role("heading", name="general").first).to_be_visible()
    expect(screen.page.locator("#sidebar")).to_be_hidden()
