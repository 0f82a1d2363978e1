"""What people press, pick and fill in."""

from __future__ import annotations

from typing import Any

from bot.playground import elements, wire
from bot.playground.actor import Actor, verb
from bot.playground.cast import Person
from bot.playground.clicks import Target, find_target
from bot.playground.modals import accept_answer, complaints
from bot.playground.refusal import Refused
from bot.playground.state import Json, Message, View


class Presses(Actor):
    """Buttons, menus and modals."""

    @verb
    def click(
        self,
        user: str,
        *,
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
        action_id: str | None = None,
        block_id: str | None = None,
        label: str | None = None,
        value: str | None = None,
        stale: bool = False,
        action: Json | None = None,
        message: Json | None = None,
    ) -> Json:
        """Press a button, by action id or by its label.

        With `stale`, press what stood there before: the whole `action` and, for a message, the whole `message`
        (as it was on the screen) are sent as given, whether or not they are still there.
        """
        with self._lock:
            person = self._workspace.person(user)
            if stale:
                target = self._stale(user, channel, view_id, message)
                return self._press(person, target, action or {})
            target = self._target(user, channel, ts, view_id)
            block, element = target.button(action_id, label, value, block_id)
            pressed: Json = {key: element[key] for key in ("action_id", "text", "value", "type") if key in element}
            if element["type"] == "overflow":
                pressed["selected_option"] = elements.option(element, value or label)
            return self._press(person, target, pressed | {"block_id": block["block_id"]})

    @verb
    def choose(
        self,
        user: str,
        *,
        action_id: str,
        value: Any,
        block_id: str | None = None,
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
    ) -> Json:
        """Pick a radio button, an option, boxes (a list), a date; or type into an input.

        The bot hears of it at once, unless it is an input that sends nothing by itself; either way it is kept
        for the `state.values` of later clicks.
        """
        with self._lock:
            person = self._workspace.person(user)
            target = self._target(user, channel, ts, view_id)
            block, element = target.field(action_id, block_id)
            picked = self._picked(element, value)
            target.picks.setdefault(block["block_id"], {})[action_id] = picked
            self._workspace.touch([user])
            if block["type"] == "input" and not block.get("dispatch_action"):
                return {}
            chosen = picked | {"action_id": action_id, "block_id": block["block_id"]}
            if "placeholder" in element:
                chosen["placeholder"] = element["placeholder"]
            return self._press(person, target, chosen)

    @verb
    def submit(self, user: str, view_id: str, values: Json | None = None) -> Json:
        """Submit the modal on top, after filling in `values` (action id -> value). Errors stay on its screen."""
        with self._lock:
            person, view = self._workspace.person(user), self._modal(user, view_id)
            for action_id, value in (values or {}).items():
                block, element = Target(view=view, user=user).field(action_id)
                view.picks.setdefault(block["block_id"], {})[action_id] = self._picked(element, value)
            view.errors = complaints(view)
            self._workspace.touch([user])
            if view.errors:
                return {"ok": False, "error": "incomplete", "errors": dict(view.errors)}
            payload = wire.submitted(self._workspace, person, view, self._core.tickets.trigger(user))
            delivery = self._core.deliveries.interaction(
                "interactive", payload, lambda answer: accept_answer(self._core, view, answer)
            )
        return self._result(delivery)

    @verb
    def close(self, user: str, view_id: str) -> Json:
        """Close the modal on top; the one below comes back."""
        with self._lock:
            person, view = self._workspace.person(user), self._modal(user, view_id)
            self._workspace.modals[user].pop()
            self._workspace.touch([user])
            if not view.body.get("notify_on_close"):
                return {}
            payload = wire.closed(self._workspace, person, view, is_cleared=False)
            delivery = self._core.deliveries.interaction("interactive", payload)
        return self._result(delivery)

    def _picked(self, element: Json, value: Any) -> Json:
        """Return the element's state after a pick. Raises Refused: it does not offer that, or nobody has that id."""
        picked = elements.pick(element, value)
        if element["type"] in elements.PEOPLE and value:
            for user in value if isinstance(value, list) else [value]:
                self._workspace.person(user)
        return picked

    def _modal(self, user: str, view_id: str) -> View:
        stack = self._workspace.modals.get(user)
        if not stack or stack[-1].id != view_id:
            raise Refused("not_found")
        return stack[-1]

    def _target(self, user: str, channel: str | None, ts: str | None, view_id: str | None) -> Target:
        return find_target(self._workspace, user, channel, ts, view_id)

    def _stale(self, user: str, channel: str | None, view_id: str | None, shown: Json | None) -> Target:
        if view_id:
            return Target(user=user, view=self._workspace.find_view(view_id))
        if not shown:
            raise Refused("message_not_found")
        where = self._workspace.room_of(user, channel)
        seen_by = user if shown.get("ephemeral") else None
        author = shown.get("user", self._workspace.cast.bot.user_id)
        message = Message(
            shown["ts"], where.id, author, shown.get("text", ""), shown.get("blocks", []), shown.get("thread_ts"),
            bot=author == self._workspace.cast.bot.user_id, seen_by=seen_by,
        )  # fmt: skip
        return Target(user=user, message=message)

    def _press(self, person: Person, target: Target, action: Json) -> Json:
        action = action | {"action_ts": self._workspace.next_ts()}
        if target.message is not None:
            ticket = self._core.tickets.for_click(person.id, target.message)
            payload = wire.clicked_message(self._workspace, person, target.message, action, ticket)
        else:
            trigger = self._core.tickets.trigger(person.id)
            payload = wire.clicked_view(self._workspace, person, target.the_view, action, trigger)
        return self._result(self._core.deliveries.interaction("interactive", payload))
