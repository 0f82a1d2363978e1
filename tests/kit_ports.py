"""A port for who has to name one before it listens there."""

from __future__ import annotations

import random
import socket
from contextlib import suppress

# Below what systems hand out to those who take any port: in between, nobody is given this one.
NAMED = range(15_000, 30_000)


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    while True:
        port = random.choice(NAMED)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
