"""The bot as it is served, in front of a stand-in for Slack; payloads are handed in on both ways there are."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, replace
from datetime import timedelta
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from slack_sdk.socket_mode.request import SocketModeRequest

from bot.bot import Bot
from bot.declared import FEATURES
from bot.parts import parts
from bot.run import running
from bot.runtime import logs
from bot.runtime.clock import ManualClock
from bot.runtime.config import Address, Config
from bot.runtime.http.web import Web
from bot.runtime.socket import Socket
from tests.fuzz import examples, payloads
from tests.fuzz.payloads import CANARY, CAST, Json
from tests.fuzz.stand_in import StandIn
from tests.kit import MONDAY

SECRET = "signing-secret-of-the-fuzz"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
BROKEN = ("router.failed", "router.escaped", "broken", "library.trouble", "Traceback")  # in a line: somebody stumbled
TOO_LONG = 3.0  # seconds that Slack waits


@dataclass(frozen=True)
class Heard:
    """What Slack was answered, and how long it took in seconds."""

    status: int
    body: bytes
    took: float


class House:
    """A running bot and its two doors."""

    def __init__(self, bot: Bot, door: StandIn, clock: ManualClock, log: io.StringIO) -> None:
        self.bot, self.door, self.clock, self._log = bot, door, clock, log
        assert isinstance(bot.transport, Web)
        self._front = bot.transport.front
        self._socket = Socket(bot.app, "xapp-stand-in")
        self.numbers = count(90_000_000)

    def http(self, body: bytes, kind: str) -> Heard:
        """Hand a signed request to the WSGI application."""
        stamp = str(int(self.clock.now().timestamp()))
        digest = _signature(stamp, body)
        return self.knock(body, kind, stamp, digest)

    def knock(self, body: bytes, kind: str, stamp: str, signature: str, **more: str) -> Heard:
        """Hand any request to the WSGI application."""
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "POST", "PATH_INFO": "/slack/events", "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
            "HTTP_X_SLACK_REQUEST_TIMESTAMP": stamp, "HTTP_X_SLACK_SIGNATURE": signature, **more,
        }  # fmt: skip
        status: list[str] = []
        began = perf_counter()
        answer = b"".join(self._front(environ, lambda line, _headers: status.append(line)))  # type: ignore[arg-type,func-returns-value]
        return Heard(int(status[0].split()[0]), answer, perf_counter() - began)

    def wire(self, line: HTTPConnection, body: bytes, kind: str) -> int:
        """Send a signed request over a connection; returns how it was answered."""
        stamp = str(int(self.clock.now().timestamp()))
        named = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": _signature(stamp, body), "Content-Type": kind}
        line.request("POST", "/slack/events", body, named)
        answer = line.getresponse()
        answer.read()
        return answer.status

    def connection(self) -> HTTPConnection:
        """Open a connection to where the bot listens."""
        assert isinstance(self.bot.transport, Web)
        return HTTPConnection("127.0.0.1", self.bot.transport.port, timeout=10)

    def socket(self, payload: Json) -> Heard:
        """Hand a payload over as Socket Mode does."""
        line = _Line()
        began = perf_counter()
        self._socket.handle(line, SocketModeRequest("any", "1", payload))  # type: ignore[arg-type]
        return Heard(200 if line.sent else 503, b"", perf_counter() - began)

    def send(self, payload: Json) -> Heard:
        """Hand an unspoiled payload in over HTTP, and wait for what comes of it."""
        heard = self.http(*written(payload))
        assert heard.status == 200, heard
        assert self.bot.wait_idle(10)
        self.clock.advance(timedelta(seconds=2))
        return heard

    def presses(self, action: str) -> None:
        """Press the newest button of this name."""
        shown, element = next(found for found in self.door.buttons() if found[1]["action_id"].startswith(action))
        self.send(_click(shown, element))

    def writes(self, text: str) -> None:
        """Write into the newest thread."""
        said = payloads.message(text, thread_ts=self.door.thread())
        self.send(payloads.event(said, next(self.numbers)))

    def an_entry(self) -> str:
        """Return the id of something that somebody wrote down, or none where they took it back."""
        with self.bot.services.database.reading() as connection:
            found = connection.exec_driver_sql("SELECT id FROM evidence").scalars().first()
        return str(found or "gone")

    def is_let_in(self) -> None:
        """Give the bot a token again where a payload said that Slack took it back: shut out, it rightly answers 503."""
        with self.bot.services.database.reading() as connection:
            shut_out = connection.exec_driver_sql("SELECT 1 FROM workspaces WHERE NOT sending").first()
        if shut_out:
            with self.bot.services.database.writing() as connection:
                connection.exec_driver_sql("UPDATE workspaces SET sending = 1")

    def lets_time_pass(self) -> None:
        """Let what waits go out."""
        self.clock.advance(timedelta(seconds=30))

    def complaints(self) -> list[str]:
        """Return the log lines since the last look that should not be: somebody stumbled, or quotes a payload."""
        lines = self._log.getvalue().splitlines()
        self._log.seek(0)
        self._log.truncate()
        return [line for line in lines if CANARY in line or any(word in line for word in BROKEN)]


class _Line:
    """The end of a socket that acknowledgements go to."""

    def __init__(self) -> None:
        self.sent = False

    def send_socket_mode_response(self, response: Any) -> None:
        json.dumps(response.to_dict())
        self.sent = True


def written(payload: Json) -> tuple[bytes, str]:
    """Return the body and content type of a payload over HTTP."""
    if "command" in payload:
        return urlencode(payload, errors="surrogatepass").encode(), FORM
    if "event" in payload or payload.get("type") in ("url_verification", "app_rate_limited"):
        return json.dumps(payload).encode(), JSON
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


def pool(house: House) -> list[Json]:
    """Return examples of all that Slack may send to this bot as it stands."""
    pressed: dict[tuple[str, str], tuple[Json, Json]] = {}
    for shown, element in house.door.buttons():
        label = json.dumps(element.get("text"))
        pressed.setdefault((element["action_id"].partition(":")[0], label), (shown, element))
    clicks = []
    for _, (shown, element) in sorted(pressed.items(), key=lambda one: one[0]):
        clicks.append(_click(shown, element))
        clicks.append(payloads.ephemeral_click(element))
        clicks.append(payloads.home_click(element))
    opened_last = {
        shown["callback_id"]: shown["private_metadata"] for shown in house.door.shown if "callback_id" in shown
    }
    forms = {
        modal: opened_last.get(modal, f"{payloads.ANA}|{payloads.TEAM}") for one in FEATURES for modal in one.modals
    }
    events = [
        payloads.event(inner) for inner in (*examples.about_messages(house.door.thread()), *examples.about_people())
    ]
    evidence = examples.kept_and_shown(house.an_entry())
    return clicks + events * 2 + examples.others(dict(sorted(forms.items()))) * 2 + evidence


def _click(shown: Json, element: Json) -> Json:
    stands = shown.get("ts", payloads.TS), shown.get("thread_ts", payloads.TS)
    return payloads.click(element, shown["blocks"], *stands)


def _signature(stamp: str, body: bytes) -> str:
    return "v0=" + hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()


@contextmanager
def opened(folder: Path) -> Iterator[House]:
    """Open a house where somebody has finished one check and is in the middle of another."""
    log, clock, door = io.StringIO(), ManualClock(MONDAY), StandIn(CAST)
    settings = Config(
        "xoxb-stand-in",
        database_url=f"sqlite:///{folder / 'fuzz.db'}",
        transport="http",
        signing_secret=SECRET,
        listen=Address("127.0.0.1", 0),
    )
    with redirect_stderr(log):
        logs.configure("DEBUG")
        made = replace(parts(clock, None), door=lambda *_: door)
        with patch("bot.wire.parts", lambda *_: made), running(settings, clock) as bot:
            house = House(bot, door, clock, log)
            _live_a_little(house)
            yield house


def _live_a_little(house: House) -> None:
    house.send(payloads.slash("soft"))
    house.presses("check.begin")
    for _ in range(9):
        house.presses("check.answer")
    house.presses("steps.pick")
    house.send(payloads.slash(""))
    house.presses("check.begin")
    house.presses("check.answer")
    house.writes(f"I led a team once {CANARY}")
    house.presses("check.skip")
    for text in (f"brag add I led a review {CANARY}", "brag", "my history"):
        house.send(payloads.event(payloads.message(text), next(house.numbers)))
    for action in ("brag.edit", "brag.prepare", "history.questions"):
        house.presses(action)
    house.send(payloads.event(examples.about_people()[0]))
