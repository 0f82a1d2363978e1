"""One payload on its way to the app, and the socket it goes over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.playground.state import Json

Kind = Literal["slash_commands", "interactive", "events_api"]
State = Literal["due", "sent", "answered", "timeout", "lost"]


class Connection(Protocol):
    """One open socket of the app."""

    leaving: bool
    """Told to go: gets no new payload."""

    def send(self, frame: Json) -> None:
        """Send one frame; never blocks."""

    def drop(self, abruptly: bool) -> None:
        """Close the socket, with a close frame or without; never blocks."""


@dataclass
class Delivery:
    """One payload on its way to the app."""

    kind: Kind
    payload: Json
    due: datetime
    """When it is to be sent; once sent, when the wait for its acknowledgement is over."""
    on_answer: Callable[[Json], Json | None] | None = None
    state: State = "due"
    attempt: int = 0
    reason: str | None = None
    forget: datetime | None = None
    """When to stop waiting for a socket to send it over."""
    connection: Connection | None = None
    envelopes: list[str] = field(default_factory=list)
    """Under which ids it was sent so far; the app may acknowledge any of them."""
    result: Json = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is, in the words of whoever wrote the app: a command, an action, an event."""
        if self.kind == "slash_commands":
            return f"{self.payload['command']} {self.payload['text']}".strip()
        if self.kind == "events_api":
            event = self.payload["event"]
            return " ".join(filter(None, (event["type"], event.get("subtype"))))
        return f"{self.payload['type']} {self._subject()}".strip()

    def _subject(self) -> str:
        if self.payload["type"] == "block_actions":
            return str(self.payload["actions"][0]["action_id"])
        return str(self.payload.get("callback_id") or self.payload.get("view", {}).get("callback_id", ""))

    @property
    def done(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state not in ("due", "sent")
