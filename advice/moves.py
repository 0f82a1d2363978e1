"""What moved between two results of the same check, question by question, also where its content changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from advice.check import Progress, questions
from advice.entries import Check


@dataclass(frozen=True)
class Taken:
    """A result as it was kept: the check as it was then, and what was answered."""

    check: Check
    progress: Progress

    def label(self, question: str) -> str | None:
        """Return the answer to a question in words; None where it was skipped, left open or not there."""
        choice = self.progress.answers.get(question)
        return self.check.answer(question, choice).label if choice else None


class How(Enum):
    """What became of a question since the result before."""

    ALONE = "alone"  # there is nothing to compare it with
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"  # the check did not hold it then
    GONE = "gone"  # the check holds it no more


@dataclass(frozen=True)
class Compared:
    """A question in two results. `before`, `now`: the answers in words, None for none; `section`: its title."""

    question: str
    section: str
    name: str
    before: str | None
    now: str | None
    how: How


def compared(now: Taken, before: Taken | None) -> tuple[Compared, ...]:
    """Compare each question that `now` asked with the result before it, and name those that the check lost since.

    What was asked before and not this time, but is still in the check, is left out: nothing is known to have moved.
    """
    return (*_asked(now, before), *(_gone(now, before) if before else ()))


def moved(now: Taken, before: Taken | None) -> tuple[Compared, ...]:
    """Return only what was answered both times and otherwise."""
    return tuple(one for one in compared(now, before) if one.how is How.CHANGED)


def _asked(now: Taken, before: Taken | None) -> Iterator[Compared]:
    there = {question.id for question in before.check.questions} if before else set()
    for question in questions(now.check, now.progress):
        was, answer = (before.label(question.id) if before else None), now.label(question.id)
        if before is None:
            how = How.ALONE
        elif question.id not in there:
            how = How.ADDED
        elif was is None or answer is None:
            how = How.ALONE
        else:
            how = How.SAME if _choice(before, question.id) == _choice(now, question.id) else How.CHANGED
        title = now.check.section(question.section).title
        yield Compared(question.id, title, question.name, was, answer, how)


def _gone(now: Taken, before: Taken) -> Iterator[Compared]:
    there = {question.id for question in now.check.questions}
    for question in questions(before.check, before.progress):
        if question.id not in there:
            title = before.check.section(question.section).title
            yield Compared(question.id, title, question.name, before.label(question.id), None, How.GONE)


def _choice(taken: Taken, question: str) -> str | None:
    return taken.progress.answers.get(question)
