"""A Slack that lies: it takes what it says it did not take, and the other way round. What it delivered it remembers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.runtime.blocks import Rendered
from bot.runtime.clock import Clock
from bot.runtime.errors import SlackAway, SlackBusy, SlackRefused, SlackShut, SlackUnsure
from bot.runtime.posted import Posted
from bot.runtime.slack_answer import Introduction
from tests.simulation.faults import AT_A_NUDGE, AT_THE_DOOR, Faults

BOT = {"team_id": "T0SIM", "user_id": "U0BOT", "bot_id": "B0BOT", "url": "https://sim.example.com/"}
NOT_SAVED = "I couldn't save"
WAITS = (1.0, 30.0, 600.0, 3600.0)
REFUSALS = ("channel_not_found", "is_archived", "cannot_dm_bot")


class Crash(BaseException):
    """The process dies here. Nothing of it catches this, and nothing of it goes on."""


@dataclass(frozen=True)
class Delivered:
    """A message that is in somebody's conversation."""

    user: str
    at: datetime
    ts: str
    told: tuple[str, ...]  # the occasions that it tells
    unasked: bool  # nobody waited for it
    peace: bool  # it carries Settings and Snooze
    carries: bool  # it has the line about what may not have arrived


@dataclass
class LyingDoor:
    """Has the methods of the door to Slack, and Slack's own truth behind them."""

    clock: Clock
    faults: Faults
    struck: Callable[[str, str], None]  # a fault, and whom it strikes
    arrives: Callable[[Delivered], None]
    tried: Callable[[str], None]  # an unasked message to somebody who has left
    zones: dict[str, str] = field(default_factory=dict)  # of everybody who works here
    gone: set[str] = field(default_factory=set)
    shut: bool = False
    latest: Delivered | None = None
    unsure: set[str] = field(default_factory=set)  # occasions of which the bot cannot know
    refused: set[str] = field(default_factory=set)
    forms: dict[str, Mapping[str, Any]] = field(default_factory=dict)  # user -> the form over what they see
    answers: dict[str, Rendered] = field(default_factory=dict)  # user -> what only they see
    homes: dict[str, str] = field(default_factory=dict)
    not_saved: bool = False  # the bot said that it could not save something
    answered: bool = True
    scopes: frozenset[str] = frozenset()
    unasked: bool = False  # what is sent now is promised so; set by whoever sends
    _posted: int = 0

    def identity(self) -> dict[str, Any]:
        """Answer auth.test."""
        if self.shut:
            raise SlackShut("token_revoked")
        return dict(BOT)

    def introduction(self) -> Introduction:
        """Answer the same, with all the scopes we want."""
        return Introduction(self.identity(), None, None)

    def user(self, user_id: str) -> dict[str, Any]:
        """Answer users.info."""
        self._call(user_id, lambda: None, plain=True)
        facts = {"deleted": True} if user_id in self.gone else {"tz": self.zones[user_id]}
        return {"id": user_id, "team_id": BOT["team_id"], **facts}

    def open_conversation(self, user_id: str) -> str:
        """Answer conversations.open."""
        self._call(user_id, lambda: None, plain=True)
        return f"D{user_id}"

    def post(
        self, channel: str, rendered: Rendered, *, thread_ts: str | None = None, broadcast: bool = False
    ) -> Posted:
        """Take a message, or not; and say so, or not."""
        user, told = channel[1:], _told(rendered) if self.unasked else ()
        self._posted += 1
        ts = f"{int(self.clock.now().timestamp())}.{self._posted:06}"
        shown = json.dumps(rendered.blocks, default=dict)

        def take() -> None:
            peace, carries = '"peace"' in shown, '"nudge.seen"' in shown
            self.latest = Delivered(user, self.clock.now(), ts, told, self.unasked, peace, carries)
            self.arrives(self.latest)

        if user in self.gone:
            if self.unasked:
                self.tried(user)
            self.refused.update(told)
            raise SlackRefused("channel_not_found")
        self._call(user, take, told=told, charts=rendered.plainer is not None)
        return Posted(channel, ts)

    def update(self, channel: str, ts: str, rendered: Rendered) -> Posted:
        """Change a message."""
        self._call(channel[1:], lambda: None)
        return Posted(channel, ts)

    def publish(self, user_id: str, view: Mapping[str, Any]) -> None:
        """Put up a Home tab."""
        self._call(user_id, lambda: self.homes.__setitem__(user_id, json.dumps(view, default=dict)))

    def open_view(self, trigger_id: str, view: Mapping[str, Any]) -> None:
        """Open a form."""
        self._call(trigger_id, lambda: self.forms.__setitem__(trigger_id, view), plain=True)

    def respond(
        self, response_url: str, rendered: Rendered, *, replace: bool = False, thread_ts: str | None = None
    ) -> None:
        """Answer a click or command."""
        user = response_url.rpartition("/")[2]
        if rendered.text.startswith(NOT_SAVED):
            self.not_saved = True
            return self._call(user, lambda: None, plain=True)
        return self._call(user, lambda: self.answers.__setitem__(user, rendered), plain=True)

    def close(self) -> None:
        """Close the connections."""

    def _call(
        self,
        user: str,
        take: Callable[[], None],
        *,
        told: tuple[str, ...] = (),
        charts: bool = False,
        plain: bool = False,
    ) -> None:
        if self.shut:
            raise SlackShut("token_revoked")
        fault = self.faults.strikes(AT_THE_DOOR, times=AT_A_NUDGE if told else 1)
        if fault == "no charts" and not charts:
            fault = None
        if fault == "revoked" and plain:
            fault = None
        if fault is None:
            take()
            return
        self.struck(fault, user)
        self._lie(fault, take, told)

    def _lie(self, fault: str, take: Callable[[], None], told: tuple[str, ...]) -> None:
        match fault:
            case "taken, then dropped":
                take()
                self.unsure.update(told)
                raise SlackUnsure("ProtocolError")
            case "dropped":
                self.unsure.update(told)
                raise SlackUnsure("ReadTimeoutError")
            case "5xx":
                self.unsure.update(told)
                raise SlackUnsure("http_503")
            case "429":
                raise SlackBusy("ratelimited", self.faults.chance.choice(WAITS))
            case "away":
                raise SlackAway("NewConnectionError")
            case "refused":
                self.refused.update(told)
                raise SlackRefused(self.faults.chance.choice(REFUSALS))
            case "revoked":
                self.shut = True
                raise SlackShut("token_revoked")
            case "no charts":
                raise SlackRefused("invalid_blocks")
            case "crash before a call":
                self.unsure.update(told)
                raise Crash(fault)
            case "crash after a call":
                take()
                self.unsure.update(told)
                raise Crash(fault)


def _told(rendered: Rendered) -> tuple[str, ...]:
    """Return the occasions whose "Why now?" stands in a message."""
    elements = [element for block in rendered.blocks for element in block.get("elements", ())]
    return tuple(str(one["value"]) for one in elements if one.get("action_id") == "nudge.why")
