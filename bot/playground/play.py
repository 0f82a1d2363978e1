"""The page's own HTTP interface: act as a person, read what that person sees."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.playground import screen
from bot.playground.act import Act
from bot.playground.core import Core
from bot.playground.live import until_closed
from bot.playground.refusal import Refused
from bot.playground.state import Json

VERBS = (
    "command", "message", "edit", "delete", "read", "click", "choose", "submit", "close", "home", "shortcut",
    "message_shortcut", "changes",
)  # fmt: skip

TEXTS = {"channel", "ts", "thread_ts", "text", "view_id", "action_id", "block_id", "label", "tab", "callback_id"}


class Play:
    """Routes below `/play`."""

    def __init__(self, core: Core, act: Act, about: Json) -> None:
        self._core = core
        self._about = about
        self._verbs: dict[str, Callable[..., Json]] = {name: getattr(act, name) for name in VERBS}

    def routes(self) -> list[BaseRoute]:
        """Return the routes."""
        return [
            Route("/play/people", self.people),
            Route("/play/people/{user}/screen", self.screen),
            Route("/play/people/{user}/{verb}", self.act, methods=["POST"]),
            WebSocketRoute("/play/live", self.live),
        ]

    async def people(self, _request: Request) -> Response:
        """Who can be played, and where we are."""
        workspace = self._core.workspace
        cast = workspace.cast
        with workspace.lock:
            people = [screen.describe(person) for person in workspace.people.values()]
            connected = self._core.deliveries.connected
        bot = cast.bot
        return JSONResponse(
            {
                "workspace": {"id": cast.team_id, "name": cast.team_name, "domain": cast.domain},
                **self._about,
                "bot": {
                    "id": bot.user_id,
                    "name": bot.name,
                    "app_id": bot.app_id,
                    "connected": connected > 0,
                    "command": {"name": bot.command, "description": bot.description, "usage_hint": bot.usage_hint},
                    "shortcuts": [{"callback_id": key, "name": name} for key, name in bot.shortcuts.items()],
                    "message_shortcuts": [
                        {"callback_id": key, "name": name} for key, name in bot.message_shortcuts.items()
                    ],
                },
                "people": people,
            }
        )

    async def screen(self, request: Request) -> Response:
        """What one person sees."""
        try:
            seen = screen.screen(self._core, request.path_params["user"])
        except Refused as refused:
            return JSONResponse(refused.body(), 404)
        return JSONResponse(seen)

    async def act(self, request: Request) -> Response:
        """Do what one person does; answers when Slack would show the result of it."""
        verb = self._verbs.get(request.path_params["verb"])
        if verb is None:
            return JSONResponse({"ok": False, "error": "unknown_act"}, 404)
        try:
            body = await request.json()
            _check_texts(body)
            inspect.signature(verb).bind(request.path_params["user"], **body)
        except (ValueError, TypeError) as wrong:
            return JSONResponse({"ok": False, "error": "invalid_arguments", "detail": str(wrong)}, 400)
        return JSONResponse(await run_in_threadpool(verb, request.path_params["user"], **body))

    async def live(self, websocket: WebSocket) -> None:
        """Tell a page when its person's screen may have changed."""
        user = websocket.query_params.get("person", "")
        await websocket.accept()
        loop, changed = asyncio.get_running_loop(), asyncio.Event()

        def watch(affected: set[str]) -> None:
            if user in affected:
                loop.call_soon_threadsafe(changed.set)

        workspace = self._core.workspace
        with workspace.lock:
            workspace.watchers.append(watch)
        try:
            await until_closed(websocket, self._report(websocket, user, changed))
        finally:
            with workspace.lock:
                workspace.watchers.remove(watch)

    async def _report(self, websocket: WebSocket, user: str, changed: asyncio.Event) -> None:
        while True:
            changed.clear()
            await websocket.send_json({"version": self._core.workspace.versions.get(user, 0)})
            await changed.wait()


def _check_texts(body: Json) -> None:
    """Raise TypeError where something that must be a text is something else."""
    for name in TEXTS & set(body):
        if not isinstance(body[name], str | None):
            raise TypeError(f"{name} must be a string")
