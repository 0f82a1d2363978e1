"""Who counts in a close, and with which answers: how things stood at its end, made of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from advice.counted import Member, finished_whole, group
from advice.quarters import Close, counted_since
from advice.result import Answers
from advice.zones import first_instant
from bot.store import closing, ledger
from bot.store.teams import Team

A_DAY = timedelta(days=1)


def end_of(day: date, tz: ZoneInfo) -> datetime:
    """Return the UTC instant at which a day of the organisation is over."""
    return first_instant(day + A_DAY, 0, tz)


def counted(
    connection: Connection,
    team: Team,
    close: Close,
    tz: ZoneInfo,
    *,
    members: Mapping[str, datetime],
    active: Mapping[str, bool],
    readers: frozenset[str],
    sections: Sequence[str],
) -> Mapping[str, Answers]:
    """Return the answers of everybody who counts, by their user id.

    Args:
        connection: of the transaction that closes.
        team: held.
        close: which one it is.
        tz: the organisation's zone.
        members: who belonged to the team at the close, and since when (UTC instants).
        active: who of them is known, and whether they are still here and agree.
        readers: who could read the summary at the close.
        sections: what a check has to have been finished in, to be all of it.
    """
    workspace, since, end = team.workspace, first_instant(counted_since(close), 0, tz), end_of(close.on, tz)
    twice = ledger.counted(connection, workspace, members, close.period.quarters)
    who = [user_id for user_id in members if user_id not in twice]
    primary = closing.primary_teams(connection, workspace, who, end)
    finished: dict[str, list[tuple[date, Sequence[str]]]] = defaultdict(list)
    for user_id, at, parts in closing.finished(connection, workspace, who, since, end):
        finished[user_id].append((at.astimezone(tz).date(), parts))
    answers = closing.answered(connection, workspace, who, since, end)
    found: dict[str, Answers] = {}
    for user_id in who:
        whole = finished_whole(finished[user_id], sections)
        member = Member(
            joined_on=members[user_id].astimezone(tz).date(),
            primary=primary.get(user_id) == team.id,
            viewer=user_id in readers,
            active=active.get(user_id, False),
            finished_on=[whole] if whole else [],
            answers=answers[user_id],
        )
        found.update((user_id, latest) for latest in group([member], close))
    return found
