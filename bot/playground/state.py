"""What a simulated workspace is made of: messages, conversations and views, as plain values that change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

Json = dict[str, Any]
Picks = dict[str, dict[str, Json]]
"""What somebody picked: block_id -> action_id -> state of the element, as in Slack's `state.values`."""


@dataclass
class File:
    """A file of text; none yet where it was announced and not brought."""

    id: str
    name: str
    length: int
    text: str | None = None


@dataclass
class Message:
    """One message as Slack keeps it. `seen_by` is set for an ephemeral one: the only person who sees it."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    bot: bool = False
    seen_by: str | None = None
    edited_ts: str | None = None
    metadata: Json | None = None
    client_msg_id: str | None = None
    picks: dict[str, Picks] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)


@dataclass
class Conversation:
    """A channel, or the direct conversation of one person with the bot."""

    id: str
    name: str
    kind: Literal["channel", "im"]
    members: set[str]
    has_bot: bool
    is_private: bool = False
    created: int = 0
    messages: dict[str, Message] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def person(self) -> str:
        """The one human of a direct conversation."""
        (only,) = self.members
        return only


@dataclass
class View:
    """A modal or a Home tab that stands on somebody's screen."""

    id: str
    user: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    picks: Picks = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def instant(ts: str) -> datetime:
    """Return the UTC instant of a Slack timestamp."""
    return datetime.fromtimestamp(float(ts), UTC)
