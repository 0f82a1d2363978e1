"""Answers that lead to each outcome of a guide: found by walking it at random, and the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from advice import check as flow
from advice.check import Progress
from advice.guide_entries import ALL, Guide
from advice.guided import Conclusion, conclude
from tests.advice.guide_kit import guide

WALKS = 5000
LIKED = 8  # answers that somebody gives wherever they can; without a leaning "all fine" would hardly ever come


@dataclass(frozen=True)
class Way:
    """What somebody answers (question id -> answer id), and what they hear at the end."""

    answers: Mapping[str, str]
    end: Conclusion


@cache
def ways(kind: str) -> Mapping[str, Way]:
    """Return a way to each outcome of a guide that can be reached without a career path, by the outcome's id."""
    walked, chance = guide(kind), Random(kind)
    found: dict[str, Way] = {}
    for _ in range(WALKS):
        if len(found) == len(walked.outcomes):
            break
        way = _wander(walked, chance)
        if way.end.outcome:
            found.setdefault(way.end.outcome.id, way)
    return found


def _wander(guide: Guide, chance: Random) -> Way:
    names = sorted({answer.id for question in guide.questions for answer in question.answers})
    liked = set(chance.sample(names, chance.randint(1, min(LIKED, len(names)))))
    answers: dict[str, str] = {}
    progress = Progress((ALL,))
    while left := flow.open_questions(guide, progress):
        question = left[0].id
        offered = [answer.id for answer in guide.answers_of(question)]
        answers[question] = chance.choice([name for name in offered if name in liked] or offered)
        at = f"{len(answers)}.0"
        progress = flow.put(progress, question)
        progress = flow.answer(guide, progress, question, card=1, choice=answers[question], at=at)
    return Way(answers, conclude(guide, progress))
