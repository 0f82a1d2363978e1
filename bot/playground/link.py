"""Socket Mode: one websocket of the app."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.core import Core
from bot.playground.state import Json

Transport = Callable[[WebSocket], asyncio.Transport | None]
RESET_AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: closing sends a reset, as a cut cable looks to the other side."""


class Link:
    """The server's end of one open socket."""

    def __init__(self, websocket: WebSocket, transport: asyncio.Transport | None) -> None:
        self.leaving = False
        self._websocket = websocket
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._frames: asyncio.Queue[Json | None] = asyncio.Queue()

    def send(self, frame: Json) -> None:
        """Send one frame, after those before it."""
        self._loop.call_soon_threadsafe(self._frames.put_nowait, frame)

    def drop(self, abruptly: bool) -> None:
        """Close the socket."""
        self._loop.call_soon_threadsafe(self._reset if abruptly else self._finish)

    async def write(self) -> None:
        """Send frames until the socket is to be closed."""
        while (frame := await self._frames.get()) is not None:
            await self._websocket.send_text(json.dumps(frame))
        await self._websocket.close(1001)

    def _finish(self) -> None:
        self._frames.put_nowait(None)

    def _reset(self) -> None:
        if self._transport is not None:
            raw = self._transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_ONCE)
            self._transport.abort()


async def serve_link(core: Core, websocket: WebSocket, transport: Transport) -> None:
    """Talk to the app over one websocket until it ends; its address works once."""
    ticket = websocket.query_params.get("ticket", "")
    with core.workspace.lock:
        known = ticket in core.links
        core.links.discard(ticket)
    if not known:
        await websocket.close(1008)
        return
    await websocket.accept()
    link = Link(websocket, transport(websocket))
    writing = asyncio.create_task(link.write())
    with core.workspace.lock:
        core.deliveries.opened(link)
    try:
        await _listen(core, websocket)
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        with core.workspace.lock:
            core.deliveries.closed(link)


async def _listen(core: Core, websocket: WebSocket) -> None:
    try:
        while True:
            envelope_id, answer = _acknowledgement(await websocket.receive_text())
            with core.workspace.lock:
                core.deliveries.acknowledge(envelope_id, answer)
    except WebSocketDisconnect:
        return


def _acknowledgement(frame: str) -> tuple[str, Json]:
    """Read whatever an app sends: what acknowledges nothing changes nothing, and never costs the app its line."""
    try:
        said = json.loads(frame)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not isinstance(said.get("envelope_id"), str):
        return "", {}
    answer = said.get("payload")
    return said["envelope_id"], answer if isinstance(answer, dict) else {}
