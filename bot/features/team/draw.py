"""From rows of the outbox to somebody's teams, and to what is answered, by what is true when it is sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.features.team import answer_view as view
from bot.features.team import team_view
from bot.features.team.team_view import MOST_OPEN, ON_A_CARD, Entry, Open
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import invitations, memberships, people, primaries, teams
from bot.store.teams import Team

GONE = Silence("gone")


def card(drawing: Drawing) -> Outgoing:
    """Draw somebody's teams, from a number of them on: what is not shown is not looked up."""
    mine = _Mine.of(drawing)
    first = drawing.ids.get("first", 0)
    shown = list(_entries(drawing, mine, list(mine.every.values())[first : first + ON_A_CARD]))
    more = first + ON_A_CARD if len(mine.every) > first + ON_A_CARD else 0
    opens = () if more else list(_opens(drawing, mine.every))[-MOST_OPEN:]
    drawn = team_view.card(shown, opens, more=more, may_create=drawing.ids["may_create"])
    return Outgoing(drawn, thread_ts=drawing.ids.get("thread_ts") or None)


def made(drawing: Drawing) -> Outgoing | Silence:
    """Draw that there is a new team."""
    team, ids = _team(drawing), drawing.ids
    if team is None:
        return GONE
    return Outgoing(
        view.made(
            team.name, team.id, invited=ids["invited"], group=ids["group"], needed=ids["people"], closes=team.next_on
        )
    )


def invited(drawing: Drawing) -> Outgoing | Silence:
    """Draw that people are invited."""
    team, ids = _team(drawing), drawing.ids
    if team is None:
        return GONE
    how = {"count": ids["invited"], "needed": ids["people"]}
    return Outgoing(view.invited(team.name, team.id, **how, closes=team.next_on, first=not team.released))


def group_invited(drawing: Drawing) -> Outgoing | Silence:
    """Draw that a user group is invited."""
    team, ids = _team(drawing), drawing.ids
    if team is None:
        return GONE
    on = date.fromisoformat(ids["on"]) if ids["on"] else None
    drawn = view.group_invited(team.name, count=ids["invited"], left=ids["left"], on=on, read=ids["read"])
    return Outgoing(drawn)


def renamed(drawing: Drawing) -> Outgoing | Silence:
    """Draw that a team has another name."""
    team = _team(drawing)
    return Outgoing(view.renamed(team.name)) if team else GONE


def readers(drawing: Drawing) -> Outgoing | Silence:
    """Draw who may read beside the lead."""
    team = _team(drawing)
    if team is None:
        return GONE
    now = teams.viewers_of(drawing.connection, drawing.workspace, team.id)
    return Outgoing(view.readers(team.name, [one.user_id for one in now if not one.leads]))


def handed_over(drawing: Drawing) -> Outgoing | Silence:
    """Draw what came of handing a team over."""
    team, may_lead = _team(drawing), drawing.ids["may_lead"]
    if team is None:
        return GONE
    lead = teams.lead_of(teams.viewers_of(drawing.connection, drawing.workspace, team.id))
    leads = lead.user_id if lead else None  # looked up here: a row of one person names no other
    return Outgoing(view.handed_over(team.name, leads, may_lead=may_lead))


def taken_over(drawing: Drawing) -> Outgoing | Silence:
    """Draw that somebody leads a team that nobody led."""
    team = _team(drawing)
    return Outgoing(view.taken_over(team.name)) if team else GONE


def dissolved(_drawing: Drawing) -> Outgoing:
    """Draw that a team is no more."""
    return Outgoing(view.dissolved())


def left(drawing: Drawing) -> Outgoing | Silence:
    """Draw that somebody left a team."""
    team = _team(drawing)
    if team is None:
        return GONE
    here = (drawing.connection, drawing.workspace, drawing.user_id)
    others = memberships.teams_of(*here)
    return Outgoing(view.left(team.name, counts_nowhere=bool(others) and primaries.primary_of(*here) not in others))


def counted_here(drawing: Drawing) -> Outgoing | Silence:
    """Draw that somebody counts in another of their teams."""
    team = _team(drawing)
    return Outgoing(view.counted_here(team.name, team.next_on)) if team else GONE


def _team(drawing: Drawing) -> Team | None:
    return teams.load(drawing.connection, drawing.workspace, drawing.ids["team"])


@dataclass(frozen=True)
class _Mine:
    """The teams that somebody leads, reads and belongs to, by their ids, and in which one they count."""

    led: Mapping[str, Team]
    read: Mapping[str, Team]
    own: Mapping[str, Team]
    primary: str | None

    @classmethod
    def of(cls, drawing: Drawing) -> _Mine:
        here = (drawing.connection, drawing.workspace, drawing.user_id)
        led, read, own = (
            {team.id: team for team in found(*here)} for found in (teams.led_by, teams.read_by, teams.belonged_to)
        )
        return cls(led, read, own, primaries.primary_of(*here) if own else None)

    @property
    def every(self) -> Mapping[str, Team]:
        """All of them, those they lead first, then those they read."""
        return {**self.led, **self.read, **self.own}


def _entries(drawing: Drawing, mine: _Mine, shown: Sequence[Team]) -> Iterator[Entry]:
    """Yield what somebody is to each of these teams."""
    here = (drawing.connection, drawing.workspace)
    readers_of = teams.viewers_of_each(*here, [team.id for team in shown]) if shown else {}
    for team in shown:
        readers, leads, belongs = readers_of[team.id], team.id in mine.led, team.id in mine.own
        lead = teams.lead_of(readers)
        person = people.find(*here, lead.user_id) if lead else None
        yield Entry(
            team.id,
            team.name,
            team.next_on,
            leads=leads,
            reads=team.id in mine.read and not leads,
            belongs=belongs,
            counts=belongs and mine.primary == team.id,
            elsewhere=belongs and mine.primary != team.id and mine.primary in mine.own,
            lead=person.user_id if person and person.active else None,
            others=[one.user_id for one in readers if not one.leads and one.user_id != drawing.user_id],
            invited=invitations.invited_since(*here, team.id, lead.since) if leads and lead else (),
        )


def _opens(drawing: Drawing, own: Collection[str]) -> Iterator[Open]:
    """Yield the teams that somebody may join: they were invited, and are nothing to them (any more)."""
    here = (drawing.connection, drawing.workspace)
    for occasion, team_id in invitations.open_to(*here, drawing.user_id):
        team = teams.load(*here, team_id)
        lead = teams.lead_of(teams.viewers_of(*here, team_id))
        if team is not None and lead is not None and team.id not in own:
            yield Open(occasion, team.name, lead.user_id)
