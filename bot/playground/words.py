"""What people type."""

from __future__ import annotations

from bot.playground import stored, typed, wire
from bot.playground.actor import Actor, verb
from bot.playground.refusal import Refused
from bot.playground.responses import answer_command
from bot.playground.state import Json, Message
from bot.playground.tickets import ResponseUrl

LONGEST_TEXT = 40_000


class Words(Actor):
    """Commands and messages."""

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
                thread_ts = self._workspace.thread(where.id, thread_ts)
            message = Message(ts, where.id, user, self._escaped(text), thread_ts=thread_ts)
            message.client_msg_id = f"5d1f7c1e-2f0a-4a55-9a61-{int(ts.replace('.', '')) % 10**12:012d}"
            message.blocks = stored.rich_text(message.text, self._workspace.next_id("k", 5))
            self._core.post(message)
            where.read[user] = ts
        return {"ts": ts, "channel": where.id}

    @verb
    def edit(self, user: str, ts: str, text: str, channel: str | None = None) -> None:
        """Edit one's own message."""
        with self._lock:
            message = self._own_message(user, channel, ts)
            escaped = self._escaped(text)
            self._core.edit(message, escaped, stored.rich_text(escaped, message.blocks[0]["block_id"]))

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

    def _escaped(self, text: str) -> str:
        if not text.strip():
            raise Refused("no_text")
        if len(text) > LONGEST_TEXT:
            raise Refused("msg_too_long")
        return typed.message_text(self._workspace, text)

    def _own_message(self, user: str, channel: str | None, ts: str) -> Message:
        message = self._visible(user, self._workspace.room_of(user, channel).id, ts)
        if message.user != user:
            raise Refused("cant_update_message")
        return message
