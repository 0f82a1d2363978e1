"""Teams: made by a lead, joined by each member's own click, and told about once a quarter, blurred.

What a lead does: `forms.py` opens the forms of `form_view.py`, `typed.py` reads them, `held.py` holds the team;
`making.py` creates it and invites (`inviting.py`: whom, and how many; `groups.py`), `changing.py`, `leading.py`.
The invited and the members: `asking.py` looks them up, `invitation.py` asks them (`invite_view.py`, `stamp.py`),
`joining.py` is what they choose.
The close: `closing.py`, of those whom `counting.py` finds; `news.py` tells it, in the words of `news_view.py`.
A summary: `pulling.py` decides who has it, `summary_draw.py` and `summary_view.py` draw it.
Who sees what: `who.py`, on Home `home_section.py`, made of `belonging.py` and shown by `who_view.py`.
Somebody's teams: `work.py`, `draw.py`, `team_view.py`; what is answered: `answer_view.py`. Said everywhere: `words.py`.
"""

from __future__ import annotations

from bot.features.team import (
    changing,
    draw,
    forms,
    invitation,
    joining,
    leading,
    making,
    news,
    pulling,
    summary_draw,
    who,
    work,
)
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

SUMMARY = (
    *("team summary", "team's summary", "my team's summary", "my team summary", "the summary", "summaries"),
    *("team summaries", "show me the summary", "show the summary", "show summary", "see the team's summary"),
)
TEAMS = (
    *("teams", "my team", "my teams", "create a team", "create team", "new team", "make a team", "start a team"),
    *("invite people", "invite my team", "leave team", "leave my team", "leave the team"),
)
WHO_SEES = (
    *("who sees what", "who sees my answers", "who can see my answers", "who can see what"),
    *("who can see this", "who reads this", "who may read", "who reads my answers", "who can read my answers"),
)

FEATURE = Feature(
    name="team",
    commands={
        "team": Command(work.show, "your teams: create one, invite people, leave, choose where you count", TEAMS),
        "summary": Command(pulling.pull, "a team's summary, for its lead and whom they named", SUMMARY),
        "who-sees-what": Command(who.show, "your teams, who may read their summary, and who did", WHO_SEES),
    },
    actions={
        "team.show": work.show,
        "team.new": forms.new,
        "team.invite": forms.invite,
        "team.rename": forms.rename,
        "team.viewers": forms.viewers,
        "team.hand_over": forms.hand_over,
        "team.take_over": leading.take_over,
        "team.dissolve": changing.dissolve,
        "team.join": joining.join,
        "team.decline": joining.decline,
        "team.never": joining.never,
        "team.reopen": joining.reopen,
        "team.leave": joining.leave,
        "team.primary": joining.primary,
        "summary.pull": pulling.pull,
        "summary.read": pulling.read,
        "summary.copy": pulling.copy,
        "summary.earlier": pulling.earlier,
    },
    modals={
        "team.create": making.create,
        "team.send_invitations": making.send_invitations,
        "team.save_name": changing.save_name,
        "team.save_viewers": changing.save_viewers,
        "team.save_lead": leading.save_lead,
    },
    views={
        "team.card": View(draw.card),
        "team.made": View(draw.made),
        "team.invited": View(draw.invited),
        "team.group_invited": View(draw.group_invited),
        "team.renamed": View(draw.renamed),
        "team.readers": View(draw.readers),
        "team.handed_over": View(draw.handed_over),
        "team.taken_over": View(draw.taken_over),
        "team.dissolved": View(draw.dissolved),
        "team.left": View(draw.left),
        "team.counted_here": View(draw.counted_here),
        "team.summary": View(summary_draw.summary),
        "team.copied": View(summary_draw.copied),
        "team.earlier": View(summary_draw.earlier),
        "team.summaries": View(summary_draw.several),
        "team.sent": View(summary_draw.sent),
        "team.refused": View(summary_draw.refused),
        "team.who": View(who.draw),
    },
    tellers={**news.TELLERS, **invitation.TELLERS},
)
