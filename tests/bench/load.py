"""Slack's side of both transports: sends payloads, as many at a time as asked, and notes when each is acknowledged."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from websockets.frames import Opcode
from websockets.http11 import Request
from websockets.server import ServerProtocol


@dataclass
class Round:
    """What one round of requests took."""

    waits: list[float] = field(default_factory=list)  # seconds from sending to the acknowledgement, each request
    seconds: float = 0.0  # from the first to the last


class Window:
    """Hands out a round's requests, and ends when the last is acknowledged."""

    def __init__(self, requests: Sequence[Any]) -> None:
        self._left = iter(requests)
        self._open = len(requests)
        self._began = perf_counter()
        self.round = Round()
        self.over = asyncio.get_running_loop().create_future()

    def next(self) -> Any | None:
        """Return the next request to send, or None."""
        return next(self._left, None)

    def took(self, wait: float) -> None:
        """Note that one was acknowledged."""
        self.round.waits.append(wait)
        self._open -= 1
        if not self._open:
            self.round.seconds = perf_counter() - self._began
            self.over.set_result(self.round)

    def fail(self, why: str) -> None:
        """End the round: what cannot be acknowledged would be waited for without end."""
        if not self.over.done():
            self.over.set_exception(RuntimeError(why))


class Link(asyncio.Protocol):
    """One Socket Mode connection of an app."""

    def __init__(self, linked: Callable[[str, Link], None]) -> None:
        self._linked = linked
        self._protocol = ServerProtocol()
        self._sent: dict[str, float] = {}
        self._window: Window | None = None
        self._at_pace = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the handshake."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take in acknowledgements; greet who has just come."""
        now = perf_counter()
        self._protocol.receive_data(data)
        for event in self._protocol.events_received():
            if isinstance(event, Request):
                self._protocol.send_response(self._protocol.accept(event))
                self._protocol.send_text(b'{"type": "hello", "num_connections": 1}')
                self._linked(event.path.strip("/?"), self)
            elif event.opcode is Opcode.TEXT:
                self._acknowledged(json.loads(event.data)["envelope_id"], now)
        self._flush()

    def close(self) -> None:
        """Hang up."""
        self._transport.close()

    async def run(self, frames: Sequence[tuple[str, str]], at_once: int) -> Round:
        """Send (envelope id, frame) pairs, `at_once` of them before the first is acknowledged."""
        self._window = Window(frames)
        for _ in range(at_once):
            self._send()
        self._flush()
        return await self._window.over

    async def pace(self, frames: Sequence[tuple[str, str]], every: float) -> Round:
        """Send (envelope id, frame) pairs, one each `every` seconds, whether or not those before are acknowledged."""
        self._window = window = Window(frames)
        self._at_pace = True
        try:
            for _ in frames:
                self._send()
                self._flush()
                await asyncio.sleep(every)
            return await window.over
        finally:
            self._at_pace = False

    def _acknowledged(self, envelope: str, now: float) -> None:
        sent = self._sent.pop(envelope)
        if not self._at_pace:
            self._send()
        assert self._window is not None
        self._window.took(now - sent)

    def _send(self) -> None:
        frame = self._window.next() if self._window else None
        if frame is not None:
            self._protocol.send_text(frame[1].encode())
            self._sent[frame[0]] = perf_counter()

    def _flush(self) -> None:
        self._transport.writelines(self._protocol.data_to_send())  # type: ignore[attr-defined]


class Links:
    """Where apps connect for Socket Mode, each by its name."""

    def __init__(self) -> None:
        self.there: dict[str, Link] = {}
        self._all: list[Link] = []  # also those in whose place another one came
        self.url = ""

    async def listen(self) -> None:
        """Begin to listen."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Link(self._linked), "127.0.0.1", 0)
        self.url = f"ws://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Hang up, and listen no more."""
        self._server.close()
        for link in self._all:
            link.close()
        await asyncio.sleep(0)  # what was closed is gone once the loop has turned

    def _linked(self, name: str, link: Link) -> None:
        self.there[name] = link
        self._all.append(link)


class Caller(asyncio.Protocol):
    """One HTTP connection, opened anew where the server does not keep it."""

    def __init__(self, port: int, window: Window) -> None:
        self._port, self._window = port, window
        self._transport: Any = None
        self._heard = b""
        self._sent = 0.0

    async def run(self) -> None:
        """Send one request after the other until none is left."""
        while (request := self._window.next()) is not None:
            self._sent = perf_counter()
            if self._transport is None or self._transport.is_closing():
                loop = asyncio.get_running_loop()
                self._transport, _ = await loop.create_connection(lambda: self, "127.0.0.1", self._port)
            self._answered = asyncio.get_running_loop().create_future()
            self._transport.write(request)
            await self._answered
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Note when the answer is whole."""
        self._heard += data
        head, _, body = self._heard.partition(b"\r\n\r\n")
        length = next((line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b":0")
        if b"\r\n\r\n" not in self._heard or len(body) < int(length.partition(b":")[2]):
            return
        now, self._heard = perf_counter(), b""
        if not head.partition(b" ")[2].startswith(b"200"):
            self._window.fail(f"answered {head!r}")
        if head.startswith(b"HTTP/1.0") or b"connection: close" in head.lower():
            self._transport.close()
        self._answered.set_result(None)
        self._window.took(now - self._sent)


async def call(port: int, requests: Iterator[bytes] | Sequence[bytes], at_once: int) -> Round:
    """Send HTTP requests over `at_once` connections."""
    window = Window(list(requests))
    callers = [asyncio.ensure_future(Caller(port, window).run()) for _ in range(at_once)]
    done = await window.over
    await asyncio.gather(*callers)
    return done
