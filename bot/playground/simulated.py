"""A simulated Slack: start it, point a bot at it, act as people, look at their screens."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.playground.act import Act
from bot.playground.buckets import Buckets
from bot.playground.cast import Cast, demo_cast
from bot.playground.clock import MovableClock
from bot.playground.clock_api import ClockApi
from bot.playground.control import Control, Reset
from bot.playground.core import Call, Core
from bot.playground.delivery import Deliveries
from bot.playground.envelope import Delivery
from bot.playground.faults import Faults
from bot.playground.hooks import Hook
from bot.playground.kept import Keeper
from bot.playground.plans import Plans
from bot.playground.play import Play
from bot.playground.screen import screen
from bot.playground.server import Server
from bot.playground.state import Json, Message, View
from bot.playground.tickets import Tickets
from bot.playground.time_machine import TimeMachine
from bot.playground.traffic import Line, Traffic
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
        keep: a file in which this Slack itself is kept from one run to the next; without one all is gone at the end.
        begin: such a file, which it begins with where nothing is kept yet, and after a reset.
        reset: what the page's "back to the start" does; whoever runs the bot knows how to empty its database.

    Raises:
        KeepError: `keep` holds something else, is damaged or cannot be read.
    """

    def __init__(
        self,
        clock: Clock,
        cast: Cast | None = None,
        record: Path | None = None,
        *,
        data: str = "memory",
        keep: Path | None = None,
        begin: Path | None = None,
        reset: Reset | None = None,
    ) -> None:
        cast = cast or demo_cast()
        workspace = Workspace(cast, clock)
        self.bot_token = f"xoxb-simulated-{cast.team_id}"
        self.app_token = f"xapp-simulated-{cast.team_id}"
        self._clock = clock
        self._workspace = workspace
        traffic = Traffic(clock)
        self._core = Core(
            workspace, Deliveries(workspace, traffic), Tickets(workspace), Buckets(clock), Plans(), traffic,
            self.bot_token, self.app_token, record,
        )  # fmt: skip
        self.act = Act(self._core)
        self.faults = Faults(self._core)
        self.url = ""
        about = {"data": data, "kept": keep is not None, "can_reset": reset is not None}
        self.machine = TimeMachine(clock, self._core) if isinstance(clock, MovableClock) else None
        self._server = Server(
            self._core,
            Play(self._core, self.act, about),
            Control(self._core, self.act, self.faults, reset),
            ClockApi(self._core, self.machine),
        )
        self._keeper = Keeper(self._core, keep) if keep else None
        self._begin = begin
        if keep and keep.exists():
            Keeper(self._core, keep).load()
        else:
            self._begin_anew()
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
        """Listen on a loopback port, any free one by default.

        Raises:
            OSError: the port is taken.
            KeepError: the file to keep things in cannot be written.
        """
        self.url = self._server.start(port)
        self._stopping = False
        self._timekeeper = threading.Thread(target=self._keep_time, name="simulated-time", daemon=True)
        self._timekeeper.start()
        if self._keeper:
            self._keeper.start()

    def knock_at(self, url: str, secret: str, clock: Clock) -> Hook:
        """Deliver to an address over HTTP, signed with `secret` at the time that `clock` tells, until it is closed."""
        return Hook(self._core, url, secret, clock)

    def reset(self) -> None:
        """Be as at the start, and all is well. The bot should be away meanwhile."""
        with self._workspace.lock:
            self._core.reset()
        self._begin_anew()

    def save(self, file: Path) -> None:
        """Write everything into a file that another one can begin with.

        Raises:
            KeepError: it cannot be written.
        """
        Keeper(self._core, file).save()

    def _begin_anew(self) -> None:
        if self._begin:
            Keeper(self._core, self._begin).load()

    def stop(self) -> None:
        """End every connection and every thread."""
        self.faults.slow(0)
        self._server.stop()
        if self._keeper:
            self._keeper.stop()
        with self._workspace.lock:
            self._stopping = True
            self._workspace.lock.notify_all()
        if self._timekeeper:
            self._timekeeper.join()

    def screen(self, user: str) -> Json:
        """Return what this person sees. Raises Refused(user_not_found)."""
        return screen(self._core, user)

    def heard(self, user: str) -> list[Message]:
        """Return what the bot has said to a person in their conversation, oldest first."""
        with self._workspace.lock:
            messages = self._workspace.room_of(user, None).messages.values()
            return [one for one in messages if one.bot and one.seen_by in (None, user)]

    def form(self, user: str) -> View | None:
        """Return the modal that a person has before them."""
        with self._workspace.lock:
            stack = self._workspace.modals.get(user)
            return stack[-1] if stack else None

    def wait_for(self, predicate: Callable[[], T | None], timeout: float = 30.0, why: str = "") -> T:
        """Return the first truthy value of `predicate`, which is asked again after each change, and now and then.

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

    def traffic(self, after: int = 0) -> list[Line]:
        """Return what passed between Slack and the bot, oldest first; with `after`, what changed since a revision."""
        with self._workspace.lock:
            return self._core.traffic.lines(after)

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
                looked = self._core.deliveries.tick()
                self._clock.wait(lock, self._core.deliveries.next_due(looked))  # the clock may have moved since
