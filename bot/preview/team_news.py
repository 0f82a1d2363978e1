"""Previews of news of a team: a summary is there or not, somebody else leads it or reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from advice.quarters import Close, period_of
from bot.features.team.news import TEAM, closed
from bot.preview.stage import NOW, WORKSPACE, Cast, Drawn, Stage
from bot.preview.words import Told, hostile
from bot.store import memberships, occasions, summaries, teams
from bot.store.summaries import Summary
from bot.store.tables.teaming import LONGEST_NAME
from bot.store.teams import Team

CLOSED, NEXT = date(2026, 9, 30), date(2026, 12, 31)
MANY = 40  # who may read beside the lead


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything that people of a team are told of it."""
    worst = told.name == "worst"
    lead, member, reader = cast(), cast(), cast()
    others = [f"U0READER{number}" for number in range(MANY if worst else 1)]
    team = _team(lead, hostile(LONGEST_NAME) if worst else "Platform", [reader.user_id, *others])
    memberships.join(member.connection, WORKSPACE, team.id, member.user_id, NOW)
    for body, news in (("{}", "a summary"), (None, "none this time")):
        summary = _summary(lead, team, body)
        for stage, who in ((lead, "lead"), (member, "member")):
            yield _told(stage, closed(summary), f"{news}, to a {who}")
    for change, news in (("lead", "another lead"), ("readers", "other readers")):
        for stage, who in ((member, "a member"), (lead if change == "lead" else reader, "themselves")):
            yield _told(stage, f"{change}:{team.id}:{stage.new_id()}", f"{news}, to {who}")


def _team(lead: Stage, name: str, readers: Sequence[str]) -> Team:
    team = Team(WORKSPACE, lead.new_id(), name, CLOSED, CLOSED, None, released=False)
    first = Close(NEXT, period_of(NEXT, 3))
    teams.create(lead.connection, workspace=WORKSPACE, id=team.id, name=name, on=CLOSED, first=first, now=NOW)
    teams.let_read(lead.connection, team, lead.user_id, NOW, leads=True)
    for reader in readers:
        teams.let_read(lead.connection, team, reader, NOW)
    return team


def _summary(stage: Stage, team: Team, body: str | None) -> Summary:
    """Keep what was told of a team; none this time comes after a summary."""
    on = CLOSED if body else NEXT
    made = Summary(WORKSPACE, stage.new_id(), team.id, on, period_of(on, 3).first, body, NOW)
    summaries.add(stage.connection, made)
    return made


def _told(stage: Stage, about: str, case: str) -> Drawn:
    occasion, row = stage.new_id(), stage.new_id()
    here = (stage.connection, WORKSPACE)
    occasions.add_for_all(*here, [(stage.user_id, occasion)], kind=TEAM, about=about, due_on=NOW.date(), now=NOW)
    found = occasions.load(*here, occasion)
    if found is not None:
        occasions.queue(stage.connection, found, row)
    return Drawn("nudge.told", stage.draw("nudge.told", occasions=[occasion], asked=True), case)
