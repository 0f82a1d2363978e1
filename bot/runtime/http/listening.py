"""waitress, so set up that who is slow, silent or long-winded is hung up on before others are kept out for long.

It cannot tell friend from foe by where they call from, for behind a proxy all call from there: who opens connections
faster than they are hung up on does keep others out. Against that stands the proxy, which takes a request in whole
before it hands it on.
"""

from __future__ import annotations

import os
import socket
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError, TransferEncodingNotImplemented
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from bot.runtime.config import Address
from bot.runtime.errors import CannotListen
from bot.runtime.http.front import LONGEST_BODY, Front

THREADS = 8  # from two on as fast as one another, measured; with eight, some may wait for the database, and others not
CONNECTIONS = 200  # at once; each may hold a body that is still coming in
CROWDED = 100  # connections; from here on who says nothing is not kept
KEPT, KEPT_IN_A_CROWD = 120, 5  # seconds that a connection may say nothing; a proxy keeps its own for a minute or so
TO_ARRIVE = 4  # seconds for a request, from its first byte to its last; Slack itself gives up after three
HEADERS = 16 * 1024  # bytes


class _Request(HTTPRequestParser):
    """A request that is refused with 400 where waitress stumbles (an address that is none) or answers 501."""

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except (ValueError, TransferEncodingNotImplemented) as error:
            raise ParsingError("Bad request") from error
        if "CONTENT_LENGTH" in self.headers and (self.chunked or "TRANSFER_ENCODING" in self.headers):
            raise ParsingError("Bad request")  # two lengths: where it ends, a proxy may see otherwise


class _Channel(HTTPChannel):
    """A connection that knows when the request began that is coming in."""

    parser_class = _Request
    begun = 0.0

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.begun = self.last_activity
        return super().received(data)


class _Server(TcpWSGIServer):
    """Hangs up on who takes for ever to ask, and, where many want in, on who asks nothing."""

    channel_class = _Channel

    def maintenance(self, now: float) -> None:
        channels: list[Any] = list(self.active_channels.values())  # type: ignore[attr-defined]
        kept = KEPT_IN_A_CROWD if len(channels) > CROWDED else KEPT
        for one in channels:
            arriving = one.request is not None
            late = now - one.begun > TO_ARRIVE if arriving else now - one.last_activity > kept
            if late and not one.requests:
                one.will_close = True


def bound(address: Address) -> socket.socket:
    """Return a socket that listens there.

    Raises:
        CannotListen: it is in use, or not an address of this machine.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server((address.host, address.port), family=family, backlog=128)
    except socket.gaierror as error:
        raise CannotListen(f"{address.host}:{address.port} ({error.strerror})") from error
    except OSError as error:  # its own words repeat the address
        raise CannotListen(f"{address.host}:{address.port} ({os.strerror(error.errno or 0)})") from error


def server(front: Front, listener: socket.socket) -> TcpWSGIServer:
    """Return waitress, with `front` behind it, not running yet."""
    settings = Adjustments(
        sockets=[listener],
        ident=None,
        max_request_header_size=HEADERS,
        max_request_body_size=LONGEST_BODY + 1,
        inbuf_overflow=LONGEST_BODY + 1,  # never to a file: nothing that somebody wrote is put on a disk
        connection_limit=CONNECTIONS,
        cleanup_interval=1,
        asyncore_use_poll=True,
        log_socket_errors=False,
    )
    dispatcher = ThreadedTaskDispatcher()
    dispatcher.set_thread_count(THREADS)
    where = (listener.family, listener.type, listener.proto, listener.getsockname())
    return _Server(front, {}, _sock=listener, dispatcher=dispatcher, adj=settings, sockinfo=where, bind_socket=False)
