"""Requests as Slack sends them, signed or not; and a world whose bot is reached over HTTP."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import urllib3
from slack_sdk.signature import SignatureVerifier

from bot.playground.hooks import Hook
from bot.run import running
from bot.runtime.config import Address
from bot.runtime.http.front import EVENTS, Front
from bot.runtime.http.web import Web
from tests.kit import Json, World

SECRET = "8f742231b10e8888abcd99badc0ffee5"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
ANYWHERE = Address("127.0.0.1", 0)


@dataclass(frozen=True)
class Heard:
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: bytes


def signed(body: bytes, at: float, secret: str = SECRET) -> dict[str, str]:
    """Return the headers with which Slack signs a body, at so many seconds since 1970."""
    stamp = str(int(at))
    try:
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    except UnicodeDecodeError:  # the library signs texts only
        signature = "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": str(signature)}


def knock(
    front: Front,
    body: bytes = b"",
    headers: dict[str, str] | None = None,
    *,
    method: str = "POST",
    path: str = EVENTS,
    kind: str = JSON,
    **environ: Any,
) -> Heard:
    """Hand one request to the WSGI application."""
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in (headers or {}).items()}
    given = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body), **named, **environ,
    }  # fmt: skip
    said: list[Any] = []
    answer = b"".join(front(given, lambda *line: said.extend(line)))  # type: ignore[arg-type,func-returns-value]
    return Heard(int(said[0].split()[0]), dict(said[1]), answer)


class WorldOverHttp(World):
    """A workspace that knocks at its bot's door."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        super().__init__(folder, transport="http", signing_secret=SECRET, listen=ANYWHERE, **settings)
        self.hook: Hook | None = None

    @property
    def address(self) -> str:
        """Where the bot listens."""
        assert isinstance(self.bot.transport, Web)
        return f"http://127.0.0.1:{self.bot.transport.port}"

    def starts(self) -> None:
        """Start the bot, and tell Slack where it is."""
        self.bot = self._stack.enter_context(running(self.settings, self.clock))
        self.hook = self.slack.knock_at(self.address + EVENTS, SECRET, self.clock)
        self._stack.callback(self.hook.close)

    def posts(self, body: bytes, kind: str = JSON, **headers: str) -> int:
        """Send a signed body past the simulated Slack; returns how it was answered."""
        signature = signed(body, self.clock.now().timestamp())
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return urllib3.request(
            "POST", self.address + EVENTS, body=body, headers={"Content-Type": kind, **signature, **named}
        ).status

    def posts_interaction(self, payload: Json) -> int:
        """Send a click, a form or the like."""
        return self.posts(urlencode({"payload": json.dumps(payload)}).encode(), FORM)
