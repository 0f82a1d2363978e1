"""Who may do what: one function, asked by every use case. What is not allowed here is denied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What somebody is to the workspace they act in."""

    STRANGER = "stranger"  # we hold nothing about them
    NEWCOMER = "newcomer"  # a full member of the workspace who has not agreed to anything yet
    MEMBER = "member"  # agreed that their answers are kept
    GONE = "gone"  # deactivated in Slack


class Tie(Enum):
    """What somebody is to a team, now. Whoever was something once is nothing."""

    LEAD = "lead"
    VIEWER = "viewer"  # named by the lead to read its summaries
    MEMBER = "member"
    INVITED = "invited"  # and has not said yet whether they join


MET = frozenset({Role.NEWCOMER, Role.MEMBER})
AGREED = frozenset({Role.MEMBER})

RULES: Mapping[str, frozenset[Role]] = {
    # Asking for something: everybody we have met.
    "check.open": MET,
    "check.review": MET,
    "check.list": MET,
    "check.begin": MET,  # this click is the consent
    "check.choose": MET,  # a pick that waits for the click that begins; nothing is kept
    "check.result": MET,
    "check.visit": MET,
    "care.answer": MET,
    "home.status": MET,
    "history.show": MET,
    "history.older": MET,
    "history.questions": MET,
    "check.talk": MET,
    "settings.open": MET,  # whoever agreed to nothing is told that there is nothing to set
    "path.show": MET,
    "path.new": MET,
    "path.changed": MET,
    "path.role_changed": MET,
    "path.add": MET,  # these forms say what is kept; sending one is the consent
    "path.change": MET,
    "brag.show": MET,
    "brag.add": MET,  # without consent nothing is kept, and the form says what sending it means
    "brag.new": MET,
    "brag.take": MET,
    "brag.save": MET,  # sending this form is the consent
    "advise.ask": MET,  # nothing of a question is kept
    "advise.card": MET,
    "advise.topic": MET,
    "advise.topics": MET,
    "nudge.show": MET,  # also what is said to people who agreed to nothing
    "nudge.seen": MET,
    "team.show": MET,
    "team.new": MET,  # the setting limits who may create a team
    "team.create": MET,
    "team.invite": MET,
    "team.send_invitations": MET,
    "team.rename": MET,
    "team.save_name": MET,
    "team.viewers": MET,
    "team.save_viewers": MET,
    "team.hand_over": MET,
    "team.save_lead": MET,
    "team.take_over": MET,
    "team.dissolve": MET,
    "team.join": MET,  # this click is the consent
    "team.decline": MET,
    "team.never": MET,
    "team.reopen": MET,
    "team.leave": MET,
    "team.primary": MET,
    "team.who_sees": MET,
    "summary.pull": MET,
    "summary.read": MET,
    "summary.copy": MET,
    "summary.earlier": MET,
    "mydata.show": MET,  # whoever agreed to nothing may see and erase all the same
    "mydata.export": MET,
    "mydata.ask_erase": MET,
    "mydata.erase": MET,
    "mydata.take_in": MET,  # this click is the consent
    "mydata.refuse": MET,
    "help.show": MET,
    "help.talk": MET,
    "home.open": MET,
    # What keeps or changes something a person said: only with their consent.
    "check.answer": AGREED,
    "check.skip": AGREED,
    "check.pause": AGREED,
    "check.resume": AGREED,
    "check.again": AGREED,
    "check.pick_answer": AGREED,
    "check.change": AGREED,
    "check.restart": AGREED,
    "check.why": AGREED,
    "check.copy": AGREED,
    "check.useful": AGREED,
    "check.drop_note": AGREED,
    "check.edit_note": AGREED,
    "remind.choose": AGREED,
    "settings.save": AGREED,
    "settings.snooze": AGREED,
    "settings.snooze_for": AGREED,
    "path.correct": AGREED,
    "path.mend": AGREED,
    "path.building": AGREED,
    "path.never": AGREED,
    "path.role": AGREED,
    "path.begin": AGREED,
    "path.not_now": AGREED,
    "nudge.sources": AGREED,
    "nudge.later": AGREED,
    "nudge.stop": AGREED,
    "nudge.why": AGREED,
    "steps.pick": AGREED,
    "steps.save": AGREED,
    "steps.keep": AGREED,
    "steps.done": AGREED,
    "steps.drop": AGREED,
    "brag.page": AGREED,
    "brag.edit": AGREED,
    "brag.drop": AGREED,
    "brag.hand_over": AGREED,
    "brag.prepare": AGREED,
    "brag.build": AGREED,
}

# What takes a tie to the team it is about, beside the role: any of these.
TIES: Mapping[str, frozenset[Tie]] = {
    "team.invite": frozenset({Tie.LEAD}),
    "team.send_invitations": frozenset({Tie.LEAD}),
    "team.rename": frozenset({Tie.LEAD}),
    "team.save_name": frozenset({Tie.LEAD}),
    "team.viewers": frozenset({Tie.LEAD}),
    "team.save_viewers": frozenset({Tie.LEAD}),
    "team.hand_over": frozenset({Tie.LEAD}),
    "team.save_lead": frozenset({Tie.LEAD}),
    "team.take_over": frozenset({Tie.VIEWER}),  # refused while somebody leads
    "team.dissolve": frozenset({Tie.LEAD}),
    "team.join": frozenset({Tie.INVITED}),
    "team.decline": frozenset({Tie.INVITED}),
    "team.leave": frozenset({Tie.MEMBER}),
    "team.primary": frozenset({Tie.MEMBER}),
    "summary.pull": frozenset({Tie.LEAD, Tie.VIEWER}),
    "summary.copy": frozenset({Tie.LEAD, Tie.VIEWER}),
    "summary.earlier": frozenset({Tie.LEAD, Tie.VIEWER}),
    "summary.read": frozenset({Tie.MEMBER}),
}


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, in the workspace where they do."""

    workspace: str
    user_id: str
    role: Role


@dataclass(frozen=True)
class Thing:
    """What is acted upon: a row that belongs to one person of one workspace."""

    workspace: str
    owner: str


@dataclass(frozen=True)
class OfTeam:
    """What is acted upon: a team of one workspace, and what who acts is to it."""

    workspace: str
    ties: frozenset[Tie]


def allows(actor: Actor, action: str, thing: Thing | OfTeam | None = None) -> bool:
    """Decide whether `actor` may do `action` (on `thing`, where there is one).

    What a person keeps here is their own: nobody else may see or touch it. What belongs to a team takes a tie to it.
    """
    if actor.role not in RULES.get(action, frozenset()):
        return False
    if thing is None:
        return True
    if thing.workspace != actor.workspace:
        return False
    if isinstance(thing, OfTeam):
        return not thing.ties.isdisjoint(TIES.get(action, frozenset()))
    return thing.owner == actor.user_id


def makes_teams(user_id: str, makers: frozenset[str] | None) -> bool:
    """Decide whether somebody may create teams. `makers`: whom the operator lets; None: everybody."""
    return makers is None or user_id in makers
