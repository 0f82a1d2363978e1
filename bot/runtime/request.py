"""What somebody did in Slack, as features are told about it, and what features answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.runtime.blocks import Rendered
from bot.runtime.instant import Instant
from bot.runtime.outbox import View

if TYPE_CHECKING:
    from bot.runtime.services import Services


@dataclass(frozen=True)
class Request:
    """A command, click, form, shortcut, message or event of one person."""

    kind: str  # command | click | submit | close | shortcut | message | event
    name: str  # the command's first word, the action id, the callback id, the event's type
    workspace: str
    user_id: str
    text: str = ""
    channel: str = ""
    message_ts: str = ""
    ephemeral: bool = False  # the clicked message was shown to this person only
    thread_ts: str = ""
    value: str = ""
    action_ts: str = ""
    trigger_id: str = ""
    response_url: str = ""
    metadata: str = ""
    event_id: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)  # action id -> what is picked or written
    body: Mapping[str, Any] = field(default_factory=dict)  # the event itself, for what only one feature reads
    rest: str = ""  # what follows the command's word, in a command or in a message that starts with one
    command: str | None = None  # of a message: the command that its first word is

    def with_command(self, word: str, rest: str) -> Request:
        """Return this message read as the command `word` with `rest` behind it."""
        return replace(self, name=word, command=word, rest=rest)

    def with_value(self, value: str) -> Request:
        """Return these words read as what a button with `value` stands for."""
        return replace(self, value=value)


@dataclass(frozen=True)
class Reply:
    """What a feature wants done at once; all that must not be missed is in the outbox already."""

    shown: Rendered | None = None  # to this person only, in answer to a command, click or shortcut
    replaced: Rendered | None = None  # what the clicked message turns into
    standing_by: str | None = None  # the outbox row that does the same, where the click's own address fails or we die
    errors: Mapping[str, str] | None = None  # of a form: block id -> what to mend
    instants: tuple[Instant, ...] = ()


Handler: TypeAlias = "Callable[[Services, Request], Reply | None]"


@dataclass(frozen=True)
class Command:
    """A word after /careercheck, which a message to the bot may consist of as well."""

    handle: Handler
    help: str  # one line for the help
    usage: str = ""


@dataclass(frozen=True)
class Feature:
    """What a feature declares. Names of actions, modals and views are the policy's and the database's too."""

    name: str
    commands: Mapping[str, Command] = field(default_factory=dict)
    actions: Mapping[str, Handler] = field(default_factory=dict)
    modals: Mapping[str, Handler] = field(default_factory=dict)
    shortcuts: Mapping[str, Handler] = field(default_factory=dict)
    events: Mapping[str, Handler] = field(default_factory=dict)
    messages: Handler | None = None  # answers a message of a person to the bot, or None: not for me
    fallback: Handler | None = None  # answers what nobody else understood; one feature declares it
    views: Mapping[str, View] = field(default_factory=dict)
