"""From what is seen to what operators are told: each trouble once, however many processes and restarts it outlives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bot.features.alert.watch import Queue, Sight, Watch
from bot.runtime.errors import SlackError, SlackRefused
from bot.runtime.heartbeat import Gap
from bot.runtime.services import Services
from bot.store import backlog, episodes, outbox, people
from bot.store.episodes import Episode

LOOK_EVERY = timedelta(minutes=1)
AWAY_TOLD = timedelta(hours=1)  # a shorter silence heals unnoticed
UNWRITTEN_TOLD = timedelta(minutes=2)
OVERDUE = timedelta(minutes=15)
A_DAY = timedelta(days=1)
KEPT = timedelta(days=30)
SCARCE, ENOUGH = 200, 400  # MB of disk; between the two nothing changes
AFTERWARDS = frozenset({"away", "stopped", "database"})  # while they last nobody can be told

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Operators:
    """Who is told.

    Args:
        workspace: where they are.
        user_ids: theirs.
        acquaint: keeps a row for somebody we have not met; False where they are no full member. Raises SlackError.
    """

    workspace: str
    user_ids: Sequence[str]
    acquaint: Callable[[str], bool]


def look(services: Services, operators: Operators, watch: Watch) -> None:
    """Look around, note what begins and ends, and tell the operators.

    Raises:
        DatabaseBusy: nothing was noted; the next look sees it again.
    """
    sight, now = watch.look(), services.clock.now()
    with services.database.writing() as connection:
        _note(connection, operators.workspace, sight, watch.queue, now)
        ripe = _ripe(connection, operators.workspace)
    if ripe:
        _tell(services, operators, ripe)


def _note(connection: Connection, workspace: str, sight: Sight, queue: Queue, now: datetime) -> None:
    noted = _Noted(connection, workspace, now)
    episodes.take_turn(connection, workspace)
    sending = people.may_send(connection, workspace)
    noted.lasts("away", sight.away, {})
    if sight.gap is not None:
        noted.unwritten(sight.gap)
    if sight.free is not None:
        noted.lasts("disk", sight.free < SCARCE, {"megabytes": sight.free}, over=sight.free > ENOUGH)
    noted.refused()
    waiting, oldest = backlog.overdue(connection, workspace, now - OVERDUE)
    stubborn = queue.grows(waiting) and sending and not sight.away
    minutes = 0 if oldest is None else int((now - oldest).total_seconds() / 60)
    noted.lasts("backlog", stubborn, {"waiting": waiting, "minutes": minutes}, over=waiting == 0)
    episodes.forget(connection, workspace, now - KEPT)


@dataclass(frozen=True)
class _Noted:
    """Episodes as one look leaves them."""

    connection: Connection
    workspace: str
    now: datetime

    def lasts(self, kind: str, there: bool, facts: dict[str, int], *, over: bool = True) -> None:
        """Begin an episode where the trouble is `there`; end it where it is not and is really `over`."""
        if there:
            if episodes.begin(self.connection, self.workspace, kind, self.now, facts):
                log.warning("alert.began", kind=kind)
        elif over and episodes.end(self.connection, self.workspace, kind, self.now):
            log.info("alert.over", kind=kind)

    def unwritten(self, gap: Gap) -> None:
        """Note that the database could not be written, unless this gap, or one beside it, is noted."""
        if gap.until - gap.since < UNWRITTEN_TOLD or self.now - gap.until > A_DAY:
            return
        known = episodes.since(self.connection, self.workspace, "database", gap.since - A_DAY)
        if any(episode.over_at is not None and episode.over_at >= gap.since for episode in known):
            return
        facts = {"code": gap.code}
        episodes.note(self.connection, self.workspace, "database", gap.since, gap.until, facts=facts)
        log.warning("alert.began", kind="database")

    def refused(self) -> None:
        """Note what Slack refused and what could not be drawn, each at most once a day (a view by its name)."""
        yesterday = self.now - A_DAY
        codes = backlog.refused(self.connection, self.workspace, yesterday)
        codes.pop(backlog.VIEW_BROKEN, None)
        if codes and not episodes.since(self.connection, self.workspace, "refused", yesterday):
            self._once("refused", {"codes": codes})
        told = {e.facts["view"] for e in episodes.since(self.connection, self.workspace, "broken", yesterday)}
        for view, row in backlog.broken(self.connection, self.workspace, yesterday).items():
            if view not in told:
                self._once("broken", {"view": view, "row": row})

    def _once(self, kind: str, facts: dict[str, object]) -> None:
        episodes.note(self.connection, self.workspace, kind, self.now, self.now, facts=facts)
        log.warning("alert.began", kind=kind)


def _ripe(connection: Connection, workspace: str) -> list[Episode]:
    """Return what is to be told now; of what heals unnoticed nobody is told."""
    waiting = [
        episode
        for episode in episodes.untold(connection, workspace)
        if episode.over_at is not None or episode.kind not in AFTERWARDS
    ]
    for episode in waiting:
        if _heals_unnoticed(episode):
            episodes.told(connection, workspace, episode.id, episode.began_at)
    return [episode for episode in waiting if not _heals_unnoticed(episode)]


def _heals_unnoticed(episode: Episode) -> bool:
    over = episode.over_at
    return episode.kind == "away" and over is not None and over - episode.began_at < AWAY_TOLD


def _tell(services: Services, operators: Operators, ripe: Sequence[Episode]) -> None:
    """Put an alert for each operator into the outbox: all at once, or at the next look where Slack is not there."""
    try:
        reached = [user_id for user_id in operators.user_ids if _met(services, operators, user_id)]
    except SlackError as error:
        log.info("alert.later", code=error.code)
        return
    now = services.clock.now()
    with services.database.writing() as connection:
        for episode in ripe:
            for user_id in reached:
                _put(services, connection, episode, user_id, now)
            episodes.told(connection, episode.workspace, episode.id, now)
    services.outbox.wake()


def _met(services: Services, operators: Operators, user_id: str) -> bool:
    """Tell whether somebody can be written to; whoever has never met the bot is met now."""
    with services.database.reading() as connection:
        person = people.find(connection, operators.workspace, user_id)
    if person is not None:
        return person.active
    try:
        if operators.acquaint(user_id):
            return True
    except SlackRefused as error:
        log.warning("alert.operator_unknown", code=error.code)
        return False
    log.warning("alert.operator_unknown", code="not_a_full_member")
    return False


def _put(services: Services, connection: Connection, episode: Episode, user_id: str, now: datetime) -> None:
    outbox.put(
        connection,
        workspace=episode.workspace,
        id=services.ids.new(now),
        user_id=user_id,
        verb="post",
        promise="unasked",
        view="alert.told",
        ids={"episode": episode.id},
        dedupe=f"alert:{episode.id}:{user_id}",
        coalesce=None,
        now=now,
        due_at=now,
    )
