"""The time machine on the page, with the real bot: a path is told, the nudge arrives, one chooses, years go by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from bot.playground import told
from bot.playground.moves import Move
from tests.browser.test_story_in_the_browser import PICTURES
from tests.browser.window import ANA, BEN, PATIENCE, Screen
from tests.kit import A_MOMENT, World

pytestmark = pytest.mark.browser
DEV = "U0DEV0001"


class Traveller(Screen):
    """Somebody at the page with the time machine open, in a window of a certain width."""

    world: World
    width: int

    @property
    def drawer(self) -> Locator:
        """The time machine."""
        return self.page.locator("#drawer")

    def be(self, user: str) -> None:
        """Open the page as somebody, with the time machine."""
        self.open(user)
        if not self.drawer.is_visible():
            self.button("Time machine").click()
        expect(self.drawer.get_by_role("button", name="To the next thing")).to_be_enabled()

    def moves(self, label: str, then: str) -> None:
        """Press a button of the time machine, and read what came."""
        self.drawer.get_by_role("button", name=label, exact=True).click()
        expect(self.drawer.get_by_role("status")).to_have_text(then)

    def presses(self, label: str) -> None:
        """Press the newest button of a message."""
        self.main.get_by_role("button", name=label, exact=True).last.click()
        self.moment()

    def moment(self) -> None:
        """Let a moment pass, in which the bot finishes."""
        self.world.clock.advance(A_MOMENT)
        self.world.settles()

    def picture(self, name: str) -> None:
        """Nothing sticks out of the window; what is seen is kept where that was asked for."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width
        if PICTURES:
            self.page.wait_for_timeout(300)
            self.page.screenshot(path=Path(PICTURES, f"{name}-{self.width}.png"))


@pytest.fixture(params=[1280, 480])
def ben(browser: Browser, world: World, request: pytest.FixtureRequest) -> Iterator[Traveller]:
    machine = world.slack.machine
    assert machine is not None
    machine.drive(world.bot)
    machine.told = told.tell(world.slack, world.bot)
    world.settles()
    with browser.new_context(viewport={"width": request.param, "height": 860}) as context:
        context.set_default_timeout(PATIENCE)
        ben = Traveller(context.new_page(), world.slack.url)
        ben.world, ben.width = world, request.param
        ben.be(BEN)
        yield ben
        assert ben.errors == []


def test_two_years_come_one_chooses_and_five_years_come(ben: Traveller) -> None:
    expect(ben.page.locator("#banner .now")).to_contain_text("Mon, 23 Nov 2026, 09:00 Europe/London")
    expect(ben.drawer).to_contain_text("A nudge: two years away from hands-on work")
    expect(ben.drawer).to_contain_text("Something for 1 other person too")
    expect(ben.drawer).to_contain_text("Ben and Chiara told the bot their career paths before you came.")
    ben.picture("time-1-before")
    ben.moves("To the next thing", "1 message came: for Ben.")
    ben.sees("away from hands-on work since 29 November 2024: two years this month", "#main")
    expect(ben.page.locator("#banner .now")).to_contain_text("Mon, 30 Nov 2026")
    ben.picture("time-2-two-years")

    ben.presses("Remind me in 3 months")
    ben.moves("To the next thing", "1 message came: for Chiara.")
    cast = ben.drawer.get_by_role("region", name="The time for everybody")
    expect(cast.get_by_role("button", name="Become Chiara, 5 unread")).to_have_count(0)
    expect(cast.get_by_role("button", name="Become Chiara, 1 unread")).to_be_visible()
    expect(ben.drawer).to_contain_text("What you wanted to be reminded of")
    ben.moves("To the next thing", "1 message came: for Ben.")
    expect(ben.page.locator("#banner .now")).to_contain_text("1 Mar 2027")

    ben.moves("+ 1 year", "The clock was moved, and nothing came.")
    ben.moves("To the next thing", "1 message came: for Ben.")
    ben.sees("away from hands-on work since 29 November 2024: five years this month", "#main")
    expect(ben.page.locator("#banner .now")).to_contain_text("29 Nov 2029")
    expect(ben.drawer.get_by_role("region", name="What came").get_by_role("listitem")).to_have_count(4)
    ben.picture("time-3-five-years")
    ben.moves(
        "To the next thing",
        "The bot has nothing to say of itself as things stand. Tell a career path (/careercheck path) or choose when "
        "to check again, and there will be.",
    )


def test_a_path_that_is_told_now_is_waited_for_and_shown_to_nobody_else(ben: Traveller) -> None:
    ben.be(DEV)
    expect(ben.drawer).to_contain_text("Nothing so far.")
    ben.says("/careercheck path")
    ben.sees("You haven't told me your path yet")
    ben.presses("Add an earlier one")
    form = ben.modal
    form.get_by_label("What kind of work?").select_option(label="Engineer")
    form.get_by_label("Since when?").fill("2016")
    form.get_by_label("Until when?").fill("25 November 2024")
    form.get_by_role("button", name="Save").click()
    ben.moment()
    ben.presses("Add another role")
    form.get_by_label("What kind of work?").select_option(label="Director")
    form.get_by_label("Since when?").fill("25 November 2024")
    form.get_by_role("button", name="Save").click()
    ben.moment()
    ben.sees("since 25 November 2024")
    ben.be(ANA)
    expect(ben.drawer).to_contain_text("Something for 3 other people too")
    expect(ben.drawer).not_to_contain_text("years away")


def test_a_move_shows_how_far_it_is_and_can_be_stopped(ben: Traveller) -> None:
    machine = ben.world.slack.machine
    assert machine is not None
    now = ben.world.clock.now()
    machine.move = Move(now - timedelta(days=300), now + timedelta(days=100), "year")
    workspace = ben.world.slack._workspace
    with workspace.changing():
        pass
    strip = ben.page.get_by_role("region", name="The clock is being moved")
    expect(strip).to_contain_text("Time passes, until Wed, 3 Mar 2027")
    expect(strip.get_by_role("progressbar")).to_have_attribute("value", "0.75")
    expect(ben.drawer.get_by_role("button", name="+ 1 day")).to_be_disabled()
    ben.picture("time-4-moving")
    with ben.page.expect_response("**/play/clock/stop"):
        strip.get_by_role("button", name="Stop here").click()
    assert machine.move.stopping
    with workspace.changing():
        machine.move = None
    expect(strip).to_have_count(0)
