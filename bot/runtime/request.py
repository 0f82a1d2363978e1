"""What somebody did in Slack, as features are told about it, and what features answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from bot.runtime.blocks import Rendered, RenderedView
from bot.runtime.instant import Instant

Kind: TypeAlias = Literal["command", "click", "submit", "shortcut", "message", "event"]


@dataclass(frozen=True)
class Request:
    """A command, click, form, shortcut, message or event of one person."""

    kind: Kind
    name: str  # the command's first word, the action id, the callback id, the event's type
    workspace: str
    user_id: str
    text: str = ""
    channel: str = ""
    message_ts: str = ""
    own: bool = False  # a message shortcut was used on a message of theirs; of another's nothing is read
    ephemeral: bool = False  # the clicked message was shown to this person only
    thread_ts: str = ""
    value: str = ""
    action_ts: str = ""
    trigger_id: str = ""
    response_url: str = ""
    metadata: str = ""
    event_id: str | None = None
    view_id: str = ""  # of a form: which opened one it is
    clicked: Rendered | None = None  # the clicked message as Slack has it; None over Home, and of what one person sees
    values: Mapping[str, Any] = field(default_factory=dict)  # action id -> what is picked or written
    body: Mapping[str, Any] = field(default_factory=dict)  # the event itself, for what only one feature reads
    command: str | None = None  # of a message: the command that it is word for word

    def with_command(self, word: str) -> Request:
        """Return this message read as the command `word`."""
        return replace(self, name=word, command=word)

    def with_value(self, value: str) -> Request:
        """Return these words read as what a button with `value` stands for."""
        return replace(self, value=value)


@dataclass(frozen=True)
class Reply:
    """What a feature wants done at once; all that must not be missed is in the outbox already."""

    shown: Rendered | None = None  # to this person only, in answer to a command, click or shortcut
    replaced: Callable[[], Rendered] | None = None  # what the clicked message turns into, drawn once we have answered
    standing_by: str | None = None  # the outbox row that does the same, where the click's own address fails or we die
    errors: Mapping[str, str] | None = None  # of a form: block id -> what to mend
    form: RenderedView | None = None  # of a form: what takes its place, holding what was written
    instants: tuple[Instant, ...] = ()
