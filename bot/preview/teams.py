"""Previews of teams: somebody's own, the forms, what is answered to them, and an invitation with its answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from advice.quarters import Close, period_of
from bot.features.team import answer_view, form_view
from bot.features.team.asking import INVITATION
from bot.features.team.team_view import ON_A_CARD
from bot.features.team.typed import MOST_VIEWERS
from bot.features.team.words import MOST_INVITED, takes
from bot.preview.stage import NOW, WORKSPACE, Cast, Drawn, Stage, as_json
from bot.preview.words import Told, hostile
from bot.runtime.room import OPTION
from bot.store import invitations, memberships, occasions, people, primaries, teams
from bot.store.invitations import Invitation, State
from bot.store.tables.teaming import LONGEST_NAME
from bot.store.teams import Team

CLOSES = date(2026, 12, 31)
FIRST = Close(CLOSES, period_of(CLOSES, 3))
ALIKE = 6  # invitations in a message
OTHERS = "U0OTHER"


def draw(cast: Cast, told: Told) -> Iterator[Drawn]:
    """Draw everything about making teams and belonging to them."""
    worst = told.name == "worst"
    name = hostile(LONGEST_NAME) if worst else "Platform"
    yield Drawn("team.card", cast().draw("team.card", may_create=True), "no team")
    yield Drawn("team.card", cast().draw("team.card", may_create=False), "no team of one's own")
    yield from _cards(cast, name, worst=worst)
    yield from _answers(cast(), name, worst=worst)
    yield from _forms(cast(), name, worst=worst)
    yield from _invitations(cast, name, worst=worst)


def _cards(cast: Cast, name: str, *, worst: bool) -> Iterator[Drawn]:
    lead = cast()
    for _ in range(ON_A_CARD + 1 if worst else 1):
        _team(lead, name, lead.user_id, worst=worst)
    yield Drawn("team.card", lead.draw("team.card", may_create=True), "as a lead")
    member, reader, left = cast(), cast(), cast()
    for _ in range(ON_A_CARD + 1 if worst else 2):
        team = _team(member, name, lead.user_id, worst=worst)
        memberships.join(member.connection, WORKSPACE, team.id, member.user_id, NOW)
        teams.let_read(member.connection, team, reader.user_id, NOW)
        memberships.join(member.connection, WORKSPACE, team.id, reader.user_id, NOW)
        memberships.join(member.connection, WORKSPACE, team.id, left.user_id, NOW)
    primaries.choose(member.connection, WORKSPACE, member.user_id, team.id, NOW)
    yield Drawn("team.card", member.draw("team.card", may_create=True), "as a member")
    yield Drawn("team.card", reader.draw("team.card", may_create=False), "as a viewer")
    yield Drawn("team.left", left.draw("team.left", team=team.id), "counts nowhere")
    people.change_known(lead.connection, WORKSPACE, lead.user_id, active=False)
    yield Drawn("team.card", reader.draw("team.card", may_create=False), "nobody leads")
    people.change_known(lead.connection, WORKSPACE, lead.user_id, active=True)


def _answers(stage: Stage, name: str, *, worst: bool) -> Iterator[Drawn]:
    team, many = _team(stage, name, stage.user_id, worst=worst), MOST_INVITED if worst else 8
    yield Drawn("team.made", stage.draw("team.made", team=team.id, invited=many, group=True, people=5))
    yield Drawn("team.made", stage.draw("team.made", team=team.id, invited=0, group=False, people=5), "nobody invited")
    yield Drawn("team.invited", stage.draw("team.invited", team=team.id, invited=many, people=5))
    group = {"team": team.id, "invited": many, "left": 0, "on": None, "read": True}
    yield Drawn("team.group_invited", stage.draw("team.group_invited", **group))
    full = {**group, "invited": 0, "left": 1000, "on": CLOSES.isoformat()}
    yield Drawn("team.group_invited", stage.draw("team.group_invited", **full), "no room")
    yield Drawn("team.group_invited", stage.draw("team.group_invited", **{**group, "invited": 0}), "nobody new")
    yield Drawn("team.group_invited", stage.draw("team.group_invited", **{**group, "read": False}), "not read")
    yield Drawn("team.renamed", stage.draw("team.renamed", team=team.id))
    yield Drawn("team.readers", stage.draw("team.readers", team=team.id))
    yield Drawn("team.readers", as_json(answer_view.readers(name, ())), "nobody")
    for may_lead, case in ((True, ""), (False, "no full member"), (None, "not looked up")):
        shown = stage.draw("team.handed_over", team=team.id, may_lead=may_lead)
        yield Drawn("team.handed_over", shown, case)
    yield Drawn("team.taken_over", stage.draw("team.taken_over", team=team.id))
    yield Drawn("team.dissolved", stage.draw("team.dissolved"))
    yield Drawn("team.left", stage.draw("team.left", team=team.id))
    yield Drawn("team.counted_here", stage.draw("team.counted_here", team=team.id))


def _forms(stage: Stage, name: str, *, worst: bool) -> Iterator[Drawn]:
    team, owner = _team(stage, name, stage.user_id, worst=worst).id, f"{stage.user_id}|{WORKSPACE}"
    label, many = (hostile(OPTION), 100) if worst else ("Platform guild", 2)
    groups = [(f"S0GROUP{number}", label) for number in range(many)]
    viewers = [f"{OTHERS}{number}" for number in range(MOST_VIEWERS if worst else 1)]
    yield Drawn("team.create", as_json(form_view.new(owner, groups, 5, CLOSES)))
    yield Drawn("team.create", as_json(form_view.new(owner, (), 20, CLOSES)), "no user groups")
    words = takes(5, CLOSES, first=False)
    yield Drawn("team.send_invitations", as_json(form_view.invite(team, groups, words)))
    yield Drawn("team.save_name", as_json(form_view.rename(team, name)))
    yield Drawn("team.save_viewers", as_json(form_view.viewers(team, viewers)))
    yield Drawn("team.save_lead", as_json(form_view.lead(team)))


def _invitations(cast: Cast, name: str, *, worst: bool) -> Iterator[Drawn]:
    stage, lead = cast(), cast()
    asked = [_asked(stage, _team(stage, name, lead.user_id, worst=worst)) for _ in range(ALIKE if worst else 1)]
    yield Drawn("nudge.told", stage.draw("nudge.told", occasions=_queued(stage, asked), asked=False), "invitation")
    yield Drawn("team.card", stage.draw("team.card", may_create=True), "may join")
    answers: tuple[State, ...] = ("joined", "declined")
    for state in answers:
        found = occasions.load(stage.connection, WORKSPACE, asked[0])
        invitation = invitations.load(stage.connection, WORKSPACE, found.about) if found else None
        if invitation is not None and invitations.move(stage.connection, invitation, state):
            folded = stage.draw("nudge.folded", occasion=asked[0], ts=str(NOW.timestamp()))
            yield Drawn("nudge.folded", folded, f"invitation, {state}")
            if invitation.state == "joined":
                teams.dissolve(stage.connection, _found(stage, invitation), NOW)
    folded = stage.draw("nudge.folded", occasion=asked[0], ts=str(NOW.timestamp()))
    yield Drawn("nudge.folded", folded, "invitation, dissolved")


def _found(stage: Stage, invitation: Invitation) -> Team:
    team = teams.load(stage.connection, WORKSPACE, invitation.team_id)
    if team is None:
        raise LookupError(invitation.team_id)
    return team


def _team(stage: Stage, name: str, lead: str, *, worst: bool) -> Team:
    """Make a team with a lead, others who read, and people invited."""
    team = Team(WORKSPACE, stage.new_id(), name, NOW.date(), CLOSES, None, released=False)
    teams.create(stage.connection, workspace=WORKSPACE, id=team.id, name=name, on=NOW.date(), first=FIRST, now=NOW)
    teams.let_read(stage.connection, team, lead, NOW, leads=True)
    for number in range(MOST_VIEWERS if worst else 1):
        teams.let_read(stage.connection, team, f"{OTHERS}{number}", NOW)
    for number in range(MOST_INVITED if worst else 3):
        invited = Invitation(WORKSPACE, team.id, f"U0INVITED{number}", stage.new_id(), NOW, "void")
        invitations.add(stage.connection, invited)
    return team


def _asked(stage: Stage, team: Team) -> str:
    """Ask somebody whether they join; returns the occasion."""
    invitation = Invitation(WORKSPACE, team.id, stage.user_id, stage.new_id(), NOW, "asked")
    invitations.add(stage.connection, invitation)
    occasion = stage.new_id()
    occasions.add(
        stage.connection,
        workspace=WORKSPACE,
        id=occasion,
        user_id=stage.user_id,
        kind=INVITATION,
        about=invitation.id,
        due_on=NOW.date(),
        now=NOW,
    )
    return occasion


def _queued(stage: Stage, asked: list[str]) -> list[str]:
    """Let one message carry invitations."""
    row = stage.new_id()
    for name in asked:
        found = occasions.load(stage.connection, WORKSPACE, name)
        if found is not None:
            occasions.queue(stage.connection, found, row)
    return asked
