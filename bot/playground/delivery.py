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
from bot.playground.traffic import Traffic
from bot.playground.workspace import Workspace

PATIENCE = timedelta(seconds=3)
"""How long Slack waits for an acknowledgement."""
RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
GIVES_UP = timedelta(minutes=7)
"""When Slack forgets an event that found no open socket."""


REPEATED = ("message", "app_home_opened")
"""Events that `again` sends again: what a person at the keyboard does, and knows of."""


class Deliveries:
    """All payloads under way, and the sockets they go to. Hold the workspace's lock around any use."""

    def __init__(self, workspace: Workspace, traffic: Traffic) -> None:
        self.connections: list[Connection] = []
        self.copies = 1
        """How often each event is sent."""
        self.holding = False
        """Whether acknowledgements are kept back."""
        self.last_event: Json | None = None
        """The newest message that somebody wrote (or changed), or tab that they opened."""
        self._workspace = workspace
        self._traffic = traffic
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
                self._missed(delivery, "connection_failed")
                self._failed(delivery, "connection_failed", self._workspace.clock.now())
            elif not connection.leaving:
                self._missed(delivery, "connection_failed")
                self._end(delivery, "lost")
        self._workspace.touch()
        self.tick()

    @property
    def connected(self) -> int:
        """How many sockets of the app listen."""
        return sum(not connection.leaving for connection in self.connections)

    # -- sending

    def event(self, payload: Json, repeatable: bool = True) -> None:
        """Send an event, as often as `copies` says; `repeatable`: `again` may send it as the last one."""
        if repeatable and payload["event"]["type"] in REPEATED and not _is_own(payload["event"]):
            self.last_event = payload
        self._put(payload, range(self.copies))

    def again(self, copies: int) -> Json:
        """Send the last event that somebody caused again, so many times at once, and return it.

        Raises:
            Refused: no_event_yet.
        """
        if self.last_event is None:
            raise Refused("no_event_yet")
        self._put(self.last_event, range(1, copies + 1))
        return self.last_event

    def _put(self, payload: Json, attempts: range) -> None:
        now = self._workspace.clock.now()
        for attempt in attempts:
            reason = "timeout" if attempt else None
            self._under_way.append(Delivery("events_api", payload, now, attempt=attempt, reason=reason))
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
                self._traffic.acknowledged(envelope_id, answer, delivery.result.get("error"))
                return
        self._traffic.acknowledged(envelope_id, answer)

    def refused(self, envelope_id: str, reason: str) -> None:
        """Hear that the app could not be reached, or said no: an event goes again when it is time, the rest is lost."""
        for delivery in self._under_way:
            if envelope_id in delivery.envelopes and delivery.state == "sent":
                self._missed(delivery, reason)
                if delivery.kind == "events_api":
                    self._failed(delivery, reason, self._workspace.clock.now())
                else:
                    self._end(delivery, "lost")
                self.tick()
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

    def forget(self) -> None:
        """Give up all that is under way, and end the trouble with it."""
        for delivery in list(self._under_way):
            self._end(delivery, "lost")
        self.copies, self.holding, self.last_event = 1, False, None
        self._held.clear()

    # -- time

    def tick(self) -> datetime:
        """Do what has fallen due: give up waiting, send again, forget. Returns the instant it did so for."""
        now = self._workspace.clock.now()
        for delivery in list(self._under_way):
            if delivery.state == "sent" and delivery.due <= now:
                self._unanswered(delivery)
            if delivery.state == "due" and delivery.due <= now:
                self._try(delivery, now)
        return now

    def next_due(self, after: datetime) -> datetime | None:
        """Return when `tick` has something to do again, if nothing else happens; `after`: what it did so far."""
        moments = itertools.chain.from_iterable((one.due, one.forget) for one in self._under_way)
        return min((moment for moment in moments if moment is not None and moment > after), default=None)

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
        delivery.envelopes.append(envelope["envelope_id"])
        self._traffic.sent(envelope["envelope_id"], delivery.name, delivery.payload)
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

    def _missed(self, delivery: Delivery, error: str) -> None:
        self._traffic.unacknowledged(delivery.envelopes[-1], error, late=error == "timeout")

    def _unanswered(self, delivery: Delivery) -> None:
        self._missed(delivery, "timeout")
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


def _is_own(event: Json) -> bool:
    """Tell an event of the app's own message."""
    messages = (event, event.get("message") or {}, event.get("previous_message") or {})
    return any("bot_id" in message for message in messages)
