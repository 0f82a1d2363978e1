"""The trouble buttons: each says what it did; what stays on is seen and switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.window import ANA, BEN

pytestmark = pytest.mark.browser

SWITCHES = {
    "Every event twice": "every event twice",
    "Slow Slack": "slow by 5 s",
    "Too many requests (429)": "429, retry after 10 s",
    "Lose acknowledgements": "lose acknowledgements",
    "Expire triggers": "expire triggers",
    "Revoke the tokens": "revoke the tokens",
    "Uninstall the app": "uninstall the app",
}


@pytest.fixture
def trouble(screen):
    """The page with its trouble buttons."""
    screen.open()
    screen.button("Trouble").click()
    return screen.page.locator("#drawer")


def entry(page: Page, name: str):
    return page.locator(".trouble-list li").filter(has=page.get_by_role("button", name=name))


def test_each_switch_says_what_it_does_is_seen_and_goes_off_again(screen, trouble, slack):
    strip = screen.page.get_by_role("region", name="Trouble that is on")
    for name, shown in SWITCHES.items():
        button = trouble.get_by_role("button", name=name)
        expect(button).to_have_attribute("aria-pressed", "false")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        told = entry(screen.page, name).locator(".told")
        expect(told).to_contain_text("watch")
        expect(screen.page.locator("#live")).to_contain_text(told.inner_text())
        expect(strip).to_contain_text(shown)
        strip.get_by_role("button", name=f"Switch off: {shown}").click()
        expect(strip).to_have_count(0)
        assert slack.screen(ANA)["trouble"] == []


def test_what_is_on_is_seen_by_everybody_and_after_a_reload(screen, trouble):
    trouble.get_by_role("button", name="Expire triggers").click()
    screen.sees("expire triggers", "#banner")
    screen.page.reload()
    screen.sees("expire triggers", "#banner")
    screen.open(BEN)
    screen.sees("expire triggers", "#banner")


def test_all_trouble_ends_at_once(screen, trouble, slack):
    trouble.get_by_label("Slow Slack: seconds").fill("7")
    trouble.get_by_role("button", name="Slow Slack").click()
    trouble.get_by_role("button", name="Expire triggers").click()
    screen.sees("slow by 7 s", "#banner")
    trouble.get_by_role("button", name="End all trouble").click()
    expect(screen.page.get_by_role("region", name="Trouble that is on")).to_have_count(0)
    expect(trouble.get_by_role("button", name="End all trouble")).to_be_disabled()
    assert slack.screen(ANA)["trouble"] == []


def test_the_last_event_comes_again(screen, trouble, slack):
    screen.says("hello there")
    screen.sees("hello there")
    trouble.get_by_role("button", name="Redeliver the last event").click()
    expect(entry(screen.page, "Redeliver")).to_contain_text("Sent the message “hello there” once more; watch")
    trouble.get_by_role("button", name="Send it twice at once").click()
    expect(entry(screen.page, "Send it twice")).to_contain_text("two more times at once")
    slack.wait_for(lambda: not slack.outstanding(), why="not acknowledged")
    same = [line for line in slack.traffic() if line.sent.get("event", {}).get("text") == "hello there"]
    assert len(same) == 4


def test_a_tab_that_was_opened_comes_again(screen, trouble):
    screen.page.get_by_role("tab", name="Home").click()
    trouble.get_by_role("button", name="Redeliver the last event").click()
    expect(entry(screen.page, "Redeliver")).to_contain_text("Sent the opened Home tab once more; watch")


def test_opening_the_page_is_nothing_to_send_again(screen, trouble, slack):
    screen.open(BEN)
    screen.sees("You are: Ben", "#sidebar .cast")
    trouble.get_by_role("button", name="Redeliver the last event").click()
    expect(entry(screen.page, "Redeliver")).to_contain_text("nothing to send again")


@pytest.mark.parametrize("seconds", ["9999", "0", ""])
def test_a_number_that_is_out_of_range_is_said_in_words(screen, trouble, slack, seconds):
    trouble.get_by_label("Slow Slack: seconds").fill(seconds)
    trouble.get_by_role("button", name="Slow Slack").click()
    expect(entry(screen.page, "Slow Slack")).to_contain_text("Choose from 1 to 600 seconds.")
    assert slack.screen(ANA)["trouble"] == []


@pytest.mark.parametrize("back", ["Revoke the tokens", "End all trouble"])
def test_that_the_bot_takes_a_while_to_notice_good_tokens_is_said(screen, trouble, back):
    trouble.get_by_role("button", name="Revoke the tokens").click()
    expect(entry(screen.page, "Revoke the tokens")).to_contain_text("within a minute")
    trouble.get_by_role("button", name=back).click()
    expect(screen.page.locator("#live p").last).to_contain_text("within a minute")


def test_a_dropped_socket_shows_at_the_dot(screen, trouble):
    trouble.get_by_role("button", name="Drop the socket").click()
    expect(entry(screen.page, "Drop the socket")).to_contain_text("watch the dot")
    screen.sees("Bot not connected", "#banner")
