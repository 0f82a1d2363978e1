"""Who there is and what each of them may do, written by hand: the policy is held against it, not the other way round.

A new action belongs into one of these lists; until it does, the suite fails.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.runtime.policy import Role, Tie


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Everybody whom we have met may ask for it, whether they agreed to anything or not.
ASKS = _names(
    """
    check.open check.review check.list check.begin check.choose check.result check.visit check.talk care.answer
    home.open home.status settings.open help.show help.talk path.show path.new path.changed path.role_changed
    history.show history.older history.questions
    brag.show brag.add brag.new brag.take brag.save
    path.add path.change advise.ask advise.card advise.topic advise.topics team.show team.new team.create
    team.who_sees team.never team.reopen nudge.show nudge.seen
    mydata.show mydata.export mydata.ask_erase mydata.erase mydata.take_in mydata.refuse
    """
)
# It keeps or changes something that somebody told: only whoever agreed to that.
KEEPS = _names(
    """
    check.answer check.skip check.pause check.resume check.again check.pick_answer check.change check.restart
    check.why check.copy check.useful check.drop_note check.edit_note remind.choose settings.save
    settings.snooze settings.snooze_for path.correct path.mend path.building path.never path.role path.begin
    path.not_now nudge.sources nudge.later nudge.stop nudge.why steps.pick steps.save
    steps.keep steps.done steps.drop brag.page brag.edit brag.drop brag.hand_over brag.prepare brag.build
    """
)
# It is about a team: only whoever is that to it now, whether they agreed to anything or not.
LEADS = _names(
    """
    team.invite team.send_invitations team.rename team.save_name team.viewers team.save_viewers team.hand_over
    team.save_lead team.dissolve
    """
)
READS = frozenset({"summary.pull", "summary.copy", "summary.earlier"})
TAKES_OVER = frozenset({"team.take_over"})
BELONGS = frozenset({"summary.read", "team.leave", "team.primary"})
IS_ASKED = frozenset({"team.join", "team.decline"})
OF_TEAMS = LEADS | READS | TAKES_OVER | BELONGS | IS_ASKED
EVERY = ASKS | KEEPS | OF_TEAMS


@dataclass(frozen=True)
class Persona:
    """Somebody: how the bot knows them, what they are to the team, and what they may do with that team."""

    name: str
    role: Role
    ties: frozenset[Tie] = frozenset()
    with_team: frozenset[str] = frozenset()
    here: bool = True  # in the team's workspace
    once: frozenset[Tie] = frozenset()  # what they were to it
    dissolved: bool = False  # the team is

    @property
    def may(self) -> frozenset[str]:
        """Return all that they may do, with that team where it is about one."""
        kept = KEEPS if self.role is Role.MEMBER else frozenset()
        return ASKS | kept | self.with_team if self.role in (Role.NEWCOMER, Role.MEMBER) else frozenset()


LEAD, VIEWER, MEMBER, INVITED = (frozenset({tie}) for tie in (Tie.LEAD, Tie.VIEWER, Tie.MEMBER, Tie.INVITED))
PERSONAS = (
    Persona("stranger", Role.STRANGER),
    Persona("guest", Role.STRANGER),  # Slack says so, and we hold nothing about them
    Persona("newcomer", Role.NEWCOMER),
    Persona("newcomer who is invited", Role.NEWCOMER, INVITED, IS_ASKED),
    Persona("newcomer who leads", Role.NEWCOMER, LEAD, LEADS | READS),
    Persona("with no team", Role.MEMBER),
    Persona("operator", Role.MEMBER),  # whoever runs the bot, or is an admin in Slack, is nothing to a team
    Persona("member", Role.MEMBER, MEMBER, BELONGS),
    Persona("former member", Role.MEMBER, once=MEMBER),
    Persona("lead", Role.MEMBER, LEAD, LEADS | READS),
    Persona("former lead", Role.MEMBER, once=LEAD),
    Persona("viewer", Role.MEMBER, VIEWER, READS | TAKES_OVER),
    Persona("former viewer", Role.MEMBER, once=VIEWER),
    Persona("invited", Role.MEMBER, INVITED, IS_ASKED),
    Persona("member who reads too", Role.MEMBER, MEMBER | VIEWER, BELONGS | READS | TAKES_OVER),
    Persona("lead, deactivated", Role.GONE, LEAD),
    Persona("member, deactivated", Role.GONE, MEMBER),
    Persona("lead, elsewhere", Role.MEMBER, LEAD, here=False),
    Persona("member, elsewhere", Role.MEMBER, MEMBER, here=False),
    Persona("lead of a team that is no more", Role.MEMBER, LEAD, dissolved=True),
    Persona("member of a team that is no more", Role.MEMBER, MEMBER, dissolved=True),
)
