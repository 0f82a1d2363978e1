"""What happens around the conversations: tabs and shortcuts, people who come, change and leave, the app's own end."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any

from bot.playground import stored, users, wire
from bot.playground.actor import Actor, verb
from bot.playground.cast import Person, newcomer
from bot.playground.refusal import Refused
from bot.playground.state import Json, Message


class Around(Actor):
    """The Home tab, shortcuts, and the workspace itself."""

    @verb
    def home(self, user: str, tab: str = "home", arriving: bool = False) -> None:
        """Open the app's Home tab, or its messages; `arriving`: they were open when the person came."""
        with self._lock:
            where = self._workspace.room_of(user, None)
            if tab not in ("home", "messages"):
                raise Refused("invalid_tab")
            opened: Json = {"type": "app_home_opened", "user": user, "channel": where.id, "tab": tab}
            opened["event_ts"] = self._workspace.next_ts()
            view = self._workspace.homes.get(user)
            if view and tab == "home":
                opened["view"] = stored.view_object(self._workspace, view)
            self._core.tell(opened, repeatable=not arriving)

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

    @verb
    def message_shortcut(self, user: str, callback_id: str, ts: str, channel: str | None = None) -> Json:
        """Use a shortcut on a message that this person sees, one's own or another's."""
        with self._lock:
            person = self._workspace.person(user)
            if callback_id not in self._workspace.cast.bot.message_shortcuts:
                raise Refused("unknown_shortcut")
            message = self._on_screen(user, channel, ts)
            ticket = self._core.tickets.for_click(user, message)
            payload = wire.message_shortcut(self._workspace, person, callback_id, message, ticket)
            delivery = self._core.deliveries.interaction("interactive", payload)
        return self._result(delivery)

    @verb
    def joins(self, person: Person) -> None:
        """Let somebody new into the workspace."""
        with self._workspace.changing():
            self._workspace.add_person(person)
            self._core.tell(self._about("team_join", person))

    @verb
    def newcomer(self) -> Json:
        """Let somebody in whom nobody has met; answers with their id as `user`."""
        with self._workspace.changing():
            person = newcomer(len(self._workspace.people) - len(self._workspace.cast.people) + 1)
            self._workspace.add_person(person)
            for room in self._workspace.cast.rooms_of_everybody():
                self._workspace.conversations[room.id].members.add(person.id)
            self._core.tell(self._about("team_join", person))
        return {"user": person.id}

    @verb
    def changes(self, user: str, /, **fields: Any) -> None:
        """Change facts about somebody: any field of `Person`, such as tz="Asia/Tokyo" or is_deleted=True."""
        known = {field.name for field in dataclass_fields(Person)} - {"id"}
        if not set(fields) <= known:
            raise Refused("invalid_arguments", [f"[ERROR] no such fact: {name}" for name in set(fields) - known])
        with self._workspace.changing():
            person = self._workspace.people[user] = replace(self._workspace.person(user), **fields)
            self._core.tell(self._about("user_change", person))

    @verb
    def wants_quiet(self, user: str, begins: float, ends: float) -> None:
        """Pause somebody's notifications between two instants (seconds since the epoch)."""
        with self._workspace.changing([user]):
            self._workspace.quiet[self._workspace.person(user).id] = (int(begins), int(ends))

    @verb
    def uninstalls(self) -> None:
        """Take the app out of the workspace: its tokens die, and it hears so in two events."""
        with self._workspace.changing():
            self._core.token_error = "account_inactive"  # noqa: S105 - an error code
            cast, ts = self._workspace.cast, self._workspace.next_ts()
            self._core.tell(
                {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [cast.bot.user_id]}, "event_ts": ts}
            )
            self._core.tell({"type": "app_uninstalled", "event_ts": self._workspace.next_ts()})

    @verb
    def installs(self) -> None:
        """Install the app again: its token is good again."""
        with self._workspace.changing():
            self._core.token_error = None

    @verb
    def revokes(self) -> None:
        """Revoke the bot's token only."""
        with self._workspace.changing():
            self._core.token_error = "token_revoked"  # noqa: S105 - an error code
            tokens = {"oauth": [], "bot": [self._workspace.cast.bot.user_id]}
            self._core.tell({"type": "tokens_revoked", "tokens": tokens, "event_ts": self._workspace.next_ts()})

    def _on_screen(self, user: str, channel: str | None, ts: str) -> Message:
        """Return a message that Slack shows its menu on: to one person alone it shows none."""
        message = self._workspace.message(self._workspace.room_of(user, channel).id, ts)
        if message.seen_by is not None:
            raise Refused("message_not_found")
        return message

    def _about(self, kind: str, person: Person) -> Json:
        now = self._workspace.clock.now()
        user = users.user_object(person, self._workspace.cast, now)
        return {"type": kind, "user": user, "cache_ts": self._workspace.epoch(), "event_ts": self._workspace.next_ts()}
