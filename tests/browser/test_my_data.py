"""The real bot behind the page: what is kept about somebody is read, added to by a shortcut, gone when erased."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect

from bot.playground.cast import demo_cast
from tests.browser.window import ANA, PATIENCE, Screen
from tests.kit import A_MOMENT, World, a_world
from tests.stories.steps import begins, finishes_pillar

pytestmark = pytest.mark.browser
NOTE = "Quetzal, and what came of it"
SAID = "We retired the numbat jobs"
ENGINEERING = "C0ENGINEER"


@pytest.fixture
def sharing(tmp_path: Path) -> Iterator[World]:
    """A workspace that lets the bot share files, and Ana in it with a result and a note."""
    with a_world(tmp_path, cast=demo_cast(also=("files:write",))) as world:
        ana = world.who("ana")
        begins(ana, "/careercheck technical")
        ana.writes(NOTE)
        finishes_pillar(ana, "technical")
        yield world


@contextmanager
def at_the_page(browser: Browser, world: World, width: int) -> Iterator[Screen]:
    """Ana's window; fails the test on a script error or a request to elsewhere."""
    with browser.new_context(viewport={"width": width, "height": 860}) as context:
        context.set_default_timeout(PATIENCE)
        screen = Screen(context.new_page(), world.slack.url)
        yield screen.open(ANA)
        assert screen.page.evaluate("document.documentElement.scrollWidth") <= width
        assert screen.errors == []


def moment(world: World) -> None:
    """Let a moment pass, in which the bot finishes."""
    world.clock.advance(A_MOMENT)
    world.settles()


def asks_for_my_data(world: World, screen: Screen, button: str) -> None:
    screen.says("/careercheck mydata")
    moment(world)
    screen.main.get_by_role("button", name=button, exact=True).last.click()
    moment(world)


@pytest.mark.parametrize("width", [1280, 480])
def test_the_files_of_an_export_are_read_on_the_page_and_taken_along(browser, sharing, width):
    with at_the_page(browser, sharing, width) as screen:
        asks_for_my_data(sharing, screen, "Export")

        for name in ("my-careercheck-data.md", "my-careercheck-data.json"):
            file = screen.main.locator("details.file", has_text=name)
            expect(file.locator("pre")).to_be_hidden()
            file.get_by_text(name, exact=True).click()
            expect(file.locator("pre")).to_contain_text(NOTE)
            download = file.get_by_role("link", name="Download")
            expect(download).to_have_attribute("download", name)
            assert NOTE in unquote(download.get_attribute("href"))


def test_where_no_files_may_be_shared_an_export_comes_as_messages(browser, sharing):
    with at_the_page(browser, sharing, 1280) as screen:
        screen.button("Trouble").click()
        screen.page.locator("#drawer").get_by_role("button", name="No files").click()
        expect(screen.page.locator("#banner")).to_contain_text("no files")

        asks_for_my_data(sharing, screen, "Export")
        while sharing.rows("SELECT 1 FROM outbox WHERE state = 'due' AND view = 'mydata.part'"):
            sharing.passes(seconds=5)

        expect(screen.main.locator("details.file")).to_have_count(0)
        expect(screen.main).to_contain_text(NOTE)


def test_a_shortcut_on_ones_own_message_opens_the_form_with_its_words(browser, sharing):
    sharing.slack.act.message(ANA, SAID, channel=ENGINEERING)
    with at_the_page(browser, sharing, 1280) as screen:
        screen.open(ANA, f"/{ENGINEERING}")
        screen.main.locator(".message", has_text=SAID).hover()
        screen.button("More message shortcuts").click()
        screen.page.get_by_role("menuitem", name="Save to my brag document").click()
        moment(sharing)
        expect(screen.modal.get_by_label("What did you do?")).to_have_value(SAID)

        screen.modal.get_by_role("button", name="Save").click()
        moment(sharing)

        expect(screen.modal).to_be_hidden()
        expect(screen.main).not_to_contain_text("brag document")  # nothing is shown where the message stands
        screen.open(ANA)
        screen.says("/careercheck brag")
        moment(sharing)
        screen.sees(SAID)
        screen.sees(NOTE)


@pytest.mark.parametrize("width", [1280, 480])
def test_after_an_erasure_nothing_of_it_is_on_the_page(browser, sharing, width):
    sharing.who("ana").opens_home()
    moment(sharing)
    with at_the_page(browser, sharing, width) as screen:
        asks_for_my_data(sharing, screen, "Export")
        expect(screen.main.locator("details.file")).to_have_count(2)
        asks_for_my_data(sharing, screen, "Erase everything")
        screen.modal.get_by_role("button", name="Erase everything").click()
        moment(sharing)
        screen.modal.get_by_role("button", name="Close").first.click()
        while sharing.rows("SELECT 1 FROM deletions"):
            sharing.passes(minutes=1)

        screen.page.reload()

        expect(screen.main.locator(".message")).to_have_count(1)
        expect(screen.main.locator(".message")).to_contain_text("This message was deleted.")
        screen.button("1 reply", exact=False).click()
        screen.sees(NOTE, "#thread")  # what she wrote only she can delete
        expect(screen.main.locator("details.file")).to_have_count(0)
        assert [one["text"] for one in messages(sharing)] == [NOTE]
        assert "Nothing here" in str(sharing.slack.screen(ANA)["home"])


def messages(world: World) -> list[dict]:
    """What lasts in Ana's conversation with the bot."""
    (conversation,) = [one for one in world.slack.screen(ANA)["conversations"] if one["kind"] == "im"]
    return [one for one in conversation["messages"] if not one["ephemeral"]]
