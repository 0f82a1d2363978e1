"""Finding what a person's finger points at."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground import elements
from bot.playground.refusal import Refused
from bot.playground.state import Json, Message, Picks, View
from bot.playground.workspace import Workspace

PRESSED = {"button", "workflow_button", "icon_button", "overflow"}


@dataclass
class Target:
    """A message or a view on somebody's screen."""

    user: str
    message: Message | None = None
    view: View | None = None

    @property
    def the_view(self) -> View:
        """The view, where it is one."""
        assert self.view is not None  # noqa: S101 - a target is one or the other
        return self.view

    @property
    def blocks(self) -> list[Json]:
        """What is drawn there."""
        blocks: list[Json] = self.message.blocks if self.message else self.the_view.body["blocks"]
        return blocks

    @property
    def picks(self) -> Picks:
        """What this person has picked there."""
        return self.message.picks.setdefault(self.user, {}) if self.message else self.the_view.picks

    def button(
        self, action_id: str | None, label: str | None, value: str | None, block_id: str | None = None
    ) -> tuple[Json, Json]:
        """Return (block, button) by action id or label, and by value or block where several share it."""
        for block, element in self._interactive(block_id):
            if element["type"] in PRESSED and _is(element, action_id, label, value):
                return block, element
        raise Refused("action_not_found")

    def field(self, action_id: str, block_id: str | None = None) -> tuple[Json, Json]:
        """Return (block, element) of something that keeps a value. Raises Refused."""
        for block, element in self._interactive(block_id):
            if element["type"] in elements.STATE and element["action_id"] == action_id:
                return block, element
        raise Refused("action_not_found")

    def _interactive(self, block_id: str | None) -> list[tuple[Json, Json]]:
        found = elements.interactive(self.blocks)
        return [(block, element) for block, element in found if block_id in (None, block["block_id"])]


def find_target(workspace: Workspace, user: str, channel: str | None, ts: str | None, view_id: str | None) -> Target:
    """Return what stands on this person's screen there. Raises Refused(message_not_found or not_found)."""
    if view_id:
        view = workspace.find_view(view_id)
        stack = workspace.modals.get(user, [])
        if view.user != user or (view in stack and view is not stack[-1]):
            raise Refused("not_found")
        return Target(user, view=view)
    message = workspace.message(workspace.room_of(user, channel).id, ts or "")
    if message.seen_by not in (None, user):
        raise Refused("message_not_found")
    return Target(user, message=message)


def _is(element: Json, action_id: str | None, label: str | None, value: str | None) -> bool:
    if element["type"] == "overflow":
        offered = {option["text"]["text"] for option in elements.options(element)}
        return element["action_id"] == action_id or label in offered
    shown = element.get("text", {}).get("text", element.get("accessibility_label"))
    fits = element["action_id"] == action_id if action_id is not None else shown == label
    return fits and (value is None or element.get("value") == value)
