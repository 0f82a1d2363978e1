"""Reading a summary: for its lead, for those the lead named, and for members, who read the same. One transaction each.

Whatever is asked, and by whom, takes the same statements in the same order; those who get no summary, for whatever
reason, hear the same. Nobody's answers are looked at: a summary is what was written when it closed.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import pulls, summaries, teams
from bot.store.summaries import Summary

NONE = ""  # the id of no team, of no summary


@dataclass(frozen=True)
class Asked:
    """What a button stands for: a team, and which of its summaries; the newest where that is empty."""

    team_id: str
    summary_id: str

    @classmethod
    def of(cls, value: str) -> Asked:
        """Read a button's value."""
        team_id, _, summary_id = value.partition("|")
        return cls(team_id, summary_id)


def pull(services: Services, request: Request) -> Reply:
    """Send a team's summary, the newest or the one that was picked, to whoever may read it."""
    with services.begin(request.workspace, request.user_id, "summary.pull", event_id=request.event_id) as unit:
        reads = teams.read_by(unit.connection, unit.workspace, unit.user_id)
        asked = Asked.of(request.value)
        if not asked.team_id and len(reads) > 1:
            return services.show(unit, request, "team.summaries", {})
        only = reads[0].id if reads else NONE
        asked = Asked(asked.team_id or only, asked.summary_id)
        found = _released(unit, asked)
        ids = {"summary": found.id, "may_copy": True} if found else {}
        if found is None or unit.put_once("team.summary", ids, _once(unit, request, found)):
            _note(unit, asked, found)
        return _said(services, unit, request, found)


def read(services: Services, request: Request) -> Reply:
    """Send a member the newest summary of their team, as those who may pull it get it."""
    with services.begin(request.workspace, request.user_id, "summary.read") as unit:
        asked = Asked(Asked.of(request.value).team_id, NONE)
        found = _released(unit, asked)
        if found:
            ids = {"summary": found.id, "may_copy": False}
            unit.put("team.summary", ids, dedupe=_once(unit, request, found))
        else:
            unit.note(asked.team_id, "refused")
        return _said(services, unit, request, found)


def copy(services: Services, request: Request) -> Reply:
    """Send a summary as plain text: it is read once more."""
    with services.begin(request.workspace, request.user_id, "summary.copy") as unit:
        asked = Asked.of(request.value)
        found = _released(unit, asked)
        if found is None or unit.put_once("team.copied", {"summary": found.id}, _once(unit, request, found)):
            _note(unit, asked, found)
        return _said(services, unit, request, found)


def earlier(services: Services, request: Request) -> Reply:
    """Show of which closes there are summaries."""
    with services.begin(request.workspace, request.user_id, "summary.earlier") as unit:
        asked = Asked.of(request.value)
        if _released(unit, asked) is None:
            unit.note(asked.team_id, "refused")
            return services.show(unit, request, "team.refused", {})
        return services.show(unit, request, "team.earlier", {"team": asked.team_id})


def _note(unit: Unit, asked: Asked, found: Summary | None) -> None:
    """Write down that a reader was handed a summary, or that who asked may not: once a click."""
    pulls.note(
        unit.connection,
        workspace=unit.workspace,
        id=unit.new_id(),
        team_id=asked.team_id,
        summary_id=found.id if found else NONE,
        user_id=unit.user_id,
        at=unit.now,
    )
    unit.note(asked.team_id, "done" if found else "refused")


def _released(unit: Unit, asked: Asked) -> Summary | None:
    """Return a team's summary, if there is one and who acts may have it."""
    may = unit.is_tied(asked.team_id)
    found = summaries.released(unit.connection, unit.workspace, asked.team_id, asked.summary_id)
    return found if may else None


def _once(unit: Unit, request: Request, given: Summary) -> str:
    """Name the message that answers: a click may be brought twice."""
    return f"{unit.action}:{given.id}:{unit.user_id}:{request.action_ts or unit.new_id()}"


def _said(services: Services, unit: Unit, request: Request, given: Summary | None) -> Reply:
    """Say where it is asked that nothing is to be had, or where it went: never the summary itself."""
    if given is None:
        return services.show(unit, request, "team.refused", {})
    if request.kind == "message" or request.channel == unit.person.channel:
        return Reply()  # they are where it arrives
    return services.show(unit, request, "team.sent", {})
