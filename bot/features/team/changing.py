"""Renaming a team, choosing who may read its summaries, dissolving it. One transaction a function."""

from __future__ import annotations

from bot.features.team.held import held
from bot.features.team.news import tell_members
from bot.features.team.typed import ToMend, Typed
from bot.runtime.once import once
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import people, teams


def save_name(services: Services, request: Request) -> Reply:
    """Give a team another name."""
    try:
        typed = Typed.of(request.values)
        with services.begin(request.workspace, request.user_id, "team.save_name") as unit:
            team = held(unit, request.metadata)
            once(unit, request)
            name = typed.named()
            if name != team.name:
                teams.rename(unit.connection, team, name)
                unit.note(team.id, "done")
            unit.put("team.renamed", {"team": team.id})
            refresh_home(unit)
    except ToMend as mend:
        return Reply(errors=mend.errors)
    return Reply()


def save_viewers(services: Services, request: Request) -> Reply:
    """Let those named read beside the lead, and nobody else; whoever reads already goes on as they were."""
    try:
        typed = Typed.of(request.values)
        with services.begin(request.workspace, request.user_id, "team.save_viewers") as unit:
            team = held(unit, request.metadata)
            once(unit, request)
            now = {one.user_id for one in teams.viewers_of(unit.connection, unit.workspace, team.id) if not one.leads}
            wanted = {*typed.viewers} - {unit.user_id}
            people.keep_from_erasure(unit.connection, unit.workspace, now | wanted)  # before rows that it takes
            for user_id in sorted(now - wanted):
                teams.end_reading(unit.connection, team, user_id, unit.now)
            for user_id in sorted(wanted - now):
                teams.let_read(unit.connection, team, user_id, unit.now)
            if now != wanted:
                unit.note(team.id, "done")
                tell_members(services, unit, team.id, "readers")
            unit.put("team.readers", {"team": team.id})
    except ToMend as mend:
        return Reply(errors=mend.errors)
    return Reply()


def dissolve(services: Services, request: Request) -> Reply:
    """Let a team be no more, with all its summaries."""
    with services.begin(request.workspace, request.user_id, "team.dissolve") as unit:
        team = held(unit, request.value)
        teams.dissolve(unit.connection, team, unit.now)
        unit.note(team.id, "done")
        refresh_home(unit)
        return services.show(unit, request, "team.dissolved", {})
