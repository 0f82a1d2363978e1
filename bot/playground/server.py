"""One port on loopback: the Web API, Socket Mode, the page and its interface, in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from bot.playground.api import Answer, Api, Knock
from bot.playground.clock_api import ClockApi
from bot.playground.control import Control
from bot.playground.core import Core
from bot.playground.link import serve_link
from bot.playground.loopback import LoopbackOnly
from bot.playground.play import Play

LOOPBACK = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
PING_EVERY = 0.1
"""Real seconds between pings; each wakes a client that waits for a frame, so that it notices that it is to stop."""
ANSWERED_WITHIN = 3600.0
"""Real seconds for the answer to a ping. Long, but there: without it uvicorn goes on unanswered, and whoever once took
longer than PING_EVERY to answer drowns in a storm of pings."""
KEEP_ALIVE = 3600
"""Real seconds an idle connection stays open: long enough that no call ever meets one being closed."""

FRESH = {"cache-control": "no-cache"}
"""A page older than its simulator would only puzzle: the browser asks each time whether it has the newest."""


class _Fresh(StaticFiles):
    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(FRESH)
        return response


class _Websocket(WebSocketsSansIOProtocol):
    """Ends once only: the original fails where the other side has just hung up, and takes the server's thread along."""

    def shutdown(self) -> None:
        """Close the connection, unless it is closing."""
        if not self.transport.is_closing():
            super().shutdown()


class _Uvicorn(uvicorn.Server):
    """Waits to be told to stop, where the original looks ten times a second whether it should."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._told = threading.Event()
        self._wake: Callable[[], object] = self._told.set

    async def main_loop(self) -> None:
        """Serve until `leave`."""
        left = asyncio.Event()
        self._wake = partial(asyncio.get_running_loop().call_soon_threadsafe, left.set)
        if not self._told.is_set():
            await left.wait()

    def leave(self) -> None:
        """Stop serving; from any thread."""
        self._told.set()
        self._wake()


class Server:
    """Serves one simulated Slack."""

    def __init__(self, core: Core, play: Play, control: Control, clock: ClockApi) -> None:
        self._core = core
        self._api = Api(core)
        self._play = play
        self._control = control
        self._clock = clock
        self._uvicorn: _Uvicorn | None = None
        self._thread: threading.Thread | None = None

    def start(self, port: int) -> str:
        """Listen on loopback and return the base address. Raises OSError when the port is taken."""
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((LOOPBACK, port))
            listener.listen(128)
        except OSError:
            listener.close()
            raise
        url = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
        self._core.tickets.base_url = url
        config = uvicorn.Config(
            self._app(),
            log_config=None,
            log_level="warning",
            access_log=False,
            lifespan="off",
            http="h11",
            ws=_Websocket,
            ws_per_message_deflate=False,
            ws_ping_interval=PING_EVERY,
            ws_ping_timeout=ANSWERED_WITHIN,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=1,
        )
        self._uvicorn = _Uvicorn(config)
        self._thread = threading.Thread(
            target=self._uvicorn.run, args=([listener],), name="simulated-slack", daemon=True
        )
        self._thread.start()
        return url

    def stop(self) -> None:
        """Close every connection and stop listening."""
        if self._uvicorn and self._thread:
            self._uvicorn.leave()
            self._thread.join()
            self._uvicorn = self._thread = None

    def _app(self) -> Starlette:
        return Starlette(
            middleware=[Middleware(LoopbackOnly)],
            routes=[
                Route("/", self._page),
                Mount("/static", _Fresh(directory=PAGE, check_dir=False)),
                *self._control.routes(),
                *self._clock.routes(),
                *self._play.routes(),
                Route("/api/{method:path}", self._call, methods=["GET", "POST"]),
                Route("/commands/{rest:path}", self._respond, methods=["POST"]),
                Route("/actions/{rest:path}", self._respond, methods=["POST"]),
                Route("/upload/v1/{file}", self._bring, methods=["POST"]),
                WebSocketRoute("/link/", self._link),
            ],
        )

    async def _page(self, _request: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers=FRESH)

    async def _call(self, request: Request) -> Response:
        return await self._answer(request, partial(self._api.call, request.path_params["method"].strip("/")))

    async def _respond(self, request: Request) -> Response:
        return await self._answer(request, partial(self._api.respond, request.url.path))

    async def _bring(self, request: Request) -> Response:
        return await self._answer(request, partial(self._api.bring, request.url.path))

    async def _answer(self, request: Request, hear: Callable[[Knock], Answer]) -> Response:
        try:
            knock = await self._knock(request)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)  # to nobody: a bot that was killed in the middle
        return await self._send(request, hear(knock))

    async def _knock(self, request: Request) -> Knock:
        """Take a request in; while Slack is slow, that takes time."""
        began = self._core.workspace.clock.monotonic()
        body = await request.body()
        if self._core.slow:
            await run_in_threadpool(self._core.dawdle)
        return Knock(request.headers, body, request.url.query, began)

    async def _send(self, request: Request, answer: Answer) -> Response:
        if answer.dropped:
            transport = self._transport(request)
            if transport is not None:
                transport.abort()
            with contextlib.suppress(RuntimeError):
                while (await request.receive())["type"] != "http.disconnect":
                    pass
        return Response(answer.body, answer.status, answer.headers)

    async def _link(self, websocket: WebSocket) -> None:
        await serve_link(self._core, websocket, self._transport)

    def _transport(self, connection: Request | WebSocket) -> asyncio.Transport | None:
        """Return the connection below a request: only there can it be cut in the middle."""
        peer = connection.scope["client"]
        assert self._uvicorn is not None  # noqa: S101 - somebody is talking to it
        for protocol in self._uvicorn.server_state.connections:
            if isinstance(protocol, H11Protocol | WebSocketsSansIOProtocol) and protocol.client == tuple(peer):
                return protocol.transport
        return None
