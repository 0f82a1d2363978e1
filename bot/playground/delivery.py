"""What Slack sends to the app and waits for: envelopes over the open sockets, each to exactly one of them.

Events that nobody acknowledges are sent again (at once, after one minute, after five); commands and clicks never are.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.playground.envelope import Connection, Delivery, Kind, State
from bot.playground.refusal import Refused
from bot.playground.state import Json
from bot.playground.workspace import Workspace

PATIENCE = timedelta(seconds=3)
"""How long Slack waits for an acknowledgement."""
RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
GIVES_UP = timedelta(minutes=7)
"""When Slack forgets an event that found no open socket."""


class Deliveries:
    """All payloads under way, and the sockets they go to. Hold the workspace's lock around any use."""

    def __init__(self, workspace: Workspace) -> None:
        self.connections: list[Connection] = []
        self.copies = 1
        """How often each event is sent."""
        self.holding = False
        """Whether acknowledgements are kept back."""
        self._workspace = workspace
        self._turn = itertools.count()
        self._numbers = itertools.count(1)
        self._under_way: list[Delivery] = []
        self._held: list[Json] = []

    # -- sockets

    def opened(self, connection: Connection) -> None:
        """Greet a new socket and send it what is due."""
        self.connections.append(connection)
        app = self._workspace.cast.bot.app_id
        connection.send(
            {
                "type": "hello",
                "num_connections": len(self.connections),
                "connection_info": {"app_id": app},
                "debug_info": {"host": "applink-sim-1", "build_number": 1, "approximate_connection_time": 3600},
            }
        )
        self._workspace.touch()
        self.tick()

    def closed(self, connection: Connection) -> None:
        """Forget a socket. What it was sent and did not acknowledge: events go again, the rest is lost."""
        self.connections.remove(connection)
        for delivery in [one for one in self._under_way if one.connection is connection and one.state == "sent"]:
            if delivery.kind == "events_api":
                self._failed(delivery, "connection_failed", self._workspace.clock.now())
            elif not connection.leaving:
                self._end(delivery, "lost")
        self._workspace.touch()
        self.tick()

    @property
    def connected(self) -> int:
        """How many sockets of the app listen."""
        return sum(not connection.leaving for connection in self.connections)

    # -- sending

    def event(self, payload: Json) -> None:
        """Send an event, as often as `copies` says."""
        now = self._workspace.clock.now()
        for copy in range(self.copies):
            delivery = Delivery("events_api", payload, now, attempt=copy)
            delivery.reason = "timeout" if copy else None
            self._under_way.append(delivery)
        self.tick()

    def interaction(
        self, kind: Kind, payload: Json, on_answer: Callable[[Json], Json | None] | None = None
    ) -> Delivery:
        """Send a command or an interaction. Raises Refused(not_connected)."""
        if not self.connected:
            raise Refused("not_connected")
        delivery = Delivery(kind, payload, self._workspace.clock.now(), on_answer)
        self._under_way.append(delivery)
        self._send(delivery)
        return delivery

    def acknowledge(self, envelope_id: str, answer: Json) -> None:
        """Take the app's acknowledgement; one that comes late or twice changes nothing."""
        if self.holding:
            self._held.append({"envelope_id": envelope_id, "answer": answer})
            return
        for delivery in self._under_way:
            if envelope_id in delivery.envelopes:
                self._answered(delivery, answer)
                return

    def release(self) -> None:
        """Let the acknowledgements pass that were kept back."""
        self.holding = False
        held, self._held = self._held, []
        for one in held:
            self.acknowledge(one["envelope_id"], one["answer"])

    def outstanding(self) -> list[Delivery]:
        """Return what was sent, or is to be sent again, and is not acknowledged."""
        return list(self._under_way)

    # -- time

    def tick(self) -> None:
        """Do what has fallen due: give up waiting, send again, forget."""
        now = self._workspace.clock.now()
        for delivery in list(self._under_way):
            if delivery.state == "sent" and delivery.due <= now:
                self._unanswered(delivery)
            if delivery.state == "due" and delivery.due <= now:
                self._try(delivery, now)

    def next_due(self) -> datetime | None:
        """Return when `tick` has something to do again, if nothing else happens."""
        now = self._workspace.clock.now()
        moments = itertools.chain.from_iterable((one.due, one.forget) for one in self._under_way)
        return min((moment for moment in moments if moment is not None and moment > now), default=None)

    # -- inside

    def _try(self, delivery: Delivery, now: datetime) -> None:
        if delivery.forget is not None and delivery.forget <= now:
            self._end(delivery, "lost")
        elif self.connected:
            self._send(delivery)
        elif delivery.forget is None:
            delivery.forget = delivery.due + GIVES_UP

    def _send(self, delivery: Delivery) -> None:
        listening = [connection for connection in self.connections if not connection.leaving]
        delivery.connection = listening[next(self._turn) % len(listening)]
        number = next(self._numbers)
        envelope: Json = {
            "envelope_id": f"0b6c1f52-8f3e-4a39-9a5e-{number:012d}",
            "type": delivery.kind,
            "accepts_response_payload": _accepts(delivery),
            "payload": delivery.payload,
        }
        if delivery.attempt:
            envelope |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
        delivery.envelopes.add(envelope["envelope_id"])
        delivery.state, delivery.due, delivery.forget = "sent", self._workspace.clock.now() + PATIENCE, None
        delivery.connection.send(envelope)
        self._workspace.lock.notify_all()

    def _answered(self, delivery: Delivery, answer: Json) -> None:
        try:
            if delivery.on_answer:
                delivery.result = delivery.on_answer(answer) or {}
        except Refused as refused:
            delivery.result = refused.body()
        self._end(delivery, "answered")

    def _unanswered(self, delivery: Delivery) -> None:
        if delivery.kind == "events_api":
            # Counted from when its time was over, not from when that was noticed: the clock may have leapt.
            self._failed(delivery, "timeout", delivery.due)
        else:
            self._end(delivery, "timeout")

    def _failed(self, delivery: Delivery, reason: str, at: datetime) -> None:
        if delivery.attempt >= len(RETRIES):
            self._end(delivery, "timeout")
            return
        delivery.state, delivery.reason = "due", reason
        delivery.due = at + RETRIES[delivery.attempt]
        delivery.attempt += 1

    def _end(self, delivery: Delivery, state: State) -> None:
        delivery.state = state
        self._under_way.remove(delivery)
        self._workspace.lock.notify_all()


def _accepts(delivery: Delivery) -> bool:
    return delivery.kind == "slash_commands" or delivery.payload.get("type") == "view_submission"
