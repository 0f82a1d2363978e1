"""What is to be said, and the threads that say it.

A row is written in the transaction that decides to speak, and sent by a thread woken by the commit. Three promises:

* ``reply``: part of a conversation. At least once: where Slack may or may not have taken it, it is sent again.
* ``unasked``: a nudge, a reminder. At most once: where Slack may have taken it, the row ends as ``unknown``.
* ``tidy``: folds and Home tabs. They wait for everything else, and doing them twice does no harm.

A row names a view and ids; the text is drawn when it is sent, so no queue holds what a person wrote.
"""

from __future__ import annotations

import random
import secrets
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection

from advice.catalog import Catalog
from bot.runtime.blocks import Rendered, RenderedView
from bot.runtime.clock import Clock
from bot.runtime.drawing import Drawing, Outgoing, Silence, View
from bot.runtime.errors import SlackAway, SlackBusy, SlackError, SlackRefused, SlackShut, SlackUnsure
from bot.runtime.shut_out import shut_out
from bot.runtime.slack import Posted, SlackDoor
from bot.runtime.telling import Telling
from bot.store import claims, outbox
from bot.store.claims import Letter
from bot.store.engine import Database, DatabaseBusy, DatabaseDamaged

STAND_BY = timedelta(seconds=20)  # a row that a click's own address makes needless waits this long for it to say so
LEASE = timedelta(seconds=60)  # longer than the door's longest call
GIVE_UP_AFTER = 20  # attempts at a reply; with the waits below that is most of a day
PROMISES = ("reply", "unasked", "tidy")

log = structlog.get_logger(__name__)


class Outbox:
    """Claims due rows one by one, draws them, hands them to the door and writes down how each ended."""

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
    ) -> None:
        self._clock = clock
        self._database = database
        self._door = door
        self._catalog = catalog
        self._help_lines = help_lines
        self._telling = telling or Telling()
        self._jitter = jitter
        self._views = views
        self._held: dict[tuple[str, str], datetime] = {}
        lock = threading.Lock()
        self._changed = threading.Condition(lock)  # senders wait here; each wake is for one of them
        self._settled = threading.Condition(lock)  # and here whoever waits for what they do
        self._wakes = 0
        self._busy = 0
        self._latest = ""
        self._stopping = False
        self._threads = [threading.Thread(target=self._work, name=f"sender-{n}", daemon=True) for n in range(threads)]

    def start(self, *, alone: bool) -> None:
        """Start sending. `alone`: no other process uses this database, so every row on its way is an orphan."""
        self.recover(everything=alone)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish the messages on their way and end the threads; what is only due waits for the next start."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
            self._settled.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=15)

    def wake(self) -> None:
        """Say that a row may be due."""
        with self._changed:
            self._wakes += 1
            self._changed.notify()

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

    def hurry(self, workspace: str, row: str) -> None:
        """Send a standing-by row now: the click's own address did not do its work."""
        with self._database.writing() as connection:
            outbox.hurry(connection, workspace=workspace, id=row, now=self._clock.now())
        self.wake()

    def idle(self) -> bool:
        """Tell whether nothing is on its way and nothing may go by now."""
        with self._changed:
            return self._busy == 0 and not self._may_send()

    def wait_idle(self, seconds: float) -> bool:
        """Wait until nothing is on its way and nothing may go by now; False when that takes longer than `seconds`."""
        with self._settled:
            return self._settled.wait_for(lambda: self._busy == 0 and not self._may_send(), timeout=seconds)

    def pulse(self) -> tuple[int, int, str]:
        """Return how many senders live, how many of them are at work, and which row was taken last, by its token."""
        with self._changed:
            return sum(thread.is_alive() for thread in self._threads), self._busy, self._latest

    def next_due(self) -> datetime | None:
        """Return the UTC instant at which the next row falls due, or None."""
        with self._database.reading() as connection:
            return outbox.next_due(connection)

    def draw(
        self, connection: Connection, view: str, workspace: str, user_id: str, ids: Mapping[str, Any]
    ) -> Outgoing | Silence:
        """Draw a view as it would be sent now."""
        now = self._clock.now()
        drawing = Drawing(connection, self._catalog, workspace, user_id, ids, now, self._help_lines, self._telling)
        outgoing = self._views[view].draw(drawing)
        carry = self._telling.carry
        return carry(drawing, outgoing) if carry is not None and isinstance(outgoing, Outgoing) else outgoing

    def send_one(self) -> bool:
        """Send the first row that may go now; False when there is none."""
        if not self._may_send():
            return False
        now = self._clock.now()
        held = self._held_now(now)
        with self._database.writing() as connection:
            letter = claims.claim(
                connection, promises=PROMISES, now=now, lease=LEASE, token=secrets.token_hex(8), held=held
            )
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

    def _held_now(self, now: datetime) -> list[tuple[str, str]]:
        """Return the (workspace, verb) that Slack asked us to leave alone for now."""
        return [key for key, until in list(self._held.items()) if until > now]

    def _work(self) -> None:
        seen = -1
        while True:
            # Looked up before the lock is taken: whoever wakes us has somebody waiting, and must not wait for this.
            until = self._look_again_at()
            with self._changed:
                if self._stopping:
                    return
                if seen == self._wakes:
                    self._clock.wait(self._changed, until)
                if self._stopping:
                    return
                seen = self._wakes
                self._busy += 1
            try:
                while not self._stopping and self.send_one():
                    pass
            except DatabaseBusy as error:
                log.warning("outbox.database_busy", error=str(error))
            except Exception:  # the boundary of this thread: one broken row must not end all sending
                log.exception("outbox.broken")
            finally:
                with self._settled:
                    self._busy -= 1
                    self._settled.notify_all()

    def _look_again_at(self) -> datetime | None:
        try:
            due = self.next_due()
        except DatabaseBusy:
            return self._clock.now() + timedelta(seconds=1)
        if due is None:
            return None
        # Due already and still not sent: it waits its turn, a cap, or Slack's leave.
        return max(due, self._clock.now() + timedelta(seconds=1))

    def _send(self, letter: Letter) -> None:
        outgoing = self._draw(letter)
        if outgoing is None:
            return
        if isinstance(outgoing, Silence):
            self._settle(letter, "skipped", reason=outgoing.reason)
            return
        try:
            posted = self._call(letter, outgoing)
        except SlackError as error:
            self._failed(letter, error)
        else:
            self._delivered(letter, posted)

    def _draw(self, letter: Letter) -> Outgoing | Silence | None:
        """Draw a row from what is true now: whoever was erased or moved on since the claim is not written to."""
        try:
            with self._database.reading() as connection:
                if not claims.still_ours(connection, letter):
                    return None
                return self.draw(connection, letter.view, letter.workspace, letter.user_id, letter.ids)
        except DatabaseBusy:
            raise
        except Exception:  # the boundary of the sender: one view that breaks must not stop everybody's messages
            log.exception("outbox.view_broken", view=letter.view, row=letter.id)
            self._settle(letter, "refused", reason="view broken")
            return None

    def _call(self, letter: Letter, outgoing: Outgoing) -> Posted:
        rendered = outgoing.rendered
        if isinstance(rendered, RenderedView):
            self._door.publish(letter.user_id, rendered.view)
            return Posted("", "", outgoing.digest)
        try:
            return self._say(rendered, outgoing, letter)
        except SlackRefused as error:
            if error.code != "invalid_blocks" or rendered.plainer is None:
                raise
            log.warning("outbox.without_chart", view=letter.view)
            return self._say(rendered.plainer, outgoing, letter)

    def _say(self, rendered: Rendered, outgoing: Outgoing, letter: Letter) -> Posted:
        if outgoing.target is not None:
            return self._door.update(letter.channel, outgoing.target, rendered)
        thread_ts = outgoing.thread_ts or letter.ids.get("thread_ts")
        return self._door.post(letter.channel, rendered, thread_ts=thread_ts, broadcast=outgoing.broadcast)

    def _delivered(self, letter: Letter, posted: Posted) -> None:
        self._write_down(lambda: self._settle_sent(letter, posted))

    def _settle_sent(self, letter: Letter, posted: Posted) -> None:
        with self._database.writing() as connection:
            ours = claims.settle(
                connection,
                letter,
                state="sent",
                now=self._clock.now(),
                channel=posted.channel or None,
                ts=posted.ts or None,
            )
            if not ours:
                log.warning("outbox.too_late", row=letter.id, view=letter.view)
                return
            sent = self._views[letter.view].sent
            if sent is not None:
                sent(connection, letter, posted)

    def _failed(self, letter: Letter, error: SlackError) -> None:
        told = log.info if isinstance(error, SlackBusy) else log.warning  # to be asked to wait is nothing unusual
        told("outbox.failed", view=letter.view, row=letter.id, attempt=letter.attempt, code=error.code)
        now = self._clock.now()
        if isinstance(error, SlackRefused):
            self._settle(letter, "refused", reason=error.code)
        elif isinstance(error, SlackBusy):
            until = now + timedelta(seconds=error.retry_after)
            self._held[letter.workspace, letter.verb] = until
            self._settle(letter, "due", reason=error.code, due_at=until)
        elif isinstance(error, SlackShut):
            shut_out(self._database, letter.workspace, error.code, now)
            self._settle(letter, "due", reason=error.code)
        elif isinstance(error, SlackUnsure) and letter.promise == "unasked":
            self._settle(letter, "unknown", reason=error.code)
        elif isinstance(error, SlackAway | SlackUnsure) and (letter.attempt < GIVE_UP_AFTER or _never_ends(letter)):
            self._settle(letter, "due", reason=error.code, due_at=now + self._backoff(letter))
        else:
            self._settle(letter, "refused", reason=error.code)

    def _settle(self, letter: Letter, state: str, *, reason: str, due_at: datetime | None = None) -> None:
        view = self._views.get(letter.view)
        if state in ("refused", "unknown") and view is not None and view.alerts:
            log.error("alert.refused", row=letter.id, code=reason)

        def write() -> None:
            with self._database.writing() as connection:
                claims.settle(connection, letter, state=state, now=self._clock.now(), reason=reason, due_at=due_at)

        self._write_down(write)

    def _write_down(self, write: Callable[[], None]) -> None:
        """Write down what came of a call. Only we know it, and whoever it was for waits: try until it is written.

        Raises:
            DatabaseBusy: we are to stop, or the database is damaged; the next start takes the row up.
        """
        while True:
            try:
                return write()
            except DatabaseDamaged:
                raise
            except DatabaseBusy as error:
                log.warning("outbox.not_written_down", error=str(error))
                with self._settled:
                    if self._stopping:
                        raise
                    self._clock.wait(self._settled, self._clock.now() + timedelta(seconds=1))

    def _backoff(self, letter: Letter) -> timedelta:
        """Wait longer each time, up to an hour; somebody in a conversation is tried again within seconds."""
        first = 1.0 if letter.promise == "reply" else 60.0
        seconds = min(3600.0, first * 2 ** (letter.attempt - 1))
        return timedelta(seconds=seconds * (1 + self._jitter() / 2))


def _never_ends(letter: Letter) -> bool:
    """Tell whether it is tried until Slack is there: nobody waits for it, and it must not be lost."""
    return letter.promise == "unasked"
