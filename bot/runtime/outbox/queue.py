"""What is due: claimed row by row under a lease, and taken up again when whoever held it died."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection

from advice.catalog import Catalog
from bot.runtime.clock import Clock
from bot.runtime.drawing import Drawer, Outgoing, Silence, View
from bot.runtime.outbox.delivery import Delivery
from bot.runtime.outbox.record import Count, Record
from bot.runtime.outbox.senders import Senders
from bot.runtime.slack import SlackDoor
from bot.runtime.slack_answer import LONGEST_WAIT
from bot.runtime.telling import Telling
from bot.store import claims, outbox
from bot.store.claims import Letter
from bot.store.engine import Database

STAND_BY = timedelta(seconds=20)  # a row that a click's own address makes needless waits this long for it to say so
LEASE = timedelta(seconds=60)  # longer than the door's longest call
PROMISES = ("reply", "unasked", "tidy")

log = structlog.get_logger(__name__)


class Outbox:
    """Claims due rows one by one and has each delivered. `count` hears where each attempt left a message."""

    def __init__(
        self,
        *,
        clock: Clock,
        database: Database,
        door: SlackDoor,
        catalog: Catalog,
        views: Mapping[str, View],
        help_lines: Mapping[str, str],
        telling: Telling | None = None,
        threads: int = 4,
        jitter: Callable[[], float] = random.random,
        count: Count | None = None,
    ) -> None:
        self._clock = clock
        self._database = database
        self._count = count
        self._held: dict[tuple[str, str], datetime] = {}  # (workspace, verb) -> until when Slack wants it left alone
        self._latest = ""
        self._drawer = Drawer(clock, catalog, views, help_lines, telling or Telling())
        self._senders = Senders(
            clock, send_one=self.send_one, may_send=self._may_send, next_due=self.next_due, threads=threads
        )
        self._delivery = Delivery(
            clock=clock,
            database=database,
            door=door,
            drawer=self._drawer,
            record=Record(clock, database, views, self._senders.pause, count),
            hold=self._hold,
            jitter=jitter,
        )

    def start(self, *, alone: bool) -> None:
        """Start sending. `alone`: no other process uses this database, so every row on its way is an orphan."""
        self.recover(everything=alone)
        self._senders.start()

    def stop(self) -> None:
        """Finish the messages on their way and end the threads; what is only due waits for the next start."""
        self._senders.stop()

    def wake(self) -> None:
        """Say that a row may be due."""
        self._senders.wake()

    def recover(self, *, everything: bool = False) -> None:
        """Take up rows whose sender died."""
        with self._database.writing() as connection:
            lost = claims.recover(connection, now=self._clock.now(), everything=everything)
        if lost:
            log.warning("outbox.recovered", rows=lost)
            self.wake()

    def done_by_click(self, workspace: str, row: str, channel: str | None, ts: str | None) -> None:
        """Write down that the clicked message became what a standing-by row would have sent."""
        with self._database.writing() as connection:
            outbox.done_by_click(connection, workspace=workspace, id=row, channel=channel, ts=ts)
        if self._count is not None:
            self._count("reply", "by_click")

    def hurry(self, workspace: str, row: str) -> None:
        """Send a standing-by row now: the click's own address did not do its work."""
        with self._database.writing() as connection:
            outbox.hurry(connection, workspace=workspace, id=row, now=self._clock.now())
        self.wake()

    def idle(self) -> bool:
        """Tell whether nothing is on its way and nothing may go by now."""
        return self._senders.idle()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is on its way and nothing may go by now; False when that takes longer than `seconds`."""
        return self._senders.wait_idle(seconds)

    def pulse(self) -> tuple[int, int, str]:
        """Return how many senders live, how many of them are at work, and which row was taken last, by its token."""
        return *self._senders.pulse(), self._latest

    def next_due(self) -> datetime | None:
        """Return the UTC instant at which the next row falls due, or None."""
        with self._database.reading() as connection:
            return outbox.next_due(connection)

    def draw(
        self, connection: Connection, view: str, workspace: str, user_id: str, ids: Mapping[str, Any]
    ) -> Outgoing | Silence:
        """Draw a view as it would be sent now."""
        return self._drawer.draw(connection, view, workspace, user_id, ids)

    def send_one(self) -> bool:
        """Send the first row that may go now; False when there is none."""
        if not self._may_send():
            return False
        letter = self._claim()
        if letter is None:
            return False
        self._latest = letter.token
        self.wake()  # there may be more: another thread looks while this one talks to Slack
        self._send(letter)
        return True

    def _may_send(self) -> bool:
        now = self._clock.now()
        with self._database.reading() as connection:
            return claims.may_claim(connection, promises=PROMISES, now=now, held=self._held_now(now))

    def _claim(self) -> Letter | None:
        now = self._clock.now()
        held, token = self._held_now(now), secrets.token_hex(8)
        with self._database.writing() as connection:
            return claims.claim(connection, promises=PROMISES, now=now, lease=LEASE, token=token, held=held)

    def _send(self, letter: Letter) -> None:
        self._delivery.deliver(letter)

    def _hold(self, letter: Letter, until: datetime) -> None:
        """Leave a verb alone in a workspace, as Slack asked us to."""
        self._held[letter.workspace, letter.verb] = until

    def _held_now(self, now: datetime) -> list[tuple[str, str]]:
        # Slack asks for an hour at most: what is further away was reckoned by a clock that has been set right since.
        latest = now + timedelta(seconds=LONGEST_WAIT)
        return [key for key, until in list(self._held.items()) if now < until <= latest]
