"""The simulator's parts in one value, and the changes that more than one of them makes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.playground import stored, wire
from bot.playground.buckets import Buckets
from bot.playground.delivery import Deliveries
from bot.playground.normal import normal
from bot.playground.plans import Plans
from bot.playground.refusal import Refused
from bot.playground.state import File, Json, Message
from bot.playground.tickets import Tickets
from bot.playground.traffic import Traffic
from bot.playground.workspace import Workspace

SUBSCRIBED = {"app_home_opened", "team_join", "user_change", "app_uninstalled", "tokens_revoked"}
"""Events the app asked for, besides messages of kind im."""


@dataclass(frozen=True)
class Call:
    """One call of the Web API, or of a response_url (`respond`), and what was answered."""

    method: str
    args: Json
    response: Json
    at: datetime


@dataclass
class Core:
    """One simulated Slack without its doors. Hold `workspace.lock` around any use."""

    workspace: Workspace
    deliveries: Deliveries
    tickets: Tickets
    buckets: Buckets
    plans: Plans
    traffic: Traffic
    bot_token: str
    app_token: str
    record: Path | None = None
    calls: list[Call] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    """Addresses given out for a socket and not yet used."""
    uploads: dict[str, File] = field(default_factory=dict)
    """Files that are announced, and not shared yet."""
    deleted_files: set[str] = field(default_factory=set)
    withheld: set[str] = field(default_factory=set)
    """Scopes that the app was granted and does without."""
    token_error: str | None = None
    """Why the bot's token is refused, once it was taken away."""
    slow: float = 0.0
    """Seconds that pass before a call of the bot is heard."""

    # -- what the app may do

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes that the bot's token is good for."""
        return tuple(scope for scope in self.workspace.cast.bot.scopes if scope not in self.withheld)

    def need_scope(self, scope: str) -> None:
        """Make sure that the app was granted a scope. Raises Refused(missing_scope)."""
        if scope not in self.scopes:
            raise Refused("missing_scope", needed=scope, provided=",".join(self.scopes))

    # -- what the bot's messages do

    def post(self, message: Message) -> Message:
        """Post a message, anybody's, and tell the app about it where it asked to be told."""
        message.blocks = normal(message.blocks, self.workspace)
        self.workspace.post(message)
        self._tell(message.channel, message, wire.posted(self.workspace, message))
        return message

    def edit(self, message: Message, text: str, blocks: list[Json]) -> None:
        """Change a message and tell the app."""
        before = stored.message_object(self.workspace, message)
        message.text, message.blocks = text, normal(blocks, self.workspace)
        message.edited_ts = self.workspace.next_ts()
        self.workspace.touch(self.workspace.audience(message))
        self._tell(message.channel, message, wire.changed(self.workspace, message, before))

    def remove(self, message: Message) -> None:
        """Delete a message and tell the app."""
        before = stored.message_object(self.workspace, message)
        del self.workspace.conversations[message.channel].messages[message.ts]
        self.workspace.touch(self.workspace.audience(message))
        self._tell(message.channel, message, wire.deleted(self.workspace, message.channel, before))

    def bot_message(self, channel: str, text: str, blocks: list[Json], thread_ts: str | None = None) -> Message:
        """Return a message of the bot, not yet posted."""
        user = self.workspace.cast.bot.user_id
        return Message(self.workspace.next_ts(), channel, user, text, blocks, thread_ts, bot=True)

    # -- what the app hears

    def tell(self, body: Json, repeatable: bool = True) -> None:
        """Send an event the app subscribed to; `repeatable`: it may be asked for again as the last one."""
        if body["type"] in SUBSCRIBED or body.get("channel_type") == "im":
            self.deliveries.event(wire.event(self.workspace, body), repeatable)

    def _tell(self, channel: str, message: Message, body: Json) -> None:
        # Nobody but its reader ever hears of an ephemeral message.
        if message.seen_by is None and self.workspace.conversations[channel].kind == "im":
            self.tell(body)

    # -- what is kept about it

    def dawdle(self) -> None:
        """Let pass the time that Slack is slow by; nobody waits on when that is over."""
        lock, clock = self.workspace.lock, self.workspace.clock
        with lock:
            until = clock.now() + timedelta(seconds=self.slow)
            while self.slow and clock.now() < until:
                clock.wait(lock, until)

    def reset(self) -> None:
        """Begin anew: nobody has said anything, and all trouble is over."""
        self.deliveries.forget()
        self.tickets.forget()
        self.plans.clear()
        self.calls.clear()
        self.traffic.clear()
        self.uploads.clear()
        self.deleted_files.clear()
        self.withheld.clear()
        self.token_error, self.slow = None, 0.0
        self.workspace.reset()

    def log(self, method: str, args: Json, response: Json, began: float) -> None:
        """Remember a call, and write it down where that was asked for. Tokens never get here."""
        self.traffic.called(method, args, response, began)
        self.calls.append(Call(method, args, response, self.workspace.clock.now()))
        if self.record:
            with self.record.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps({"method": method, "args": args}, ensure_ascii=False) + "\n")
        self.workspace.lock.notify_all()
