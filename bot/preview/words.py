"""What made-up people say and do: the ordinary case, and the worst."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.features.check.notes import LONGEST as LONGEST_NOTE
from bot.features.steps.view import LONGEST as LONGEST_STEP

Choices = Sequence[str | None]
QUESTIONS = 21
HOSTILE = "<!channel> & <@U0ANA> <https://example.com|free> *b* _i_ ~s~ `c` ```x``` עברית مرحبا 👩🏽‍💻 &lt;"


@dataclass(frozen=True)
class Told:
    """What one person answers and writes. `before`: the answers of their last check."""

    name: str
    choices: Choices
    before: Choices
    notes: Sequence[str]
    steps: Sequence[str]
    word: str  # a command that nobody knows
    troubles: Mapping[str, Mapping[str, Any]]  # of the bot's own: kind of episode -> its facts
    trouble_lasted: timedelta


def hostile(most: int) -> str:
    """Return `most` characters of markup, right-to-left letters and emoji."""
    return (HOSTILE * (most // len(HOSTILE) + 1))[:most]


ORDINARY = Told(
    "ordinary",
    choices=("yes", "partly", "yes", "not_yet", None, "yes", "yes") * (QUESTIONS // 7),
    before=("yes", "not_yet", "yes", "not_yet", "yes", "yes", "yes") * (QUESTIONS // 7),
    notes=("I asked the night shift what it costs them, and wrote it down.", "Ask Maya how she does it"),
    steps=("Ask Maya whether I may lead the next incident review.",),
    word="resutl",
    troubles={
        "away": {},
        "stopped": {"code": "token_revoked"},
        "database": {"code": "SQLITE_FULL"},
        "refused": {"codes": {"channel_not_found": 2, "is_archived": 1}},
        "broken": {"view": "check.question", "row": "01kc3v8m4s000a7x9q2e"},
        "backlog": {"waiting": 37, "minutes": 18},
        "disk": {"megabytes": 180},
        "jump": {"days": 400, "people": 37},
    },
    trouble_lasted=timedelta(minutes=95),
)
WORST = Told(
    "worst",
    choices=("not_yet", "partly", "partly") * (QUESTIONS // 3),
    before=("partly", "not_yet", "yes") * (QUESTIONS // 3),
    notes=(hostile(LONGEST_NOTE),) * 30,
    steps=(hostile(LONGEST_STEP),) * 20,
    word=hostile(4000),
    troubles={
        "away": {},
        "stopped": {"code": hostile(60)},
        "database": {"code": hostile(60)},
        "refused": {"codes": {f"{number} {hostile(56)}": 1000 for number in range(20)}},
        "broken": {"view": "a" * 60, "row": "0" * 32},
        "backlog": {"waiting": 1_000_000, "minutes": 60_000},
        "disk": {"megabytes": 0},
        "jump": {"days": 4_000_000, "people": 1_000_000},
    },
    trouble_lasted=timedelta(days=40),
)
