"""Short-lived capabilities: triggers (single use, 3 simulated seconds) and response_urls (five uses, 30 minutes)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.playground.refusal import Refused
from bot.playground.state import Message
from bot.playground.wire import Ticket
from bot.playground.workspace import Workspace

TRIGGER_LIFE = timedelta(seconds=3)
URL_LIFE = timedelta(minutes=30)
URL_USES = 5


@dataclass
class Trigger:
    """The right to open one modal for somebody who has just acted."""

    user: str
    expires: datetime
    used: bool = False


@dataclass
class ResponseUrl:
    """The right to answer an interaction where it happened; `original` is the message it happened in."""

    user: str
    channel: str
    expires: datetime
    original: str | None = None
    left: int = URL_USES


class Tickets:
    """Hands out and redeems triggers and response_urls. Hold the workspace's lock around any use."""

    def __init__(self, workspace: Workspace) -> None:
        self.base_url = ""
        self.stillborn = False
        """Whether every trigger is over before anybody can use it."""
        self._workspace = workspace
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def trigger(self, user: str) -> str:
        """Return a new trigger id for this person."""
        trigger_id = f"{self._workspace.next_id('84')}.{self._workspace.epoch()}.{self._workspace.next_id('', 32)}"
        life = -TRIGGER_LIFE if self.stillborn else TRIGGER_LIFE
        self._triggers[trigger_id] = Trigger(user, self._workspace.clock.now() + life)
        return trigger_id

    def redeem(self, trigger_id: str) -> str:
        """Use a trigger up and return whose it was. Raises Refused(invalid_, exchanged_ or expired_trigger_id)."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._workspace.clock.now() > trigger.expires:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def for_command(self, user: str, channel: str) -> Ticket:
        """Return the capabilities that come with a slash command."""
        return Ticket(self.trigger(user), self._url("commands", ResponseUrl(user, channel, self._url_end())))

    def for_click(self, user: str, message: Message) -> Ticket:
        """Return the capabilities that come with a click in a message."""
        url = ResponseUrl(user, message.channel, self._url_end(), original=message.ts)
        return Ticket(self.trigger(user), self._url("actions", url))

    def use(self, path: str) -> ResponseUrl:
        """Take one use of a response_url. Raises Refused(not_found, used_url or expired_url)."""
        url = self._urls.get(path)
        if url is None:
            raise Refused("not_found")
        if self._workspace.clock.now() > url.expires:
            raise Refused("expired_url")
        if url.left == 0:
            raise Refused("used_url")
        url.left -= 1
        return url

    def forget(self) -> None:
        """Forget all that was handed out."""
        self._triggers.clear()
        self._urls.clear()
        self.stillborn = False

    def _url(self, kind: Literal["commands", "actions"], url: ResponseUrl) -> str:
        path = (
            f"/{kind}/{self._workspace.cast.team_id}/{self._workspace.next_id('84')}/{self._workspace.next_id('', 24)}"
        )
        self._urls[path] = url
        return self.base_url + path

    def _url_end(self) -> datetime:
        return self._workspace.clock.now() + URL_LIFE
