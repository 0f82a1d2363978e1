"""The close of a team: what may be shown of it is worked out once, written down for ever, and its people hear of it.

Each close is one transaction, so whatever breaks in it has not happened, and no noise of it was seen. It may be run at
any time, twice, and by several processes at once: each begins with the oldest close and waits for whoever is at it, so
the order is the same everywhere. It matters, because who was counted in one is left out of those after it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection

from advice.disclosure import disclose
from advice.noise import fair_bits, noise
from advice.quarters import Close, next_close
from advice.terms import HALF_YEARLY, QUARTERLY
from advice.zones import zone
from bot.features.team.counting import counted, end_of
from bot.features.team.news import closed, is_news, tell_all
from bot.runtime.services import Services
from bot.store import closing, ledger, people, summaries
from bot.store.engine import DatabaseBusy
from bot.store.summaries import Summary
from bot.store.teams import Team

SETTLING = timedelta(minutes=1)  # after a day's end: by then all that was clicked on it is kept
AT_ONCE = 100  # teams found with one look
MOST = 1000  # closes of one run; the next run goes on

log = structlog.get_logger(__name__)


def due_at(day: date, tz: ZoneInfo) -> datetime:
    """Return the UTC instant from which on a close is done, by the last day that counts for it."""
    return end_of(day, tz) + SETTLING


@dataclass(frozen=True)
class Closer:
    """Closes the teams of one workspace. `chance` returns so many random bytes: the system's own, but in tests."""

    services: Services
    workspace: str
    chance: Callable[[int], bytes] = os.urandom

    def close_due(self) -> int:
        """Do every close whose day is over, the oldest first; returns how many were done.

        A team that cannot be closed is logged, and the others go on; it is tried again at the next run.

        Raises:
            DatabaseBusy: what was closed before is kept; the next run goes on.
        """
        done = tried = 0
        after = (date.min, "")
        while tried < MOST and (found := self._due(after)):
            for team in (team for team in found if team.next_on == found[0].next_on):
                after = (team.next_on, team.id)
                tried += 1
                done += self._did(team)
        if done:
            log.info("team.closed", rows=done)
        return done

    @property
    def _tz(self) -> ZoneInfo:
        return zone(self.services.telling.zone)

    def _today(self) -> date:
        """Return the organisation's date, a moment late."""
        return (self.services.clock.now() - SETTLING).astimezone(self._tz).date()

    def _due(self, after: tuple[date, str]) -> Sequence[Team]:
        with self.services.database.reading() as connection:
            return closing.due(connection, self.workspace, self._today(), after=after, most=AT_ONCE)

    def _did(self, team: Team) -> bool:
        try:
            with self.services.database.writing() as connection:
                return self._close(connection, team)
        except DatabaseBusy:
            raise
        except Exception:  # the boundary of one close: a broken one must not keep all teams after it from theirs
            log.exception("team.close_broken", row=team.id)
            return False

    def _close(self, connection: Connection, seen: Team) -> bool:
        """Do the close that a team was seen to have; False where it has it no more."""
        team = closing.hold(connection, seen)
        if team is None:
            return False
        services, now = self.services, self.services.clock.now()
        close = planned(team, services.terms.months)
        end = end_of(close.on, self._tz)
        members, readers = closing.members(connection, team, end), closing.readers(connection, team)
        both = {*members, *(reader.user_id for reader in readers)}
        known = people.keep_from_erasure(connection, self.workspace, both)
        check = services.builtin.rated(closing.SET)
        those = counted(
            connection,
            team,
            close,
            self._tz,
            members=members,
            active=known,
            readers=frozenset(reader.user_id for reader in readers if reader.at(end)),
            sections=[section.id for section in check.sections],
        )
        release = disclose(
            check,
            list(those.values()),
            noise(fair_bits(self.chance), services.terms.epsilon),
            closed_on=close.on,
            cite=services.builtin.cite,
            terms=services.terms,
        )
        body = release.written() if release else None
        made = Summary(self.workspace, services.ids.new(now), team.id, close.on, close.period.first, body, now)
        before = summaries.newest(connection, self.workspace, team.id)
        summaries.add(connection, made)
        if release:
            ledger.write(connection, self.workspace, team.id, those, close.period.quarters)
        released = team.released or release is not None
        following = next_close(team.created_on, close, released=released, months=services.terms.months)
        closing.move_on(connection, team, close, released=released, next_on=following.on)
        if is_news(made, before):
            concerned = {*members, *(reader.user_id for reader in readers if reader.until is None)} & known.keys()
            tell_all(connection, services.ids, concerned, closed(made), workspace=self.workspace, now=now, tz=self._tz)
        return True


def planned(team: Team, months: int) -> Close:
    """Return the next close of a team, as it was planned.

    The terms of now decide where both lengths of a period close on that day; a change of terms counts from the close
    after it on.

    Args:
        team: whose.
        months: how long a period is now, 3 or 6.

    Raises:
        ValueError: no close of this team is on that day.
    """
    for length in (months, QUARTERLY, HALF_YEARLY):
        close = next_close(team.created_on, team.last, released=team.released, months=length)
        if close.on == team.next_on:
            return close
    raise ValueError(f"no period of the team ends on {team.next_on}")
