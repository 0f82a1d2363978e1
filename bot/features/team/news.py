"""News of a team, for its people: a summary is there, or none this time; somebody else leads it or reads it.

An occasion says what happened, and to which team; the words are made of what is so when it is told. A summary is
told once, its absence once until there is one again, a change of who reads each time.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from advice.zones import zone
from bot.features.team import news_view as view
from bot.runtime.drawing import Drawing
from bot.runtime.ids import Ids
from bot.runtime.said import Said
from bot.runtime.services import Services
from bot.runtime.telling import Teller
from bot.runtime.unit import Unit
from bot.store import memberships, occasions, people, summaries, teams, ties
from bot.store.occasions import Occasion
from bot.store.summaries import Summary

TEAM = "team"
READS = frozenset({"lead", "viewer"})
CONCERNED = READS | {"member"}
Change = Literal["lead", "readers"]


class _News(NamedTuple):
    """What an occasion is about: `closed` and its day, `none` and its period's first day, `lead` or `readers`."""

    what: str
    team: str
    which: str


def closed(summary: Summary) -> str:
    """Return what an occasion is about that tells of a close."""
    if summary.body is not None:
        return f"closed:{summary.team_id}:{summary.closed_on.isoformat()}"
    return f"none:{summary.team_id}:{summary.period_first.isoformat()}"


def is_news(made: Summary, before: Summary | None) -> bool:
    """Tell whether a close is worth a message: that there is no summary is said once, and not every quarter again.

    `before`: what was told at the team's close before, if there was one.
    """
    return made.body is not None or before is None or before.body is not None


def tell_members(services: Services, unit: Unit, team_id: str, change: Change) -> None:
    """Let everybody in a team hear that somebody else leads it (`lead`), or may read its summaries, or not (`readers`).

    Whoever leads or reads it since this moment hears of it too, where we know them. Whoever did it is not told.
    """
    members = memberships.members_of(unit.connection, unit.workspace, team_id)
    readers = teams.viewers_of(unit.connection, unit.workspace, team_id)
    concerned = {*members, *(one.user_id for one in readers if one.since == unit.now)}
    known = people.keep_from_erasure(unit.connection, unit.workspace, concerned).keys() - {unit.user_id}
    about, tz = f"{change}:{team_id}:{unit.new_id()}", zone(services.telling.zone)
    tell_all(unit.connection, services.ids, known, about, workspace=unit.workspace, now=unit.now, tz=tz)


def tell_all(
    connection: Connection,
    ids: Ids,
    whom: Collection[str],
    about: str,
    *,
    workspace: str,
    now: datetime,
    tz: ZoneInfo,
) -> None:
    """Write down what `whom` are to hear of a team; `tz` is the organisation's zone."""
    rows = [(user_id, ids.new(now)) for user_id in sorted(whom)]
    due_on = now.astimezone(tz).date()
    occasions.add_for_all(connection, workspace, rows, kind=TEAM, about=about, due_on=due_on, now=now)


def still(drawing: Drawing, occasion: Occasion) -> str | None:
    """Say why it need not be told any more, if so."""
    news = _read(occasion)
    if teams.load(drawing.connection, drawing.workspace, news.team) is None:
        return "no such team any more"
    if not ties.of(drawing.connection, drawing.workspace, news.team, drawing.user_id) & CONCERNED:
        return "nothing to the team any more"
    if news.what in ("closed", "none"):
        return _passed(drawing, news)
    if news.what == "lead" and _lead(drawing, news.team) is None:
        return "nobody leads it"
    waiting = occasions.waiting(drawing.connection, drawing.workspace, drawing.user_id)
    newer = [one for one in waiting if one.kind == TEAM and one.id > occasion.id]
    return "changed again" if any(_read(one)[:2] == news[:2] for one in newer) else None


def tell(drawing: Drawing, occasion: Occasion) -> Said:
    """Draw it.

    Raises:
        LookupError: there is no such team (any more).
    """
    news = _read(occasion)
    team = teams.load(drawing.connection, drawing.workspace, news.team)
    if team is None:
        raise LookupError(f"no team for {occasion.id}")
    own = ties.of(drawing.connection, drawing.workspace, team.id, drawing.user_id)
    match news.what:
        case "closed":
            day = date.fromisoformat(news.which)
            return view.there(team.name, day, team.id, occasion.id, reads=bool(own & READS))
        case "none":
            return view.none_this_time(team.name, team.next_on, occasion.id)
        case "lead":
            lead = _lead(drawing, team.id) or ""
            return view.leads(team.name, lead, occasion.id, you=lead == drawing.user_id)
        case _:
            readers = [one.user_id for one in teams.viewers_of(drawing.connection, drawing.workspace, team.id)]
            return view.reads(team.name, readers, occasion.id, you=bool(own & READS))


TELLERS = {TEAM: Teller(tell, still, without_consent=True)}


def _read(occasion: Occasion) -> _News:
    return _News(*occasion.about.split(":", 2))


def _passed(drawing: Drawing, news: _News) -> str | None:
    """Say what has taken the place of a close, if anything: a newer summary, or a newer period without one."""
    newest = summaries.newest(drawing.connection, drawing.workspace, news.team)
    if newest is None or closed(newest) == f"{news.what}:{news.team}:{news.which}":
        return None
    return "a newer one" if newest.body is not None or news.what == "none" else None


def _lead(drawing: Drawing, team_id: str) -> str | None:
    lead = teams.lead_of(teams.viewers_of(drawing.connection, drawing.workspace, team_id))
    return lead.user_id if lead else None
