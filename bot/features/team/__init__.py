"""Teams: made by a lead, joined by each member's own click, and told about once a quarter, blurred."""

from __future__ import annotations

from bot.features.team import news, pulling, summary_draw, who
from bot.runtime.drawing import View
from bot.runtime.feature import Command, Feature

SUMMARY = (
    *("team summary", "team's summary", "my team's summary", "my team summary", "the summary", "summaries"),
    *("team summaries", "show me the summary", "show the summary", "show summary", "see the team's summary"),
)
WHO_SEES = (
    *("who sees what", "who sees my answers", "who sees my data", "who can see my answers", "who can see what"),
    *("who can see this", "who reads this", "who may read", "who reads my answers", "who can read my answers"),
)

FEATURE = Feature(
    name="team",
    commands={
        "summary": Command(pulling.pull, "a team's summary, for its lead and whom they named", SUMMARY),
        "who-sees-what": Command(who.show, "your teams, who may read their summary, and who did", WHO_SEES),
    },
    actions={
        "summary.pull": pulling.pull,
        "summary.read": pulling.read,
        "summary.copy": pulling.copy,
        "summary.earlier": pulling.earlier,
    },
    views={
        "team.summary": View(summary_draw.summary),
        "team.copied": View(summary_draw.copied),
        "team.earlier": View(summary_draw.earlier),
        "team.summaries": View(summary_draw.several),
        "team.sent": View(summary_draw.sent),
        "team.refused": View(summary_draw.refused),
        "team.who": View(who.draw),
    },
    tellers=news.TELLERS,
)
