"""The real bot behind the real page: a newcomer's whole check, by clicking and by typing, wide and narrow."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.window import BEN, PATIENCE, Screen
from tests.kit import A_MOMENT, World

pytestmark = pytest.mark.browser

PICTURES = os.environ.get("CAREERCHECK_PICTURES")  # a folder: what was seen on the way is kept there, to be looked at


class Newcomer(Screen):
    """Ana at the page, with the bot's simulated time moving as she acts."""

    world: World
    width: int

    def moment(self) -> None:
        """Let a moment pass, in which the bot finishes."""
        self.world.clock.advance(A_MOMENT)
        self.world.settles()

    def presses(self, name: str, pane: str = "#thread") -> None:
        """Press the newest button with this name."""
        self.page.locator(pane).get_by_role("button", name=name, exact=True).last.click()
        self.moment()

    def writes(self, text: str) -> None:
        """Write into the thread."""
        self.says(text, "#thread")
        expect(self.page.locator("#thread .composer textarea")).to_have_value("")
        self.moment()

    def fits(self) -> None:
        """Nothing sticks out of the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width

    def picture(self, name: str) -> None:
        """Keep what is seen, where that was asked for."""
        self.fits()
        if PICTURES:
            self.page.wait_for_timeout(300)
            self.page.screenshot(path=Path(PICTURES, f"{name}-{self.width}.png"))


@pytest.mark.parametrize("width", [1280, 480])
def test_a_newcomer_finishes_a_check(browser: Browser, world: World, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 860}) as context:
        context.set_default_timeout(PATIENCE)
        ana = Newcomer(context.new_page(), world.slack.url)
        ana.world, ana.width = world, width
        ana.open()
        begins(ana)
        answers_by_clicking_and_typing(ana)
        looks_at_the_result(ana)
        picks_a_next_step(ana)
        opens_home(ana)

        ben = Newcomer(context.new_page(), world.slack.url)
        ben.world, ben.width = world, width
        ben.open(BEN, f"/D{BEN[1:]}")
        expect(ben.main).not_to_contain_text("SET check")
        ben.open(BEN, f"/D{BEN[1:]}/home")
        expect(ben.main).not_to_contain_text("next step")
        assert ana.errors == ben.errors == []


def begins(ana: Newcomer) -> None:
    ana.says("/careercheck")
    ana.moment()
    ana.sees("what happens to your answers")
    ana.picture("consent")
    ana.main.get_by_role("radio").first.check()
    ana.presses("I agree, start", "#main")
    ana.main.locator("button.reply-line").last.click()
    ana.sees("1 of 9, 1 of 21", "#thread")


def answers_by_clicking_and_typing(ana: Newcomer) -> None:
    ana.picture("question")
    for number in range(1, 10):
        ana.sees(f"{number} of 9, {number} of 21", "#thread")
        ana.presses(["Yes", "Partly", "Not yet"][number % 3])
    ana.sees("Soft skills: done.", "#thread")
    ana.picture("pillar")
    ana.presses("Go on")
    for number in range(1, 8):
        ana.sees(f"{number} of 7, {number + 9} of 21", "#thread")
        if number == 2:
            ana.writes("I led two teams through a merger last year.")
            ana.sees("Kept as a private note", "#thread")
        ana.writes(["I have it", "not yet", "I can get it"][number % 3])
    ana.presses("Go on")
    for number in range(1, 6):
        ana.sees(f"{number} of 5, {number + 16} of 21", "#thread")
        ana.presses("Yes") if number % 2 else ana.writes("partly")


def looks_at_the_result(ana: Newcomer) -> None:
    ana.sees("Your result", "#thread")
    expect(ana.thread.get_by_role("button", name="Pick a next step")).to_be_visible()
    ana.thread.get_by_text("Your result").last.scroll_into_view_if_needed()
    ana.picture("result")
    ana.thread.get_by_role("button", name="Pick a next step").scroll_into_view_if_needed()
    ana.picture("result-end")


def picks_a_next_step(ana: Newcomer) -> None:
    ana.presses("Pick a next step")
    expect(ana.modal).to_contain_text("Something of my own")
    ana.picture("modal")
    ana.modal.get_by_role("radio").last.check()
    ana.modal.get_by_role("textbox").first.fill("Lead the next architecture review")
    ana.modal.get_by_role("button", name="Write it down").click()
    expect(ana.modal).to_be_hidden()
    ana.moment()
    ana.sees("Lead the next architecture review", "#thread")


def opens_home(ana: Newcomer) -> None:
    ana.button("Close thread").click()
    ana.page.get_by_role("tab", name="Home").or_(ana.button("Home")).first.click()
    ana.moment()
    ana.sees("Your last result")
    ana.sees("Lead the next architecture review")
    ana.picture("home")
