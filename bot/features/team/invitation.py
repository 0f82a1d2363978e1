"""From an occasion to an invitation: whether somebody is still to be asked, and what they read."""

from __future__ import annotations

from bot.features.team import invite_view as view
from bot.features.team.asking import INVITATION, SETTLED
from bot.features.team.stamp import Ask, stamp_of
from bot.runtime.drawing import Drawing
from bot.runtime.said import Said
from bot.runtime.telling import Teller
from bot.store import invitations, occasions, primaries, teams, ties
from bot.store.invitations import Invitation
from bot.store.occasions import Occasion


def still(drawing: Drawing, occasion: Occasion) -> str | None:
    """Say why somebody need not be asked any more, if so."""
    invitation = _of(drawing, occasion)
    if invitation is None or teams.load(drawing.connection, drawing.workspace, invitation.team_id) is None:
        return "no such team any more"
    if invitation.state != "asked":
        return "answered"
    if ties.of(drawing.connection, drawing.workspace, invitation.team_id, drawing.user_id) & SETTLED:
        return "reads or belongs to it"
    readers = teams.viewers_of(drawing.connection, drawing.workspace, invitation.team_id)
    return None if teams.lead_of(readers) else "nobody leads it"


def tell(drawing: Drawing, occasion: Occasion) -> Said:
    """Draw an invitation, with what was chosen on it where something was."""
    invitation = _of(drawing, occasion)
    team = teams.load(drawing.connection, drawing.workspace, invitation.team_id) if invitation else None
    if invitation is None or team is None:
        return view.over(occasion.id, never=INVITATION in drawing.chosen.wishes.off)
    readers = teams.viewers_of(drawing.connection, drawing.workspace, team.id)
    lead, chosen = teams.lead_of(readers), _chosen(drawing, invitation, team)
    if lead is None:
        return view.over(occasion.id, chosen)
    return view.invitation(
        team.name,
        lead.user_id,
        [one.user_id for one in readers if not one.leads],
        closes=team.next_on,
        occasion=occasion.id,
        value=Ask(occasion.id, stamp_of(readers)).write(),
        picture=_has_room(drawing, occasion),
        chosen=chosen,
    )


TELLERS = {INVITATION: Teller(tell, still, asked=False, ages=False, without_consent=True)}


def _of(drawing: Drawing, occasion: Occasion) -> Invitation | None:
    return invitations.load(drawing.connection, drawing.workspace, occasion.about)


def _chosen(drawing: Drawing, invitation: Invitation, team: teams.Team) -> str:
    if invitation.state == "joined":
        counts = primaries.primary_of(drawing.connection, drawing.workspace, drawing.user_id) == team.id
        return view.joined(team.next_on, counts=counts)
    if invitation.state == "declined":
        never = INVITATION in drawing.chosen.wishes.off
        agreed = drawing.person is not None and drawing.person.consented_at is not None
        return view.declined(never=never, has_settings=agreed)
    return ""


def _has_room(drawing: Drawing, occasion: Occasion) -> bool:
    """Tell whether this is the first invitation in its message: Slack draws few charts in one."""
    if occasion.outbox_id is None:
        return True
    beside = occasions.carried(drawing.connection, drawing.workspace, occasion.outbox_id)
    return next(one.id for one in beside if one.kind == INVITATION) == occasion.id
