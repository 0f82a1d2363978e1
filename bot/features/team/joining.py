"""What the invited and the members choose, each with a click of their own. Nobody else is told."""

from __future__ import annotations

from dataclasses import replace

from bot.features.team.asking import INVITATION
from bot.features.team.stamp import Ask, stamp_of
from bot.runtime.agreeing import agree
from bot.runtime.blocks import Rendered, message, section
from bot.runtime.errors import Denied, Stale
from bot.runtime.folding import fold, own_occasion
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import invitations, memberships, occasions, primaries, teams, wishes
from bot.store.invitations import Invitation, State
from bot.store.occasions import Occasion

ANSWERS = {"joined": "team.join", "declined": "team.decline"}  # what became of an invitation -> the click that says so
GONE = "That team is no more, or you are not asked to join it any longer. Nothing has changed."
READS = "You may read this team's summaries, so you can't be counted in them. Nothing has changed."
OTHERS = (
    "Who may read has changed since I wrote that, so I haven't kept your click. The message says now who does: look, "
    "and click again if you still want to join."
)
ANSWERED = "You've answered this invitation before, and that stands: `/careercheck team` shows your teams."


def join(services: Services, request: Request) -> Reply:
    """Let somebody belong to the team that they were invited to; this click is the consent."""
    with services.begin(request.workspace, request.user_id, "team.join") as unit:
        ask, occasion, invitation = _asked(unit, request)
        if invitation.state == "joined":
            return fold(services, unit, request, occasion)
        unit.tied(invitation.team_id)
        teams.hold(unit.connection, unit.workspace, invitation.team_id)
        readers = teams.viewers_of(unit.connection, unit.workspace, invitation.team_id)
        if teams.lead_of(readers) is None:
            raise Stale(GONE)
        if any(one.user_id == unit.user_id for one in readers):
            raise Stale(READS)
        if stamp_of(readers) != ask.stamp:
            return replace(fold(services, unit, request, occasion), shown=_sentence(OTHERS))
        _belong(services, unit, invitation.team_id)
        _settle(unit, occasion, invitation, "joined")
        return fold(services, unit, request, occasion)


def decline(services: Services, request: Request) -> Reply:
    """*No thanks*: nobody asks again, and nobody is told."""
    with services.begin(request.workspace, request.user_id, "team.decline") as unit:
        _, occasion, invitation = _asked(unit, request)
        if invitation.state == "declined":
            return fold(services, unit, request, occasion)
        unit.tied(invitation.team_id)
        _settle(unit, occasion, invitation, "declined")
        return fold(services, unit, request, occasion)


def never(services: Services, request: Request) -> Reply:
    """*Don't ask me again*: the same, and no team ever asks; also where the one that asked is no more."""
    with services.begin(request.workspace, request.user_id, "team.never") as unit:
        occasion = _occasion(unit, Ask.read(request.value).occasion)
        invitation = invitations.load(unit.connection, unit.workspace, occasion.about)
        here = (unit.connection, unit.workspace, unit.user_id)
        chosen = wishes.load(*here)
        off = chosen.wishes.off | {INVITATION}
        wishes.save(*here, replace(chosen, wishes=replace(chosen.wishes, off=off)), unit.now)
        unit.reminders.wishes_changed()
        refresh_home(unit)  # where the wishes stand
        if invitation is not None and invitation.state == "asked":
            _settle(unit, occasion, invitation, "declined")
        return fold(services, unit, request, occasion)


def reopen(services: Services, request: Request) -> Reply:
    """*See the invitation*: whoever has said no, has left, or never answered looks at it because they want to."""
    with services.begin(request.workspace, request.user_id, "team.reopen") as unit:
        occasion, invitation = _invitation(unit, Ask.read(request.value).occasion)
        here = (unit.connection, unit.workspace, invitation.team_id, unit.user_id)
        if invitation.state in ANSWERS and not memberships.is_in(*here):
            invitations.move(unit.connection, invitation, "asked")
        ids = {"occasion": occasion.id}
        unit.put("nudge.shown", ids, dedupe=f"nudge.shown:{occasion.id}:{request.action_ts}")
        if request.channel == unit.person.channel:
            return Reply()  # they are where it arrives
        return services.show(unit, request, "team.sent", {})


def leave(services: Services, request: Request) -> Reply:
    """Let somebody belong to a team no longer."""
    with services.begin(request.workspace, request.user_id, "team.leave") as unit:
        unit.tied(request.value)
        memberships.leave(unit.connection, unit.workspace, request.value, unit.user_id, unit.now)
        refresh_home(unit)
        return services.show(unit, request, "team.left", {"team": request.value})


def primary(services: Services, request: Request) -> Reply:
    """Let somebody count in another of their teams."""
    with services.begin(request.workspace, request.user_id, "team.primary") as unit:
        unit.tied(request.value)
        if primaries.primary_of(unit.connection, unit.workspace, unit.user_id) != request.value:
            primaries.choose(unit.connection, unit.workspace, unit.user_id, request.value, unit.now)
            refresh_home(unit)
        return services.show(unit, request, "team.counted_here", {"team": request.value})


def _asked(unit: Unit, request: Request) -> tuple[Ask, Occasion, Invitation]:
    """Return the invitation that a button belongs to.

    Raises:
        Denied: it is none of theirs.
        Stale: the team is no more, or it was answered in another way.
    """
    ask = Ask.read(request.value)
    occasion, invitation = _invitation(unit, ask.occasion)
    if ANSWERS.get(invitation.state, request.name) != request.name:
        raise Stale(ANSWERED)
    return ask, occasion, invitation


def _invitation(unit: Unit, name: str) -> tuple[Occasion, Invitation]:
    """Return an invitation by the id of its occasion.

    Raises:
        Denied: it is none of theirs.
        Stale: the team is no more.
    """
    occasion = _occasion(unit, name)
    invitation = invitations.load(unit.connection, unit.workspace, occasion.about)
    if invitation is None or teams.load(unit.connection, unit.workspace, invitation.team_id) is None:
        raise Stale(GONE)
    return occasion, invitation


def _occasion(unit: Unit, name: str) -> Occasion:
    """Return the occasion on which somebody was invited, by its id.

    Raises:
        Denied: it is none of theirs.
    """
    occasion = own_occasion(unit, name)
    if occasion.kind != INVITATION:
        raise Denied
    return occasion


def _belong(services: Services, unit: Unit, team_id: str) -> None:
    here = (unit.connection, unit.workspace)
    missed = agree(services, unit)
    if missed:
        unit.put("nudge.meanwhile", {"missed": list(missed)})
    memberships.join(*here, team_id, unit.user_id, unit.now)
    if primaries.primary_of(*here, unit.user_id) not in memberships.teams_of(*here, unit.user_id):
        primaries.choose(*here, unit.user_id, team_id, unit.now)


def _settle(unit: Unit, occasion: Occasion, invitation: Invitation, state: State) -> None:
    invitations.move(unit.connection, invitation, state)
    occasions.seen(unit.connection, occasion, unit.now)
    refresh_home(unit)


def _sentence(words: str) -> Rendered:
    return message(words, section("said", words))
