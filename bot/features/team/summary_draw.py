"""From a row of the outbox to a summary, or to a word about it.

A row may wait for hours until Slack takes it, so whether somebody may have a summary is asked again when it is drawn.
"""

from __future__ import annotations

from advice.release import Release
from bot.features.team import summary_view
from bot.runtime import policy
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.runtime.unit import role_of
from bot.store import summaries, teams, ties

GONE = Silence("gone")


def summary(drawing: Drawing) -> Outgoing | Silence:
    """Draw a summary from what was written when it closed."""
    found = summaries.load(drawing.connection, drawing.workspace, drawing.ids["summary"])
    team = teams.load(drawing.connection, drawing.workspace, found.team_id) if found else None
    action = "summary.pull" if drawing.ids["may_copy"] else "summary.read"
    if found is None or found.body is None or team is None or not _still(drawing, action, team.id):
        return GONE
    value = f"{team.id}|{found.id}" if drawing.ids["may_copy"] else None
    return Outgoing(summary_view.summary(team.name, Release.read(found.body), value))


def copied(drawing: Drawing) -> Outgoing | Silence:
    """Draw its text."""
    found = summaries.load(drawing.connection, drawing.workspace, drawing.ids["summary"])
    if found is None or found.body is None or not _still(drawing, "summary.copy", found.team_id):
        return GONE
    return Outgoing(summary_view.copied(Release.read(found.body)))


def earlier(drawing: Drawing) -> Outgoing | Silence:
    """Draw of which closes there are summaries."""
    team = teams.load(drawing.connection, drawing.workspace, drawing.ids["team"])
    if team is None:
        return GONE
    closes = summaries.closes(drawing.connection, drawing.workspace, team.id)
    return Outgoing(summary_view.earlier(team.id, team.name, closes))


def several(drawing: Drawing) -> Outgoing:
    """Draw the teams whose summaries somebody may read."""
    found = teams.read_by(drawing.connection, drawing.workspace, drawing.user_id)
    return Outgoing(summary_view.several([(team.id, team.name) for team in found]))


def sent(_drawing: Drawing) -> Outgoing:
    """Draw where it went."""
    return Outgoing(summary_view.sent())


def refused(_drawing: Drawing) -> Outgoing:
    """Draw what everybody hears who gets none."""
    return Outgoing(summary_view.refused())


def _still(drawing: Drawing, action: str, team_id: str) -> bool:
    """Tell whether the policy lets whom it is drawn for do this with a team at this moment."""
    found = frozenset(map(policy.Tie, ties.of(drawing.connection, drawing.workspace, team_id, drawing.user_id)))
    actor = policy.Actor(drawing.workspace, drawing.user_id, role_of(drawing.person))
    return policy.allows(actor, action, policy.OfTeam(drawing.workspace, found))
