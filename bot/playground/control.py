"""The page's HTTP interface for whoever runs the playground: trouble on purpose, somebody new, back to the start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from pydantic import ValidationError, validate_call
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.playground.act import Act
from bot.playground.core import Core
from bot.playground.faults import Faults
from bot.playground.live import until_closed
from bot.playground.refusal import Refused
from bot.playground.standing import standing
from bot.playground.state import Json

TROUBLE = (
    "refuse", "relent", "deliver_then_drop", "fail_connection", "html_error", "slow", "redeliver", "duplicate_events",
    "hold_acks", "release_acks", "drop_socket", "refresh_socket", "expire_triggers", "withhold", "clear",
)  # fmt: skip
APP = ("revokes", "uninstalls", "installs")
"""What happens to the app as a whole; trouble too, though people do it."""

Reset = Callable[[], Json]


class Control:
    """Routes below `/play` that act as nobody.

    Args:
        core: the simulated Slack.
        act: what people do in it.
        faults: its bad days.
        reset: begins anew, bot and all; None where whoever runs the bot offers no such thing.
    """

    def __init__(self, core: Core, act: Act, faults: Faults, reset: Reset | None) -> None:
        self._core = core
        self._act = act
        self._reset = reset
        self._trouble: dict[str, Callable[..., object]] = {name: getattr(faults, name) for name in TROUBLE}
        self._trouble |= {name: getattr(act, name) for name in APP}

    def routes(self) -> list[BaseRoute]:
        """Return the routes."""
        return [
            Route("/play/trouble", self.standing, methods=["GET"]),
            Route("/play/trouble/{name}", self.trouble, methods=["POST"]),
            Route("/play/newcomer", self.newcomer, methods=["POST"]),
            Route("/play/reset", self.reset, methods=["POST"]),
            Route("/play/traffic", self.traffic, methods=["GET"]),
            WebSocketRoute("/play/traffic/live", self.live),
        ]

    async def standing(self, _request: Request) -> Response:
        """What trouble is on."""
        with self._core.workspace.lock:
            return JSONResponse({"on": standing(self._core)})

    async def trouble(self, request: Request) -> Response:
        """Make trouble, or end it."""
        make = self._trouble.get(request.path_params["name"])
        if make is None:
            return JSONResponse({"ok": False, "error": "unknown_trouble"}, 404)
        try:
            given = await request.json() if await request.body() else {}
            made = await run_in_threadpool(validate_call(make), **given)
        except (ValidationError, ValueError, TypeError) as wrong:
            return JSONResponse({"ok": False, "error": "invalid_arguments", "detail": _words(wrong)}, 400)
        except Refused as refused:
            return JSONResponse(refused.body())
        return JSONResponse({"ok": True, "what": made})

    async def newcomer(self, _request: Request) -> Response:
        """Let somebody new in."""
        return JSONResponse(self._act.newcomer())

    async def reset(self, _request: Request) -> Response:
        """Begin anew."""
        if self._reset is None:
            return JSONResponse({"ok": False, "error": "no_reset"}, 404)
        return JSONResponse(await run_in_threadpool(self._reset))

    async def traffic(self, request: Request) -> Response:
        """What passed between Slack and the bot; with `after`, only what changed since that revision."""
        after = request.query_params.get("after", "0")
        if not after.isdecimal():
            return JSONResponse({"ok": False, "error": "invalid_arguments", "detail": "after must be a number"}, 400)
        traffic = self._core.traffic
        with self._core.workspace.lock:
            lines = [line.shown() for line in traffic.lines(int(after))]
            return JSONResponse({"revision": traffic.revision, "first": traffic.first, "lines": lines})

    async def live(self, websocket: WebSocket) -> None:
        """Tell an inspector when there is more to see."""
        await websocket.accept()
        loop, changed = asyncio.get_running_loop(), asyncio.Event()

        def watch() -> None:
            loop.call_soon_threadsafe(changed.set)

        watchers, lock = self._core.traffic.watchers, self._core.workspace.lock
        with lock:
            watchers.append(watch)
        try:
            await until_closed(websocket, self._report(websocket, changed))
        finally:
            with lock:
                watchers.remove(watch)

    async def _report(self, websocket: WebSocket, changed: asyncio.Event) -> None:
        while True:
            changed.clear()
            await websocket.send_json({"revision": self._core.traffic.revision})
            await changed.wait()


def _words(wrong: Exception) -> str:
    if isinstance(wrong, ValidationError):
        return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in wrong.errors())
    return str(wrong)
