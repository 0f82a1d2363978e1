"""One row on its way: drawn from what is true now, handed to the door, and its end written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.runtime.blocks import Rendered, RenderedView
from bot.runtime.clock import Clock
from bot.runtime.drawing import Drawer, Outgoing, Silence
from bot.runtime.errors import SlackBusy, SlackError, SlackRefused, SlackShut
from bot.runtime.outbox.outcome import Outcome, outcome
from bot.runtime.outbox.quiet import quiet_until
from bot.runtime.outbox.record import Record
from bot.runtime.posted import Posted
from bot.runtime.shut_out import shut_out
from bot.runtime.slack import SlackDoor
from bot.store import claims, outbox, people
from bot.store.claims import Letter
from bot.store.engine import Database, DatabaseBusy

NO_CHART = {"invalid_blocks", "invalid_arguments"}  # what Slack says to a block that it does not know, or not there
LEFT = "user_disabled"  # Slack's word for whoever was deactivated

log = structlog.get_logger(__name__)


class Delivery:
    """Delivers claimed rows.

    Args:
        clock: when a row that Slack did not take is due again.
        database: what it is drawn from.
        door: to Slack.
        drawer: draws it.
        record: writes down how it ended.
        hold: leaves what a row does alone until an instant, for Slack asks for it.
        jitter: a number from 0 to 1, another each time.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        database: Database,
        door: SlackDoor,
        drawer: Drawer,
        record: Record,
        hold: Callable[[Letter, datetime], None],
        jitter: Callable[[], float],
    ) -> None:
        self._clock = clock
        self._database = database
        self._door = door
        self._drawer = drawer
        self._record = record
        self._hold = hold
        self._jitter = jitter

    def deliver(self, letter: Letter) -> None:
        """Send a row, or find that there is nothing to send any more.

        Raises:
            DatabaseBusy: it cannot be drawn or written down; its lease brings it back.
        """
        until = self._quiet_until(letter)
        if until is not None:
            self._record.ended(letter, Outcome("skipped", "do not disturb", until))
            return
        outgoing = self._draw(letter)
        if outgoing is None:
            return
        if isinstance(outgoing, Silence):
            self._record.ended(letter, Outcome("skipped", outgoing.reason))
            return
        try:
            posted = self._call(letter, outgoing)
        except SlackError as error:
            self._failed(letter, error)
        else:
            self._record.sent(letter, posted)

    def _quiet_until(self, letter: Letter) -> datetime | None:
        """Return until when the person wants quiet, where nobody waits for this; trouble of ours is told at once."""
        view = self._drawer.views.get(letter.view)
        if letter.promise != "unasked" or (view is not None and view.alerts):
            return None
        return quiet_until(self._door, letter.user_id, self._clock.now())

    def _draw(self, letter: Letter) -> Outgoing | Silence | None:
        """Draw a row from what is true now: whoever was erased or moved on since the claim is not written to."""
        try:
            with self._database.reading() as connection:
                if not claims.still_ours(connection, letter):
                    return None
                return self._drawer.draw(connection, letter.view, letter.workspace, letter.user_id, letter.ids)
        except DatabaseBusy:
            raise
        except Exception:  # the boundary of the sender: one view that breaks must not stop everybody's messages
            log.exception("outbox.view_broken", view=letter.view, row=letter.id)
            self._record.ended(letter, Outcome("refused", "view broken"))
            return None

    def _call(self, letter: Letter, outgoing: Outgoing) -> Posted:
        rendered = outgoing.rendered
        try:
            return self._say(rendered, outgoing, letter)
        except SlackRefused as error:
            if error.code not in NO_CHART or rendered.plainer is None:
                raise
            log.warning("outbox.without_chart", view=letter.view)
            return self._say(rendered.plainer, outgoing, letter)

    def _say(self, rendered: Rendered | RenderedView, outgoing: Outgoing, letter: Letter) -> Posted:
        if isinstance(rendered, RenderedView):
            self._door.publish(letter.user_id, rendered.view)
            return Posted("", "", outgoing.digest)
        if outgoing.target is not None:
            return self._door.update(letter.channel, outgoing.target, rendered)
        thread_ts = outgoing.thread_ts or letter.ids.get("thread_ts")
        return self._door.post(letter.channel, rendered, thread_ts=thread_ts, broadcast=outgoing.broadcast)

    def _failed(self, letter: Letter, error: SlackError) -> None:
        told = log.info if isinstance(error, SlackBusy) else log.warning  # to be asked to wait is nothing unusual
        told("outbox.failed", view=letter.view, row=letter.id, attempt=letter.attempt, code=error.code)
        now = self._clock.now()
        ended = outcome(letter, error, now, self._jitter)
        if isinstance(error, SlackBusy) and ended.due_at is not None:
            self._hold(letter, ended.due_at)
        elif isinstance(error, SlackShut):
            shut_out(self._database, letter.workspace, error.code, now)
        self._record.ended(letter, ended)
        if error.code == LEFT:
            self._has_left(letter)

    def _has_left(self, letter: Letter) -> None:
        """Take the word of the refusal where the event that somebody left never came: a return asks for consent."""
        with self._database.writing() as connection:
            people.hold(connection, letter.workspace, letter.user_id)
            people.change_known(connection, letter.workspace, letter.user_id, active=False)
            outbox.cancel(connection, workspace=letter.workspace, user_id=letter.user_id, reason="left")
