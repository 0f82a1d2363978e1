"""A check held in the transaction that may change it, and the messages that follow from a change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from advice.catalog import Guide, Rated
from advice.check import Progress
from bot.features.check.ids import Card
from bot.runtime.errors import Denied, Stale
from bot.runtime.redrawing import refresh_home
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import checks, contents, outbox
from bot.store.checks import CheckRow

SET_ASIDE = "You set that check aside. Type `/careercheck` to see where you are; nothing was changed."
OLDER_CHECK = "That button belongs to an older check. Your newer one counts, and nothing was changed."
AT_ONCE, A_REST = timedelta(0), timedelta(seconds=20)
QUARTER = 15 * 60  # seconds


@dataclass
class Held:
    """A check of the person who acts, loaded and ready to be changed."""

    unit: Unit
    row: CheckRow
    check: Rated | Guide

    @property
    def progress(self) -> Progress:
        """Where the person is."""
        return self.row.progress

    def card(self, question: str) -> Card:
        """Return the newest card of a question."""
        return Card(self.row.id, question, self.progress.cards.get(question, 0))

    def save(self, progress: Progress, state: str | None = None) -> None:
        """Write a change of this check; `state` None leaves it as it is."""
        finished_at = self.unit.now if state == "finished" else self.row.finished_at
        row = replace(self.row, progress=progress, state=state or self.row.state, finished_at=finished_at)
        before, self.row = self.row, checks.save(self.unit.connection, row, self.unit.now)
        tell_home(self.unit, AT_ONCE if before.state != self.row.state else A_REST)
        if not _same_reminder(before, self.row):
            self.unit.reminders.check_left(row.id, begun=_begun(self.row))

    def send_question(self, question: str, after: timedelta = AT_ONCE) -> str:
        """Send the newest card of a question once `after` is over; returns the outbox row's id."""
        card = self.card(question)
        return self.unit.put("check.question", {"card": card.value}, dedupe=card.key, after=after)

    def fold(self, card: Card, ts: str = "", after: timedelta = AT_ONCE) -> str:
        """Tidy away a card that was answered or no longer counts; returns the outbox row's id.

        `ts` is where it stands, if we know: else it is looked up when there is time to fold it.
        """
        ids = {"card": card.value, "ts": ts} if ts else {"card": card.value}
        return self.unit.put(
            "check.folded", ids, verb="update", promise="tidy", coalesce=f"fold:{card.key}", after=after
        )

    def fold_twin(self, card: Card, ts: str) -> None:
        """Fold the card that we know of where another one was clicked: it was sent twice when we died between."""
        posted = outbox.message(self.unit.connection, workspace=self.unit.workspace, dedupe=card.key)
        if posted is not None and posted[1] != ts:
            self.unit.put("check.folded", {"card": card.value}, verb="update", promise="tidy")

    def close_card(self, question: str) -> None:
        """Fold the newest card of a question, if it was put at all."""
        card = self.card(question)
        if card.number:
            self.fold(card)

    def tidy_parent(self) -> None:
        """Let the parent message say how things stand."""
        key = f"parent:{self.row.id}"
        self.unit.put("check.begun", {"check": self.row.id}, verb="update", promise="tidy", coalesce=key)

    def abandon(self) -> None:
        """Keep the check as set aside, and tidy its open card away."""
        current = self.progress.current
        self.save(replace(self.progress, current=None), "abandoned")
        self.tidy_parent()
        if current is not None:
            self.close_card(current)

    def set_aside_offers(self) -> None:
        """Take back the offer of a newer check of this kind, since this one goes on."""
        unit = self.unit
        for row in checks.unfinished(unit.connection, unit.workspace, unit.user_id, self.row.kind):
            if row.id != self.row.id:
                Held(unit, row, self.check).abandon()

    def refuse_old(self) -> None:
        """Let nothing change a check that is over.

        Raises:
            Stale: it was set aside, or a newer one counts.
        """
        if self.row.state == "abandoned":
            raise Stale(SET_ASIDE)
        if self.row.state == "finished" and not checks.is_latest(self.unit.connection, self.row):
            raise Stale(OLDER_CHECK)


def tell_home(unit: Unit, after: timedelta = A_REST) -> None:
    """Let Home say what is so now: once answers and notes that follow each other have had a rest.

    Whoever has never opened Home has none that could be wrong.
    """
    if unit.person.home_digest is not None:
        refresh_home(unit, after)


def hold(services: Services, unit: Unit, check_id: str) -> Held:
    """Load a check of the person who acts.

    Raises:
        Denied: there is none, or it is somebody else's.
    """
    row = checks.load(unit.connection, unit.workspace, check_id)
    if row is None:
        raise Denied
    unit.own(row.user_id)
    return Held(unit, row, contents.of_check(unit.connection, services.catalog, unit.workspace, row.content, row.kind))


def _same_reminder(before: CheckRow, after: CheckRow) -> bool:
    """Tell whether whoever leaves the check now is reminded as if they had left it at the save before.

    A date begins on a quarter of an hour, whatever the zone: within one it is the same day. Most answers come so soon
    after each other, and a reminder that stays costs nothing then.
    """
    quarters = {int(row.touched_at.timestamp()) // QUARTER for row in (before, after)}
    return len(quarters) == 1 and _begun(before) == _begun(after)


def _begun(row: CheckRow) -> bool:
    return row.state in ("open", "paused")
