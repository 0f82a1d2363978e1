"""Our side of HTTP: what is served at which address, and what a request must be before a payload is read from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from slack_bolt import BoltResponse

from bot.runtime.clock import Clock
from bot.runtime.http import incoming, signature
from bot.runtime.under_way import UnderWay

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

EVENTS, ALIVE, READY = "/slack/events", "/healthz", "/readyz"
LOOKING = ("GET", "HEAD")
METHODS = {EVENTS: ("POST",), ALIVE: LOOKING, READY: LOOKING}
LONGEST_BODY = 1024 * 1024  # bytes; Slack takes no view above 250 kB, and a form's escapes at most treble it
PLAIN = "text/plain; charset=utf-8"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Answer:
    """What goes back."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = PLAIN
    headers: tuple[tuple[str, str], ...] = ()


class Front:
    """The WSGI application.

    Args:
        clock: tells how old a signed request is.
        secret: the app's signing secret.
        take: deals with a payload and says how Slack is answered.
        ready: returns in a word each why we cannot serve; nothing where we can.
        under_way: counts what is being dealt with; once it is closed, nothing new is begun.
        beside: returns in a word each what an operator should know although we serve.
    """

    def __init__(
        self,
        clock: Clock,
        secret: str,
        take: Callable[[dict[str, Any]], BoltResponse],
        ready: Callable[[], list[str]],
        under_way: UnderWay,
        *,
        beside: Callable[[], list[str]] = list,
    ) -> None:
        self._beside = beside
        self._clock = clock
        self._secret = secret
        self._take = take
        self._ready = ready
        self._under_way = under_way

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        with self._under_way.one() as may_begin:
            answer = self._answer(environ, may_begin)
        start_response(
            f"{answer.status.value} {answer.status.phrase}",
            [("Content-Type", answer.kind), ("Content-Length", str(len(answer.body))), *answer.headers],
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _answer(self, environ: WSGIEnvironment, may_begin: bool) -> Answer:
        path = environ.get("PATH_INFO", "")
        if path not in METHODS:
            return Answer(HTTPStatus.NOT_FOUND)
        if environ["REQUEST_METHOD"] not in METHODS[path]:
            return Answer(HTTPStatus.METHOD_NOT_ALLOWED, headers=(("Allow", ", ".join(METHODS[path])),))
        if path == ALIVE:
            return Answer(HTTPStatus.OK, b"alive\n")
        if path == READY:
            return self._readiness(may_begin)
        return self._event(environ) if may_begin else Answer(HTTPStatus.SERVICE_UNAVAILABLE)

    def _readiness(self, may_begin: bool) -> Answer:
        reasons = self._ready() if may_begin else ["stopping"]
        if reasons:
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, "".join(f"{reason}\n" for reason in reasons).encode())
        return Answer(HTTPStatus.OK, "".join(f"{word}\n" for word in ["ready", *self._beside()]).encode())

    def _event(self, environ: WSGIEnvironment) -> Answer:
        length = environ.get("CONTENT_LENGTH") or ""
        if not (length.isascii() and length.isdigit()):
            return Answer(HTTPStatus.LENGTH_REQUIRED)
        if int(length) > LONGEST_BODY:
            return Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        body = environ["wsgi.input"].read(int(length))
        stamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", ""), environ.get("HTTP_X_SLACK_SIGNATURE", "")
        flaw = signature.flaw(self._secret, *stamp, body, self._clock.now())
        if flaw is not None:
            log.warning("http.not_from_slack", flaw=flaw)
            return Answer(HTTPStatus.UNAUTHORIZED)
        try:
            payload = incoming.read(environ.get("CONTENT_TYPE", ""), body)
        except incoming.Unreadable as error:
            log.warning("http.unreadable", flaw=error.word)
            return Answer(error.status)
        return _answered(self._take(payload))


def _answered(response: BoltResponse) -> Answer:
    kind = response.headers["content-type"][0]
    return Answer(HTTPStatus(response.status), response.body.encode(), kind)
