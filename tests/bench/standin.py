"""A stand-in for Slack's Web API, a process of its own so that its time is not counted.

It answers what the bot and the baselines call, at once or after a delay, in the clear or over TLS.
`python -m tests.bench.standin LINK [DELAY [CERTIFICATE KEY]]`: prints its port; LINK is where Socket Mode is offered.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
from itertools import count
from typing import Any

from tests.bench import crowd

IDENTITY = {"team_id": crowd.WORKSPACE, "user_id": crowd.BOT_USER, "bot_id": crowd.BOT_ID, "team": "Bench"}


class StandIn:
    """What all connections share."""

    def __init__(self, link: str, delay: float) -> None:
        self.delay = delay  # seconds
        self.connections = 0
        self._link = link
        self._stamps = count(1)

    def answer(self, path: str, body: bytes) -> bytes:
        """Answer one call. The first part of the path names the server that calls."""
        if path.startswith(("/actions/", "/commands/")):
            return b"ok"
        server, _, method = path.strip("/").partition("/api/")
        if not method.startswith("chat."):
            return json.dumps({"ok": True, **self._facts(server, method)}).encode()
        channel = json.loads(body)["channel"]
        return json.dumps({"ok": True, "channel": channel, "ts": f"1795170000.{next(self._stamps):06d}"}).encode()

    def _facts(self, server: str, method: str) -> dict[str, Any]:
        if method == "auth.test":
            return {**IDENTITY, "url": "https://bench.slack.com/"}
        if method == "apps.connections.open":
            return {"url": f"{self._link}/{server}"}
        return {"connections": self.connections}


class Door(asyncio.Protocol):
    """One connection."""

    def __init__(self, standin: StandIn) -> None:
        self._standin = standin
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it."""
        self._transport = transport
        self._standin.connections += 1

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._heard += data
        while (end := self._heard.find(b"\r\n\r\n")) >= 0:
            head = self._heard[:end].decode("latin-1")
            fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:])
            whole = end + 4 + int(fields.get("content-length", 0))
            if len(self._heard) < whole:
                return
            body, self._heard = self._heard[end + 4 : whole], self._heard[whole:]
            answer = self._standin.answer(head.split(" ", 2)[1], body)
            close = fields.get("connection") == "close"
            asyncio.get_running_loop().call_later(self._standin.delay, self._send, answer, close)

    def _send(self, answer: bytes, close: bool) -> None:
        kept = "close" if close else "keep-alive"
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: {kept}\r\n"
        self._transport.write(f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer)  # type: ignore[attr-defined]
        if close:
            self._transport.close()


async def serve(link: str, delay: float, certificate: str | None, key: str | None) -> None:
    """Serve until killed. A line on standard input sets a new delay, in seconds."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    standin = StandIn(link, delay)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Door(standin), "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - how whoever started us hears of the port
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        standin.delay = float(line)


if __name__ == "__main__":
    told = [*sys.argv[1:], None, None, None]
    asyncio.run(serve(str(told[0]), float(told[1] or 0), told[2], told[3]))
