"""Somebody at the page: what they do and what they see."""

from __future__ import annotations

from playwright.sync_api import Page, expect

ANA, BEN = "U0ANA0001", "U0BEN0001"
PATIENCE = 30_000  # milliseconds until what should come at once is not coming, however much a machine has to do


class Screen:
    """Somebody's browser window on the playground."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.main = page.locator("#main")
        self.thread = page.locator("#thread")
        self.modal = page.locator("dialog#modal")
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.errors.append(request.url) if self.leaves(request.url) else None)

    def leaves(self, url: str) -> bool:
        """Whether a request goes anywhere else than to the simulator."""
        return not url.startswith((self.url, self.url.replace("http", "ws"), "data:"))

    def open(self, user: str = "", path: str = "") -> Screen:
        """Open the page, as somebody and somewhere if named."""
        self.page.goto(f"{self.url}/#/{user}{path}" if user else self.url)
        expect(self.page.locator("#main .pane-head h1")).to_be_visible()
        return self

    def says(self, text: str, pane: str = "#main") -> None:
        """Type a line into a composer and send it by Enter."""
        box = self.page.locator(f"{pane} .composer textarea")
        box.fill(text)
        box.press("Enter")

    def button(self, name: str, exact: bool = True):
        return self.page.get_by_role("button", name=name, exact=exact)

    def sees(self, text: str, pane: str = "#main") -> None:
        expect(self.page.locator(pane).get_by_text(text).last).to_be_visible()
