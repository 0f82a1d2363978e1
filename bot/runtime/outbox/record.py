"""How an attempt to send ended is written down. Only we know it, and whoever it was for waits: try until it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import structlog
from sqlalchemy import Connection

from bot.runtime.clock import Clock
from bot.runtime.drawing import View
from bot.runtime.outbox.outcome import Outcome
from bot.runtime.posted import Posted
from bot.store import claims, deletions, people
from bot.store.claims import Letter
from bot.store.deletions import Deletion
from bot.store.engine import Database, DatabaseBusy, DatabaseDamaged

Count: TypeAlias = Callable[[str, str], object]  # a message's promise, and the state that an attempt left it in

log = structlog.get_logger(__name__)


class Record:
    """Writes down how attempts ended.

    Args:
        clock: when that was.
        database: where it is kept.
        views: what is to be written down with it, by the view's name.
        pause: waits for a moment; False where we are to stop.
        count: hears of each, once it is written.
    """

    def __init__(
        self,
        clock: Clock,
        database: Database,
        views: Mapping[str, View],
        pause: Callable[[], bool],
        count: Count | None,
    ) -> None:
        self._clock = clock
        self._database = database
        self._views = views
        self._pause = pause
        self._count = count

    def sent(self, letter: Letter, posted: Posted) -> None:
        """Write down that Slack has it.

        Raises:
            DatabaseBusy: as `_until_written`.
        """
        self._until_written(lambda: self._write_sent(letter, posted))
        self._counted(letter, "sent")

    def ended(self, letter: Letter, ended: Outcome) -> None:
        """Write down that it was not sent, and what becomes of it.

        Raises:
            DatabaseBusy: as `_until_written`.
        """
        view = self._views.get(letter.view)
        if ended.state in ("refused", "unknown") and view is not None and view.alerts:
            log.error("alert.refused", row=letter.id, code=ended.reason)
        self._until_written(lambda: self._write_ended(letter, ended))
        self._counted(letter, ended.state)

    def _write_sent(self, letter: Letter, posted: Posted) -> None:
        channel, ts, now = posted.channel or None, posted.ts or None, self._clock.now()
        with self._database.writing() as connection:
            if not claims.settle(connection, letter, state="sent", now=now, channel=channel, ts=ts):
                log.warning("outbox.too_late", row=letter.id, view=letter.view)
                self._take_back(connection, letter, posted)
                return
            sent = self._views[letter.view].sent
            if sent is not None:
                sent(connection, letter, posted)

    def _take_back(self, connection: Connection, letter: Letter, posted: Posted) -> None:
        """Let it vanish again where its person was erased while it was on its way."""
        if people.find(connection, letter.workspace, letter.user_id) is None:
            place = (posted.channel, posted.ts) if posted.ts else (letter.user_id, deletions.HOME)
            deletions.add(connection, Deletion(letter.workspace, *place), self._clock.now())

    def _write_ended(self, letter: Letter, ended: Outcome) -> None:
        now = self._clock.now()
        with self._database.writing() as connection:
            claims.settle(connection, letter, state=ended.state, now=now, reason=ended.reason, due_at=ended.due_at)

    def _until_written(self, write: Callable[[], None]) -> None:
        """Try until it is written.

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
                if not self._pause():
                    raise

    def _counted(self, letter: Letter, state: str) -> None:
        if self._count is not None:
            self._count(letter.promise, state)
