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
