"""A real browser on the playground's page, with the showcase bot behind it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bot.playground.simulated import SimulatedSlack
from bot.runtime.clock import ManualClock
from tests.browser.showcase import Showcase
from tests.browser.window import PATIENCE, Screen

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str | None:
    """Return where Chromium is, if it is installed."""
    usual = Path("/usr/bin/chromium")
    return str(usual) if usual.exists() else shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium at /usr/bin/chromium or in PATH; install Debian's package `chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def closing() -> Iterator[ThreadPoolExecutor]:
    """Where simulators are closed while the next test runs: Bolt takes about a second to let go of its socket."""
    with ThreadPoolExecutor(thread_name_prefix="closing") as closing:
        yield closing


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


@pytest.fixture
def bot(clock: ManualClock, closing: ThreadPoolExecutor) -> Iterator[Showcase]:
    slack = SimulatedSlack(clock, data="/tmp/careercheck.db")
    slack.start()
    bot = Showcase(slack)
    bot.connect()
    yield bot
    bot.go_on.set()

    def close() -> None:
        bot.close()
        slack.stop()

    closing.submit(close)


@pytest.fixture
def slack(bot: Showcase) -> SimulatedSlack:
    return bot.slack


@pytest.fixture
def screen(browser: Browser, slack: SimulatedSlack) -> Iterator[Screen]:
    """The page in a wide window; fails the test on a script error or a request to elsewhere."""
    with browser.new_context(viewport={"width": 1280, "height": 860}) as context:
        context.set_default_timeout(PATIENCE)
        screen = Screen(context.new_page(), slack.url)
        yield screen
        assert screen.errors == []


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    expect.set_options(timeout=PATIENCE)
