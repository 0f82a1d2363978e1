"""Somebody new, back to the start, and addresses that last."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from bot.playground.simulated import SimulatedSlack
from bot.runtime.clock import ManualClock
from tests.browser.window import ANA, PATIENCE, Screen

pytestmark = pytest.mark.browser


def test_somebody_new_comes_and_you_are_them(screen, slack):
    screen.open()
    screen.button("You are: Ana (engineer). Switch person").click()
    screen.page.get_by_role("menuitem", name="Somebody new").click()
    screen.sees("Newcomer 1 (engineer)", "#sidebar .cast")
    expect(screen.main.locator("textarea")).to_be_focused()
    screen.says("hello, I am new")
    screen.sees("hello, I am new")
    screen.page.reload()
    screen.sees("hello, I am new")
    screen.sees("Newcomer 1 (engineer)", "#sidebar .cast")


def test_a_page_of_somebody_who_is_gone_becomes_the_first_person(screen, slack):
    new = slack.act.newcomer()["user"]
    screen.open(new)
    screen.sees("Newcomer 1", "#sidebar .cast")
    slack.reset()
    screen.sees("You are: Ana (engineer)", "#sidebar .cast")


@pytest.fixture
def resets(clock: ManualClock, browser: Browser) -> Iterator[tuple[Screen, list[str]]]:
    """A simulator that can begin anew, without a bot; how often it did; and a page."""
    done: list[str] = []
    answered = threading.Event()

    def reset() -> dict:
        done.append("reset")
        answered.wait(5)
        slack.reset()
        return {"ok": True} if len(done) == 1 else {"ok": False, "error": "The bot could not start again."}

    slack = SimulatedSlack(clock, reset=reset)
    slack.start()
    with browser.new_context(viewport={"width": 1280, "height": 860}) as context:
        context.set_default_timeout(PATIENCE)
        screen = Screen(context.new_page(), slack.url)
        screen.go_on = answered
        yield screen, done
        assert screen.errors == []
    slack.stop()


def test_starting_over_asks_first_and_then_begins_with_nothing(resets):
    screen, done = resets
    screen.open(ANA, "/C0GENERAL")
    screen.says("soon to be gone")
    screen.sees("soon to be gone")
    screen.button("Start over").click()
    confirm = screen.page.locator("dialog#confirm")
    expect(confirm).to_contain_text("all that the bot keeps about it")
    expect(confirm.get_by_role("button", name="Cancel")).to_be_focused()
    confirm.get_by_role("button", name="Cancel").click()
    screen.sees("soon to be gone")
    assert done == []

    screen.button("Start over").click()
    confirm.get_by_role("button", name="Start over").click()
    expect(screen.button("Starting over …")).to_be_disabled()
    screen.go_on.set()
    screen.sees("Type /careercheck to begin.")
    expect(screen.page.get_by_text("soon to be gone")).to_have_count(0)
    assert done == ["reset"]

    screen.button("Start over").click()
    confirm.get_by_role("button", name="Start over").click()
    screen.sees("The bot could not start again.", "#banner")


def test_without_a_way_to_start_over_there_is_no_button(screen):
    screen.open()
    expect(screen.button("Start over")).to_have_count(0)


def test_the_time_of_a_message_is_an_address_that_lasts(screen, slack):
    for number in range(40):
        slack.act.message(ANA, f"line {number}")
    screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.open()
    row = screen.main.locator(".message", has_text="line 3").first
    row.hover()
    row.get_by_role("button", name="Copy link").click()
    expect(row.get_by_role("button", name="Copied")).to_be_visible()
    link = screen.page.evaluate("navigator.clipboard.readText()")
    assert link == row.locator("a.stamp").evaluate("node => node.href")

    screen.open(ANA, "/C0GENERAL")
    screen.page.goto(link)
    expect(screen.main.get_by_text("line 3", exact=True)).to_be_in_viewport()
    expect(screen.main.locator(".message.pointed")).to_contain_text("line 3")
    screen.page.reload()
    expect(screen.main.get_by_text("line 3", exact=True)).to_be_in_viewport()
    screen.page.go_back()
    expect(screen.main.get_by_role("heading", name="general").first).to_be_visible()


@pytest.mark.parametrize("odd", ["%E0", "%", "%C3%28"])
def test_an_address_that_says_nothing_opens_the_beginning(screen, odd):
    screen.open(ANA, f"/D{ANA[1:]}/-/{odd}")
    screen.sees("You are: Ana (engineer)", "#sidebar .cast")
    screen.says("hello there")
    screen.sees("hello there")
    screen.page.goto(f"{screen.url}/#/{ANA}/{odd}")  # while the page is open
    screen.sees("hello there")
    expect(screen.page.locator("#banner")).not_to_contain_text("Simulator stopped")


@pytest.mark.parametrize("place", ["/-/1.000001", "/{}/1.000001"])
def test_an_address_of_a_message_that_is_not_there_says_so_once(screen, slack, place):
    place = place.format(slack.act.message(ANA, "a beginning")["ts"])
    for _ in range(2):
        screen.open(ANA, "/C0GENERAL")
        screen.open(ANA, f"/D{ANA[1:]}{place}")
        expect(screen.page.get_by_text("That message is not there any more.")).to_have_count(1)


def test_the_address_of_a_reply_opens_its_thread(screen, slack):
    beginning = slack.act.message(ANA, "a beginning")["ts"]
    reply = slack.act.message(ANA, "an answer", thread_ts=beginning)["ts"]
    screen.open(ANA, f"/D{ANA[1:]}/{beginning}")
    href = screen.thread.locator(".message", has_text="an answer").locator("a.stamp").get_attribute("href")
    assert href == f"#/{ANA}/D{ANA[1:]}/{beginning}/{reply}"
    screen.open(ANA, "/C0GENERAL")
    screen.page.goto(f"{screen.url}/{href}")
    expect(screen.thread.locator(".message.pointed")).to_contain_text("an answer")


def test_an_open_page_goes_on_when_a_kept_playground_comes_back(clock, browser, tmp_path):
    first = SimulatedSlack(clock, keep=tmp_path / "slack.json")
    first.start()
    port = int(first.url.rsplit(":", 1)[1])
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        screen = Screen(context.new_page(), first.url).open()
        screen.button("Inspector").click()
        screen.says("before the stop")
        screen.sees("before the stop")
        first.stop()
        screen.sees("Simulator stopped", "#banner")

        second = SimulatedSlack(clock, keep=tmp_path / "slack.json")
        second.start(port)
        second.act.message(ANA, "after the start")

        screen.sees("after the start")
        screen.sees("before the stop")
        expect(screen.page.locator("#banner")).not_to_contain_text("Simulator stopped")
        assert screen.errors == []
    second.stop()
