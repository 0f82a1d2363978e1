"""A websocket on which only we speak."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

from starlette.websockets import WebSocket, WebSocketDisconnect


async def until_closed(websocket: WebSocket, report: Coroutine[None, None, None]) -> None:
    """Report until the other side hangs up."""
    reporting = asyncio.create_task(report)
    try:
        while True:
            await websocket.receive_text()
    except WebSocketDisconnect:
        return
    finally:
        reporting.cancel()
        await asyncio.gather(reporting, return_exceptions=True)
