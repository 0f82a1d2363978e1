"""HTTP: Slack knocks at an address of ours, and hears in the answer that we have it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from slack_bolt import App
from waitress import wasyncore

from bot.runtime.clock import Clock
from bot.runtime.config import Address
from bot.runtime.deliver import deliver
from bot.runtime.http import listening
from bot.runtime.http.front import Front
from bot.runtime.under_way import UnderWay

LINGER = 1.0  # seconds, at the end, for answers that somebody is slow to take

log = structlog.get_logger(__name__)


class Web:
    """Listens, and lets a few threads deal with what comes in.

    Args:
        app: deals with payloads.
        clock: tells how old a request is.
        secret: the app's signing secret.
        listen: where; port 0 takes any that is free.
        ready: returns in a word each why we cannot serve.
        beside: returns in a word each what an operator should know although we serve.
    """

    def __init__(
        self,
        app: App,
        clock: Clock,
        secret: str,
        listen: Address,
        ready: Callable[[], list[str]],
        *,
        beside: Callable[[], list[str]] = list,
    ) -> None:
        self._under_way = UnderWay()
        self.front = Front(clock, secret, partial(deliver, app), ready, self._under_way, beside=beside)
        self._listen = listen
        self._server: Any = None  # the types of waitress are not true of what is used here
        self._thread = threading.Thread(target=self._serve, name="http", daemon=True)
        self._ended = threading.Event()
        self._waking = threading.Lock()  # held while it is woken for the last time: what wakes it stays open so long
        self.port = 0

    def open(self) -> None:
        """Listen.

        Raises:
            CannotListen: the address is in use, or not ours.
        """
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that all threads are busy is no trouble
        listener = listening.bound(self._listen)
        self.port = listener.getsockname()[1]
        self._server = listening.server(self.front, listener)
        self._thread.start()
        log.info("http.listening", host=self._listen.host, port=self.port)

    def connected(self) -> bool:
        """Tell whether we listen."""
        return self._thread.is_alive() and not self._under_way.closed

    def idle(self) -> bool:
        """Tell whether nothing is being dealt with."""
        return self._under_way.idle()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is being dealt with; False when something still is after `seconds`."""
        return self._under_way.wait_idle(seconds)

    def finish(self, seconds: float) -> None:
        """Listen no more, answer 503 to what still comes, wait up to `seconds` for what has begun, and hang up."""
        if self._under_way.closed or not self._thread.is_alive():
            return
        self._under_way.close()
        in_its_thread = self._server.trigger.pull_trigger
        in_its_thread(partial(wasyncore.dispatcher.close, self._server))
        self._under_way.wait_idle(seconds)
        with self._waking:
            in_its_thread(self._ended.set)
        self._thread.join(LINGER)

    def _serve(self) -> None:
        sockets = self._server._map
        while not (self._ended.is_set() and self._all_said()):
            wasyncore.loop(timeout=1.0, use_poll=True, map=sockets, count=1)
        self._server.task_dispatcher.shutdown()
        with self._waking:  # else its descriptor may be another file's by the time that it is written to
            wasyncore.close_all(sockets, ignore_all=True)

    def _all_said(self) -> bool:
        """Tell whether every answer is with the one who asked, whole."""
        return not any(one.requests or one.total_outbufs_len for one in self._server.active_channels.values())
