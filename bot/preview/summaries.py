"""Previews of what lead, viewers and members see of a team's summary, and of who reads of whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import repeat

from advice.catalog import Catalog
from advice.disclosure import disclose
from advice.months import add_months
from advice.quarters import Close, Period
from advice.release import Release
from advice.terms import Terms
from bot.features.team.typed import MOST_VIEWERS
from bot.preview.stage import NOW, WORKSPACE, Cast, Drawn, Stage
from bot.preview.words import Told, hostile
from bot.store import closing, memberships, primaries, pulls, summaries, teams
from bot.store.summaries import Summary
from bot.store.tables.teaming import LONGEST_NAME
from bot.store.teams import Team

SIZES = {"sections": 6, "questions": 14, "many people": 30}
CLOSED = date(2026, 9, 30)
NAMES = {"ordinary": "Payments", "worst": hostile(LONGEST_NAME)}


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything about reading a summary."""
    yield from _summaries(cast(), told)
    yield from _several(cast(), told)
    yield from _members(cast, told)


def release(catalog: Catalog, people: int, told: Told, closed_on: date = CLOSED) -> Release:
    """Return what is told of made-up people, without noise: all of them say what is `told` of one, or "not yet".

    Raises:
        ValueError: they are too few.
    """
    check = catalog.rated("set")
    said = dict(zip((question.id for question in check.questions), told.choices, strict=False))
    group = [said if person % 3 else {} for person in range(people)]
    made = disclose(check, group, repeat(0), closed_on=closed_on, cite=catalog.cite, terms=Terms())
    if made is None:
        raise ValueError(f"{people} people are too few")
    return made


def _summaries(stage: Stage, told: Told) -> Iterator[Drawn]:
    team = _team(stage, told, leads=True)
    summary = ""
    for quarter, (variant, people) in enumerate(SIZES.items()):
        closed_on = add_months(CLOSED, -3 * quarter)
        summary = _close(stage, team, release(stage.catalog, people, told, closed_on))
        yield Drawn("team.summary", stage.draw("team.summary", summary=summary, may_copy=True), variant)
        plain = stage.without_charts("team.summary", summary=summary, may_copy=True)
        yield Drawn("team.summary", plain, f"{variant}, without charts")
    yield Drawn("team.summary", stage.draw("team.summary", summary=summary, may_copy=True))
    memberships.join(stage.connection, WORKSPACE, team.id, stage.user_id, NOW)
    yield Drawn("team.summary", stage.draw("team.summary", summary=summary, may_copy=False), "as a member reads it")
    memberships.leave(stage.connection, WORKSPACE, team.id, stage.user_id, NOW)
    yield Drawn("team.copied", stage.draw("team.copied", summary=summary))
    yield Drawn("team.earlier", stage.draw("team.earlier", team=team.id))
    yield Drawn("team.sent", stage.draw("team.sent"))
    yield Drawn("team.refused", stage.draw("team.refused"))
    yield Drawn("home.tab", stage.draw("home.tab"), "leads a team")
    if told.name == "worst":
        for quarter in range(40):
            _close(stage, team, release(stage.catalog, 6, told, add_months(date(2026, 6, 30), -3 * quarter - 60)))
        yield Drawn("team.earlier", stage.draw("team.earlier", team=team.id), "ten years")


def _several(stage: Stage, told: Told) -> Iterator[Drawn]:
    for _ in range(2 if told.name == "ordinary" else 50):
        _team(stage, told, leads=True)
    yield Drawn("team.summaries", stage.draw("team.summaries"))
    yield Drawn("team.who", stage.draw("team.who"), "reads several")
    yield Drawn("home.tab", stage.draw("home.tab"), "leads several teams")


def _members(cast: Cast, told: Told) -> Iterator[Drawn]:
    alone, new, member = cast(), cast(), cast()
    yield Drawn("team.who", alone.draw("team.who"), "in no team")
    belongs(new, told, pulled=0)
    yield Drawn("team.who", new.draw("team.who"), "nothing told yet")
    for _ in range(1 if told.name == "ordinary" else 8):
        belongs(member, told, pulled=3 if told.name == "ordinary" else 30)
    yield Drawn("team.who", member.draw("team.who"))
    yield Drawn("home.tab", member.draw("home.tab"), "in a team")


def belongs(stage: Stage, told: Told, *, pulled: int) -> None:
    """Let them be in a team that was read so often, the newest time by somebody who was erased since."""
    team = _team(stage, told, leads=False)
    memberships.join(stage.connection, WORKSPACE, team.id, stage.user_id, NOW)
    if primaries.primary_of(stage.connection, WORKSPACE, stage.user_id) is None:
        primaries.choose(stage.connection, WORKSPACE, stage.user_id, team.id, NOW)
    summary = _close(stage, team, release(stage.catalog, 6, told)) if pulled else ""
    for number in range(pulled):
        at = NOW - timedelta(days=number)
        of = {"team_id": team.id, "summary_id": summary, "user_id": f"U0READER{number % 4}"}
        pulls.note(stage.connection, workspace=WORKSPACE, id=stage.new_id(), at=at, **of)


def leads(stage: Stage, told: Told) -> Team:
    """Make a team that the person leads."""
    return _team(stage, told, leads=True)


def _team(stage: Stage, told: Told, *, leads: bool) -> Team:
    """Make a team that the person leads, or one of others."""
    team_id, first = stage.new_id(), Close(date(2026, 12, 31), Period(date(2026, 10, 1), date(2026, 12, 31)))
    name = NAMES[told.name]
    teams.create(
        stage.connection, workspace=WORKSPACE, id=team_id, name=name, on=date(2026, 1, 5), first=first, now=NOW
    )
    team = Team(WORKSPACE, team_id, name, date(2026, 1, 5), first.on, None, released=False)
    others = [f"U0READER{number}" for number in range(MOST_VIEWERS if told.name == "worst" else 1)]
    for at, reader in enumerate([stage.user_id if leads else "U0LEADER", *others]):
        teams.let_read(stage.connection, team, reader, NOW, leads=at == 0)
    return team


def _close(stage: Stage, team: Team, made: Release) -> str:
    first = add_months(made.closed_on.replace(day=1), -2)
    close = Close(made.closed_on, Period(first, made.closed_on))
    closing.move_on(stage.connection, team, close, released=True, next_on=team.next_on)
    summary = Summary(WORKSPACE, stage.new_id(), team.id, made.closed_on, first, made.written(), NOW)
    summaries.add(stage.connection, summary)
    return summary.id
