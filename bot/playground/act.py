"""What a person can do in Slack. The same verbs are offered over HTTP; both answer `{"ok": ...}` and never raise."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec

from bot.playground import elements, typed, users, wire
from bot.playground.cast import Person
from bot.playground.clicks import Target, find_target
from bot.playground.core import Core
from bot.playground.delivery import Delivery
from bot.playground.modals import accept_answer, complaints
from bot.playground.refusal import Refused
from bot.playground.responses import answer_command
from bot.playground.tickets import ResponseUrl
from bot.playground.workspace import Json, Message, View

REAL_PATIENCE = 10.0
"""Real seconds after which an act gives up on a bot that does not answer, should the simulated clock stand still."""
LONGEST_TEXT = 40_000
P = ParamSpec("P")


def verb(function: Callable[Concatenate[Act, P], Json | None]) -> Callable[Concatenate[Act, P], Json]:
    """Make a verb of a method: `{"ok": true, ...}`, or the refusal as `{"ok": false, "error": ...}`."""

    @functools.wraps(function)
    def acting(self: Act, /, *args: P.args, **kwargs: P.kwargs) -> Json:
        try:
            return {"ok": True} | (function(self, *args, **kwargs) or {})
        except Refused as refused:
            return refused.body()

    return acting


class Act:
    """The hands of the people of one workspace; safe from any thread."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._workspace = core.workspace
        self._lock = core.workspace.lock

    # -- words

    @verb
    def command(self, user: str, text: str, channel: str | None = None) -> Json | None:
        """Type a slash command, in the conversation with the bot unless another channel is named."""
        with self._lock:
            where = self._workspace.room_of(user, channel)
            word, _, rest = text.strip().partition(" ")
            if word != self._workspace.cast.bot.command:
                raise Refused("unknown_command")
            ticket = self._core.tickets.for_command(user, where.id)
            arguments = typed.command_text(self._workspace, rest.strip())
            payload = wire.slash(self._workspace, self._workspace.person(user), where, arguments, ticket)
            url = ResponseUrl(user, where.id, self._workspace.clock.now())
            delivery = self._core.deliveries.interaction(
                "slash_commands", payload, lambda answer: answer_command(self._core, url, answer)
            )
        return self._result(delivery)

    @verb
    def message(self, user: str, text: str, channel: str | None = None, thread_ts: str | None = None) -> Json:
        """Write a message; answers with its `ts`, without waiting for the bot."""
        with self._lock:
            where = self._workspace.room_of(user, channel)
            ts = self._workspace.next_ts()
            if thread_ts is not None:
                parent = self._workspace.message(where.id, thread_ts)
                thread_ts = parent.thread_ts or parent.ts
            message = Message(ts, where.id, user, self._escaped(text), thread_ts=thread_ts)
            message.client_msg_id = f"5d1f7c1e-2f0a-4a55-9a61-{int(ts.replace('.', '')) % 10**12:012d}"
            message.blocks = wire.rich_text(message.text, self._workspace.next_id("k", 5))
            self._core.post(message)
            where.read[user] = ts
        return {"ts": ts, "channel": where.id}

    @verb
    def edit(self, user: str, ts: str, text: str, channel: str | None = None) -> None:
        """Edit one's own message."""
        with self._lock:
            message = self._own_message(user, channel, ts)
            escaped = self._escaped(text)
            self._core.edit(message, escaped, wire.rich_text(escaped, message.blocks[0]["block_id"]))

    @verb
    def delete(self, user: str, ts: str, channel: str | None = None) -> None:
        """Delete one's own message, or dismiss an ephemeral one; in one's conversation with the bot the bot's too."""
        with self._lock:
            where = self._workspace.room_of(user, channel)
            message = self._visible(user, where.id, ts)
            if user not in (message.user, message.seen_by) and where.kind != "im":
                raise Refused("cant_delete_message")
            self._core.remove(message)

    @verb
    def read(self, user: str, channel: str | None = None) -> None:
        """Look at a conversation: nothing in it is unread afterwards."""
        with self._workspace.changing([user]):
            self._workspace.room_of(user, channel).read[user] = self._workspace.next_ts()

    # -- buttons and menus

    @verb
    def click(
        self,
        user: str,
        *,
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
        action_id: str | None = None,
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
            block, element = target.button(action_id, label, value)
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
            block, element = target.field(action_id)
            picked = elements.pick(element, value)
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
                view.picks.setdefault(block["block_id"], {})[action_id] = elements.pick(element, value)
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

    @verb
    def home(self, user: str, tab: str = "home") -> None:
        """Open the app's Home tab, or its messages."""
        with self._lock:
            where = self._workspace.room_of(user, None)
            if tab not in ("home", "messages"):
                raise Refused("invalid_tab")
            opened: Json = {"type": "app_home_opened", "user": user, "channel": where.id, "tab": tab}
            opened["event_ts"] = self._workspace.next_ts()
            view = self._workspace.homes.get(user)
            if view and tab == "home":
                opened["view"] = wire.view_object(self._workspace, view)
            self._core.tell(opened)

    @verb
    def shortcut(self, user: str, callback_id: str) -> Json:
        """Use a global shortcut."""
        with self._lock:
            person = self._workspace.person(user)
            if callback_id not in self._workspace.cast.bot.shortcuts:
                raise Refused("unknown_shortcut")
            payload = wire.shortcut(self._workspace, person, callback_id, self._core.tickets.trigger(user))
            delivery = self._core.deliveries.interaction("interactive", payload)
        return self._result(delivery)

    # -- the workspace around them

    @verb
    def joins(self, person: Person) -> None:
        """Let somebody new into the workspace."""
        with self._workspace.changing():
            self._workspace.add_person(person)
            self._core.tell(self._about("team_join", person))

    @verb
    def changes(self, user: str, /, **fields: Any) -> None:
        """Change facts about somebody: any field of `Person`, such as tz="Asia/Tokyo" or is_deleted=True."""
        with self._workspace.changing():
            person = self._workspace.people[user] = replace(self._workspace.person(user), **fields)
            self._core.tell(self._about("user_change", person))

    @verb
    def uninstalls(self) -> None:
        """Take the app out of the workspace: its tokens die, and it hears so in two events."""
        with self._lock:
            self._core.token_error = "account_inactive"  # noqa: S105 - an error code
            cast, ts = self._workspace.cast, self._workspace.next_ts()
            self._core.tell(
                {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [cast.bot.user_id]}, "event_ts": ts}
            )
            self._core.tell({"type": "app_uninstalled", "event_ts": self._workspace.next_ts()})

    @verb
    def revokes(self) -> None:
        """Revoke the bot's token only."""
        with self._lock:
            self._core.token_error = "token_revoked"  # noqa: S105 - an error code
            tokens = {"oauth": [], "bot": [self._workspace.cast.bot.user_id]}
            self._core.tell({"type": "tokens_revoked", "tokens": tokens, "event_ts": self._workspace.next_ts()})

    # -- inside

    def _about(self, kind: str, person: Person) -> Json:
        now = self._workspace.clock.now()
        user = users.user_object(person, self._workspace.cast, now)
        return {"type": kind, "user": user, "cache_ts": self._workspace.epoch(), "event_ts": self._workspace.next_ts()}

    def _escaped(self, text: str) -> str:
        if not text.strip():
            raise Refused("no_text")
        if len(text) > LONGEST_TEXT:
            raise Refused("msg_too_long")
        return typed.message_text(self._workspace, text)

    def _visible(self, user: str, channel: str, ts: str) -> Message:
        message = self._workspace.message(channel, ts)
        if message.seen_by not in (None, user):
            raise Refused("message_not_found")
        return message

    def _own_message(self, user: str, channel: str | None, ts: str) -> Message:
        message = self._visible(user, self._workspace.room_of(user, channel).id, ts)
        if message.user != user:
            raise Refused("cant_update_message")
        return message

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

    def _result(self, delivery: Delivery) -> Json:
        """Wait until Slack would show something, with the lock released while waiting."""
        with self._lock:
            self._lock.wait_for(lambda: delivery.done, REAL_PATIENCE)
            if delivery.state == "answered":
                return delivery.result
            raise Refused("dispatch_failed" if delivery.state == "lost" else "timeout")
