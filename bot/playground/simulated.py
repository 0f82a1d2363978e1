"""A simulated Slack: start it, point a bot at it, act as people, look at their screens."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.playground.act import Act
from bot.playground.buckets import Buckets
from bot.playground.cast import Cast, demo_cast
from bot.playground.core import Call, Core
from bot.playground.delivery import Deliveries
from bot.playground.envelope import Delivery
from bot.playground.faults import Faults
from bot.playground.plans import Plans
from bot.playground.screen import screen
from bot.playground.server import Server
from bot.playground.state import Json
from bot.playground.tickets import Tickets
from bot.playground.workspace import Workspace
from bot.runtime.clock import Clock

T = TypeVar("T")


class SimulatedSlack:
    """One workspace on one loopback port.

    Args:
        clock: the simulated time; rate limits, triggers, response_urls and redelivery follow it.
        cast: who lives there; the demo's people by default.
        record: a file that gets one JSON line for each call of the bot.
        data: in words, where the bot keeps what it is told; shown on the page.
    """

    def __init__(
        self, clock: Clock, cast: Cast | None = None, record: Path | None = None, data: str = "memory"
    ) -> None:
        cast = cast or demo_cast()
        workspace = Workspace(cast, clock)
        self.bot_token = f"xoxb-simulated-{cast.team_id}"
        self.app_token = f"xapp-simulated-{cast.team_id}"
        self._clock = clock
        self._workspace = workspace
        self._core = Core(
            workspace, Deliveries(workspace), Tickets(workspace), Buckets(clock), Plans(),
            self.bot_token, self.app_token, record,
        )  # fmt: skip
        self.act = Act(self._core)
        self.faults = Faults(self._core)
        self.url = ""
        self._server = Server(self._core, self.act, data)
        self._stopping = False
        self._timekeeper: threading.Thread | None = None

    @property
    def api_url(self) -> str:
        """The base of the Web API, for `WebClient(base_url=...)`."""
        return self.url + "/api/"

    @property
    def cast(self) -> Cast:
        """Who lives here."""
        return self._workspace.cast

    def start(self, port: int = 0) -> None:
        """Listen on a loopback port, any free one by default. Raises OSError when it is taken."""
        self.url = self._server.start(port)
        self._stopping = False
        self._timekeeper = threading.Thread(target=self._keep_time, name="simulated-time", daemon=True)
        self._timekeeper.start()

    def stop(self) -> None:
        """End every connection and both threads."""
        self._server.stop()
        with self._workspace.lock:
            self._stopping = True
            self._workspace.lock.notify_all()
        if self._timekeeper:
            self._timekeeper.join()

    def screen(self, user: str) -> Json:
        """Return what this person sees. Raises Refused(user_not_found)."""
        return screen(self._workspace, user, self._core.deliveries.connected)

    def wait_for(self, predicate: Callable[[], T | None], timeout: float = 10.0, why: str = "") -> T:
        """Return the first truthy value of `predicate`, which is asked again after each change.

        Raises:
            TimeoutError: after `timeout` real seconds; it says `why`.
        """
        return self._workspace.wait_for(predicate, timeout, why)

    def outstanding(self) -> list[Delivery]:
        """Return the payloads sent to the bot, or waiting to be sent, that it has not acknowledged."""
        with self._workspace.lock:
            return self._core.deliveries.outstanding()

    @property
    def calls(self) -> list[Call]:
        """What the bot has called so far, response_urls as `respond`."""
        with self._workspace.lock:
            return list(self._core.calls)

    @property
    def connected(self) -> int:
        """How many sockets of the bot listen."""
        with self._workspace.lock:
            return self._core.deliveries.connected

    def _keep_time(self) -> None:
        """Do what falls due as the simulated clock moves."""
        lock = self._workspace.lock
        with lock:
            while not self._stopping:
                self._core.deliveries.tick()
                self._clock.wait(lock, self._core.deliveries.next_due())
