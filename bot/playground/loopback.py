"""Keeps other web sites out: a page of theirs, open in the same browser, must not drive the playground."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

NAMES = {"127.0.0.1", "localhost"}


class LoopbackOnly:
    """Refuses a request that was sent to another host name, or from a page of another origin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 403."""
        if scope["type"] in ("http", "websocket") and not _is_ours(Headers(scope=scope)):
            await PlainTextResponse("This playground answers to this computer only.", 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    host, origin = headers.get("host", ""), headers.get("origin")
    if urlsplit(f"//{host}").hostname not in NAMES:
        return False
    return origin is None or urlsplit(origin).netloc == host
