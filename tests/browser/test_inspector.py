"""The inspector: what Slack and the bot say to each other, seen, filtered and copied; by keyboard too."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.window import ANA

pytestmark = pytest.mark.browser


@pytest.fixture
def inspector(screen):
    """The page with its inspector open."""
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.open()
    screen.button("Inspector").click()
    return screen.page.locator("#drawer")


def copied(screen) -> object:
    return json.loads(screen.page.evaluate("navigator.clipboard.readText()"))


def test_calls_and_payloads_come_in_as_lines_with_their_json(screen, inspector, bot):
    screen.says("/careercheck help")
    line = inspector.get_by_role("button", name="/careercheck help")
    expect(line).to_contain_text("Slack → bot")
    expect(line).to_contain_text("0 ms")
    expect(line).to_contain_text("ok")
    line.click()
    expect(line).to_have_attribute("aria-expanded", "true")
    expect(inspector.get_by_label("Payload")).to_contain_text('"text": "help"')
    expect(inspector.get_by_label("Acknowledgement")).to_contain_text("You said: help")
    bot.say(ANA, "something else")
    expect(inspector.get_by_role("button", name="chat.postMessage")).to_contain_text("bot → Slack")
    expect(line).to_have_attribute("aria-expanded", "true")
    line.click()
    expect(inspector.get_by_label("Payload")).to_have_count(0)


def test_lines_are_filtered_by_text_and_by_failure(screen, inspector, bot):
    with pytest.raises(Exception, match="channel_not_found"):
        bot.client.chat_postMessage(channel="C0NOWHERE", text="lost")
    bot.say(ANA, "a needle in here")
    heads = inspector.locator(".line-head")
    expect(inspector.locator(".traffic.bad")).to_have_count(1)
    inspector.get_by_label("Filter by text").fill("NEEDLE")
    expect(heads).to_have_count(2)  # the call, and the event of the message
    inspector.get_by_label("Filter by text").fill("no such words")
    expect(inspector).to_contain_text("No line fits")
    inspector.get_by_label("Filter by text").fill("")
    inspector.get_by_label("Failed only").check()
    expect(heads).to_have_count(1)
    expect(heads).to_contain_text("channel_not_found")


def test_an_acknowledgement_over_three_seconds_is_red(screen, inspector, slack, clock):
    screen.says("/careercheck crash")
    slack.wait_for(slack.outstanding, why="the command never reached the bot")
    line = inspector.locator(".traffic", has_text="/careercheck crash")
    expect(line).to_contain_text("waiting")
    clock.advance(timedelta(seconds=4))
    expect(line).to_contain_text("over 3 s")
    colour = line.locator(".outcome").evaluate("node => getComputedStyle(node).color")
    assert colour == "rgb(194, 27, 69)"


def test_one_line_or_all_that_are_shown_can_be_copied(screen, inspector):
    screen.says("/careercheck help")
    inspector.get_by_role("button", name="/careercheck help").click()
    inspector.get_by_role("button", name="Copy as JSON", exact=True).click()
    expect(inspector.get_by_role("button", name="Copied")).to_be_visible()
    one = copied(screen)
    assert (one["direction"], one["name"], one["sent"]["text"]) == ("to_bot", "/careercheck help", "help")
    expect(screen.page.locator("#live")).to_contain_text("Copied")

    inspector.get_by_label("Filter by text").fill("careercheck help")
    inspector.get_by_role("button", name="Copy all as JSON").click()
    expect(inspector.get_by_role("button", name="Copied").first).to_be_visible()
    assert [line["name"] for line in copied(screen)] == ["/careercheck help"]


def test_the_keyboard_alone_will_do(screen, inspector, bot):
    keyboard = screen.page.keyboard
    expect(inspector.get_by_role("button", name="app_home_opened")).to_contain_text("ok")  # the last to come by itself
    expect(inspector.get_by_label("Filter by text")).to_be_focused()
    for name in ("Failed only", "Copy all as JSON", "Close inspector"):
        keyboard.press("Tab")
        expect(inspector.get_by_label(name).or_(inspector.get_by_role("button", name=name))).to_be_focused()
    keyboard.press("Tab")
    heads = inspector.locator(".line-head")
    expect(heads.first).to_be_focused()
    keyboard.press("End")
    expect(heads.last).to_be_focused()
    keyboard.press("ArrowUp")
    keyboard.press("Enter")
    expect(heads.nth(heads.count() - 2)).to_have_attribute("aria-expanded", "true")
    bot.say(ANA, "an interruption")
    expect(inspector.get_by_role("button", name="chat.postMessage")).to_be_visible()
    expect(inspector.locator("[aria-expanded=true]")).to_be_focused()
    keyboard.press("Escape")
    expect(inspector).to_be_hidden()
    expect(screen.button("Inspector")).to_be_focused()


@pytest.mark.parametrize("size", [(480, 860), (640, 430), (320, 568)])
def test_drawers_fit_phones_and_big_letters(screen, bot, size):
    width, height = size
    screen.page.set_viewport_size({"width": width, "height": height})
    screen.open()
    for name, inside in (("Inspector", ".line-head"), ("Trouble", ".trouble-list button")):
        screen.button(name).click()
        bot.say(ANA, "something")
        drawer = screen.page.locator("#drawer")
        expect(drawer.locator(inside).first).to_be_visible()
        assert screen.page.evaluate("document.documentElement.scrollWidth") <= width
        assert drawer.evaluate("node => node.scrollWidth") <= width
        last = drawer.locator(inside).last
        last.scroll_into_view_if_needed()
        expect(last).to_be_in_viewport()
        screen.button(f"Close {name.lower()}").click()
        expect(drawer).to_be_hidden()
