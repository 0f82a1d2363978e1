"""Each table in the words of the person it is about. A table without words fails a rule test."""

from __future__ import annotations

from collections.abc import Mapping

# In the order in which they are read: what a person told us first, what comes with any bot last.
KINDS: Mapping[str, str] = {
    "answers": "Your answers, with those you changed",
    "notes": "Your notes on questions",
    "results": "Your results, and their corrections",
    "steps": "Your next steps",
    "evidence": "What you wrote into your brag document",
    "checks": "The checks you began, and how far you got",
    "paths": "Your career path",
    "wishes": "Your settings",
    "occasions": "What there was, or will be, to remind you of",
    "memberships": "Teams you belong or belonged to",
    "primaries": "In which team you count, from when on",
    "ledger": "Quarters in which a team's summary counted you (not what you answered)",
    "invitations": "Invitations to teams, and what you said to them",
    "invited": "How many people you invited, and when",
    "viewers": "Teams whose summary you may or could read; their members see that",
    "pulls": "Summaries you read for a team; its members see that",
    "audit": "What you did with teams and what I refused you, for whoever runs me (not what you wrote)",
    "outbox": "Messages to you: which, when and where (not their words)",
    "exports": "Exports that you asked for",
    "imports": "An export that waits for your yes",
    "people": "You: your Slack id, our conversation, your time zone, when you agreed and were last here",
}
ONE: Mapping[str, str] = {
    "answers": "Your answer to a question",
    "notes": "Your note on a question",
    "results": "Your result",
    "steps": "Your next step",
    "checks": "The check you began, and how far you got",
    "memberships": "A team you belong or belonged to",
    "ledger": "A quarter in which a team's summary counted you (not what you answered)",
    "invitations": "An invitation to a team, and what you said to it",
    "viewers": "A team whose summary you may or could read; its members see that",
    "pulls": "A summary you read for a team; its members see that",
    "outbox": "A message to you: which, when and where (not its words)",
    "exports": "An export that you asked for",
}
"""Those of `KINDS` that read otherwise where there is but one."""
SORTS: Mapping[str, str] = {
    "check": "Checks and results",
    "steps": "Next steps",
    "advice": "What the sources say",
    "brag": "Your brag document",
    "path": "Your career path",
    "history": "Your history",
    "nudge": "Reminders and milestones",
    "remind": "Offers to remind you",
    "settings": "Settings",
    "team": "Teams",
    "mydata": "What I keep about you",
}
"""What messages are about, by the part of the bot they come from; all others are `OTHERS`."""
OTHERS = "Others"


def of(table: str, rows: int) -> str:
    """Return the words for so many rows of a table."""
    return ONE.get(table, KINDS[table]) if rows == 1 else KINDS[table]
