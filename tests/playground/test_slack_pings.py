"""Pings on the socket: a slow client is not drowned in them."""

from __future__ import annotations

import base64
import json
import socket
import threading
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from bot.playground.server import PING_EVERY
from bot.playground.simulated import SimulatedSlack
from bot.runtime.clock import SystemClock
from tests.kit import LOST

PING, PONG = b"\x89\x04", b"\x8a\x84\x00\x00\x00\x00"  # with four bytes; the answer masked by zeros


def test_a_client_that_answers_slowly_is_not_pinged_without_end() -> None:
    slack = SimulatedSlack(SystemClock())
    slack.start()
    never = threading.Event()
    try:
        opening = Request(slack.api_url + "apps.connections.open", b"", {"Authorization": f"Bearer {slack.app_token}"})
        with urlopen(opening) as answer:
            address = urlsplit(json.load(answer)["url"])
        with socket.create_connection((address.hostname, address.port)) as line:
            key = base64.b64encode(b"sixteen bytes ok").decode()
            line.sendall(
                f"GET {address.path}?{address.query} HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\n"
                f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            seen = b""
            while PING not in seen or len(seen) < seen.index(PING) + 6:
                seen += line.recv(4096)
            never.wait(0.85 * PING_EVERY)
            payload = seen[seen.index(PING) + 2 :][:4]
            line.sendall(PONG + payload)
            never.wait(5 * PING_EVERY)
            line.settimeout(LOST)
            assert line.recv(1_000_000).count(PING) <= 8
    finally:
        slack.stop()
