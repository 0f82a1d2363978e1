"""One of the cast, acting before anybody comes: types, presses and fills in, and waits for what the bot makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.playground.refusal import Refused
from bot.playground.state import Json, Message, View

if TYPE_CHECKING:
    from bot.playground.simulated import SimulatedSlack

SOON = 30.0
"""Real seconds for the bot to answer; whoever starts a playground waits meanwhile."""


@dataclass(frozen=True)
class Hand:
    """The hand of one person. Each verb raises Refused where Slack refuses, TimeoutError where no answer comes."""

    slack: SimulatedSlack
    user: str
    _pressed: set[str] = field(default_factory=set)  # messages; on each one button is pressed, also while it stands

    def types(self, command: str) -> None:
        """Type a command, in the conversation with the bot."""
        _done(self.slack.act.command(self.user, command))

    def presses(self, label: str) -> None:
        """Press the newest button of this name, once there is one."""
        message = self.slack.wait_for(lambda: self._newest(label), SOON, f"no button {label!r} came")
        self._pressed.add(message.ts)
        _done(self.slack.act.click(self.user, channel=message.channel, ts=message.ts, label=label))

    def fills_in(self, button: str, **fields: Any) -> None:
        """Press a button that opens a form, fill it in, send it, and wait for the answer."""
        self.presses(button)
        form = self.slack.wait_for(self._form, SOON, f"no form came after {button!r}")
        before = len(self.heard())
        _done(self.slack.act.submit(self.user, form.id, fields))
        self.slack.wait_for(lambda: len(self.heard()) > before, SOON, "no answer to the form came")

    def reads(self) -> None:
        """Read everything."""
        _done(self.slack.act.read(self.user))

    def heard(self) -> list[Message]:
        """Return what the bot has said to them, oldest first."""
        return self.slack.heard(self.user)

    def _newest(self, label: str) -> Message | None:
        new = (one for one in reversed(self.heard()) if one.ts not in self._pressed)
        return next((one for one in new if label in _labels(one)), None)

    def _form(self) -> View | None:
        return self.slack.form(self.user)


def _labels(message: Message) -> Iterator[str]:
    for block in message.blocks:
        for one in (*block.get("elements", ()), block.get("accessory") or {}):
            if "action_id" in one:
                yield (one.get("text") or {}).get("text", "")


def _done(answer: Json | None) -> None:
    if answer is not None and (not answer["ok"] or answer.get("response_action") == "errors"):
        raise Refused(str(answer.get("error") or answer.get("errors")))
