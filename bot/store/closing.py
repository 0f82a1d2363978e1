"""What a close reads: which teams have one, and how things stood at its end.

What somebody is to a team has a beginning and an end, so a close that is late finds what was so on its day. Whether
somebody is still with the company and agrees has no history: that is asked as of now.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, or_, select, update

from advice.quarters import Close
from advice.result import Answers
from bot.store.tables import answers, checks, memberships, primaries, results, teams, viewers
from bot.store.teams import COLUMNS, Team, read

SET = "set"  # the check that summaries are made of


@dataclass(frozen=True)
class Reader:
    """Somebody who may read a team's summaries, or could: from when until when (UTC instants)."""

    user_id: str
    since: datetime
    until: datetime | None

    def at(self, end: datetime) -> bool:
        """Tell whether they could right before an instant."""
        return self.since < end and (self.until is None or self.until >= end)


class Finished(NamedTuple):
    """That somebody finished these sections of the check, together, at a UTC instant."""

    user_id: str
    at: datetime
    sections: Sequence[str]


_CLICKED = itemgetter(3)  # of a row of answers: when it was clicked, as Slack says

# Made once, here and below: making a statement takes longer than running it.
_TEAM = and_(teams.c.workspace == bindparam("of_workspace"), teams.c.id == bindparam("of_team"))
_CLOSES = and_(_TEAM, teams.c.next_on == bindparam("seen"), teams.c.dissolved_at.is_(None))
_LATER = and_(teams.c.next_on == bindparam("after_on"), teams.c.id > bindparam("after_team"))
_DUE = (
    select(*COLUMNS)
    .where(teams.c.workspace == bindparam("of_workspace"), teams.c.dissolved_at.is_(None))
    .where(teams.c.next_on < bindparam("today"), or_(teams.c.next_on > bindparam("after_on"), _LATER))
    .order_by(teams.c.next_on, teams.c.id)
    .limit(bindparam("most"))
)
_FIRST = select(func.min(teams.c.next_on)).where(
    teams.c.workspace == bindparam("of_workspace"), teams.c.dissolved_at.is_(None)
)
# Rows that refer to the team may be added meanwhile; whoever renames or dissolves it waits for the close.
_HOLD = select(*COLUMNS).where(_CLOSES).with_for_update(key_share=True)
_CLOSED = update(teams).where(_CLOSES)
_MEMBERS = (
    select(memberships.c.user_id, memberships.c.joined_at)
    .where(memberships.c.workspace == bindparam("of_workspace"), memberships.c.team_id == bindparam("of_team"))
    .where(memberships.c.joined_at < bindparam("end"))
    .where(or_(memberships.c.left_at.is_(None), memberships.c.left_at >= bindparam("end")))
    .order_by(memberships.c.user_id)
)
_READERS = (
    select(viewers.c.user_id, viewers.c.since, viewers.c.until)
    .where(viewers.c.workspace == bindparam("of_workspace"), viewers.c.team_id == bindparam("of_team"))
    .order_by(viewers.c.user_id)
)
_PRIMARIES = (
    select(primaries.c.user_id, primaries.c.team_id)
    .where(primaries.c.workspace == bindparam("of_workspace"), primaries.c.since < bindparam("end"))
    .where(primaries.c.user_id.in_(bindparam("people", expanding=True)))
    .order_by(primaries.c.since)
)
_FINISHED = (
    select(results.c.user_id, results.c.finished_at, results.c.snapshot["sections"])
    .join(checks, and_(checks.c.workspace == results.c.workspace, checks.c.id == results.c.check_id))
    .where(results.c.workspace == bindparam("of_workspace"), checks.c.kind == SET, results.c.number == 1)
    .where(results.c.user_id.in_(bindparam("people", expanding=True)))
    .where(results.c.finished_at >= bindparam("since"), results.c.finished_at < bindparam("end"))
)
_ANSWERS = (
    select(answers.c.user_id, answers.c.question, answers.c.choice, answers.c.action_ts)
    .join(checks, and_(checks.c.workspace == answers.c.workspace, checks.c.id == answers.c.check_id))
    .where(answers.c.workspace == bindparam("of_workspace"), checks.c.kind == SET)
    .where(answers.c.user_id.in_(bindparam("people", expanding=True)))
    .where(answers.c.at >= bindparam("since"), answers.c.at < bindparam("end"))
    .order_by(answers.c.at, answers.c.id)
)


def due(
    connection: Connection, workspace: str, today: date, *, after: tuple[date, str] = (date.min, ""), most: int
) -> Sequence[Team]:
    """Return teams with a close that is over, those whose close is oldest first.

    Args:
        connection: to read with.
        workspace: of the teams.
        today: the organisation's date.
        after: only what comes after this close and team.
        most: so many at most.
    """
    named = {"of_workspace": workspace, "today": today, "after_on": after[0], "after_team": after[1], "most": most}
    return [read(row) for row in connection.execute(_DUE, named)]


def first_day(connection: Connection, workspace: str) -> date | None:
    """Return the last day that counts for the next close of any team."""
    found: date | None = connection.execute(_FIRST, {"of_workspace": workspace}).scalar_one()
    return found


def hold(connection: Connection, team: Team) -> Team | None:
    """Return the team as it is now, for oneself to the end of the transaction; None: that close is another's, or none.

    The team's next close is what `team` says, so nobody else has closed it.
    """
    row = connection.execute(_HOLD, _of(team)).one_or_none()
    return None if row is None else read(row)


def move_on(connection: Connection, team: Team, close: Close, *, released: bool, next_on: date) -> None:
    """Write down that a held team was closed, and when it closes next; `released`: whether it ever had a summary."""
    period = {"period_first": close.period.first, "period_last": close.period.last}
    values = {"closed_on": close.on, **period, "released": released, "next_on": next_on}
    connection.execute(_CLOSED, {**values, **_of(team)})


def members(connection: Connection, team: Team, end: datetime) -> Mapping[str, datetime]:
    """Return who belonged to a team right before an instant, and since when (UTC instants)."""
    found = connection.execute(_MEMBERS, {"of_workspace": team.workspace, "of_team": team.id, "end": end})
    return {row.user_id: row.joined_at for row in found}


def readers(connection: Connection, team: Team) -> Sequence[Reader]:
    """Return everybody who ever could read a team's summaries; somebody may be there several times."""
    return [Reader(*row) for row in connection.execute(_READERS, {"of_workspace": team.workspace, "of_team": team.id})]


def primary_teams(connection: Connection, workspace: str, who: Collection[str], end: datetime) -> Mapping[str, str]:
    """Return in which team each of these people counted right before an instant (UTC)."""
    found = connection.execute(_PRIMARIES, _until(workspace, who, end))
    return {row.user_id: row.team_id for row in found}


def finished(
    connection: Connection, workspace: str, who: Collection[str], since: datetime, end: datetime
) -> Sequence[Finished]:
    """Return who of them finished what of the check from `since` on and before `end` (UTC instants)."""
    return [Finished(*row) for row in connection.execute(_FINISHED, _until(workspace, who, end, since=since))]


def answered(
    connection: Connection, workspace: str, who: Collection[str], since: datetime, end: datetime
) -> Mapping[str, Answers]:
    """Return their latest answer to each question of the check from `since` on and before `end` (UTC instants).

    As in the check itself the newest click counts, in whatever order clicks arrive, and whatever our clock says.
    """
    rows = connection.execute(_ANSWERS, _until(workspace, who, end, since=since)).all()
    latest: dict[str, dict[str, str | None]] = {user_id: {} for user_id in who}
    for user_id, question, choice, _ in sorted(rows, key=_CLICKED):
        latest[user_id][question] = choice
    return latest


def _of(team: Team) -> dict[str, object]:
    return {"of_workspace": team.workspace, "of_team": team.id, "seen": team.next_on}


def _until(workspace: str, who: Collection[str], end: datetime, **more: datetime) -> dict[str, object]:
    return {"of_workspace": workspace, "people": sorted(who), "end": end, **more}
