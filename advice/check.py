"""A check is data; this is how one is walked through: what was answered, what comes next, what a late click means.

Nothing here knows the questions. A question may be put several times (after *Change*, *back*, a pause): each time it
gets a card with a new number, and only its newest card counts. On one card the newest click wins, whatever order the
clicks arrive in, so that doubles and reversals always end in the same state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from advice.entries import Check, Question

Known = dict[str, str | int | None]
"""What is so: question id -> answer id (None: skipped or open), and what the career path says."""


class OldCardError(Exception):
    """The click belongs to a card that a newer one of the same question has replaced, or to no question we asked."""


@dataclass(frozen=True)
class Given:
    """An answer: the id of the choice (None: skipped) and the moment of the click, as Slack writes it."""

    choice: str | None
    at: str


@dataclass(frozen=True)
class Progress:
    """Where somebody is in a check."""

    sections: tuple[str, ...]
    openers: Mapping[str, str] = field(default_factory=dict)  # opener id -> option id
    given: Mapping[str, Given] = field(default_factory=dict)  # question id -> answer
    cards: Mapping[str, int] = field(default_factory=dict)  # question id -> number of its newest card
    current: str | None = None  # the question that waits for an answer
    again: str | None = None  # an answered question put again, until it is answered anew
    path: Mapping[str, str | int] = field(default_factory=dict)  # what the career path said at the start

    @property
    def waiting(self) -> str | None:
        """The question that a typed answer is meant for: the one put again last, else the one that waits."""
        return self.again or self.current

    @property
    def answers(self) -> dict[str, str | None]:
        """What was answered: question id -> answer id, None for skipped."""
        return {question: given.choice for question, given in self.given.items()}

    def to_json(self) -> dict[str, Any]:
        """Return this as JSON values."""
        return {
            "sections": list(self.sections),
            "openers": dict(self.openers),
            "given": {question: [given.choice, given.at] for question, given in self.given.items()},
            "cards": dict(self.cards),
            "current": self.current,
            "again": self.again,
            "path": dict(self.path),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Progress:
        """Read what `to_json` wrote."""
        return cls(
            sections=tuple(data["sections"]),
            openers=dict(data["openers"]),
            given={question: Given(choice, at) for question, (choice, at) in data["given"].items()},
            cards=dict(data["cards"]),
            current=data["current"],
            again=data["again"],
            path=dict(data["path"]),
        )


class Next(Enum):
    """What follows an answer."""

    NOTHING = "nothing"  # it was about an earlier question; the open one still waits
    ASK = "ask"
    REST = "rest"  # a section is done and another is left
    FINISH = "finish"


def title(check: Check, progress: Progress) -> str:
    """Return the check's title, with the parts of it that are walked through where that is not all."""
    walked = [part.title for part in check.sections if part.id in progress.sections]
    return check.title if len(walked) == len(check.sections) else f"{check.title} ({', '.join(walked)})"


def questions(check: Check, progress: Progress) -> Sequence[Question]:
    """Return the questions that are asked, in order: of the sections that are walked through, those that apply.

    Only questions that apply count for those after them: what was answered before an earlier answer changed is kept,
    and left out for as long as its question does not apply.
    """
    return _walked(check, progress)[0]


def known(check: Check, progress: Progress) -> Known:
    """Return what is so by now: what the career path says, what follows from it, and the answers that count."""
    return _walked(check, progress)[1]


def told(check: Check, progress: Progress) -> Sequence[tuple[str, str]]:
    """Return the questions that the career path answers, with its answers, so that nobody is asked."""
    asked, so = _walked(check, progress)
    ids = {question.id for question in asked}
    return [(q.id, str(so[q.id])) for q in check.questions if q.id not in ids and so.get(q.id) is not None]


def _walked(check: Check, progress: Progress) -> tuple[list[Question], Known]:
    so: Known = dict(progress.path)
    asked: list[Question] = []
    given = progress.given
    for question in (question for section in progress.sections for question in check.questions_of(section)):
        if check.applies(question.id, so):
            asked.append(question)
            so[question.id] = given[question.id].choice if question.id in given else None
        elif told := check.told(question.id, so):
            so[question.id] = told
    return asked, so


def open_questions(check: Check, progress: Progress) -> Sequence[Question]:
    """Return the questions without an answer, in order."""
    return [question for question in questions(check, progress) if question.id not in progress.given]


def asks(check: Check, progress: Progress, question: str) -> bool:
    """Tell whether a question is one of those that are asked, by what is known now."""
    return any(asked.id == question for asked in questions(check, progress))


def without_needless(check: Check, progress: Progress) -> Progress:
    """Let no question wait that is not asked any more, since an answer before it changed."""
    asked = {question.id for question in questions(check, progress)}
    current, again = (one if one in asked else None for one in (progress.current, progress.again))
    return replace(progress, current=current, again=again)


def turned(check: Check, before: Progress, after: Progress) -> Sequence[str]:
    """Return the questions put so far that are asked after an answer and were not before it, or the other way round."""
    asked = [{question.id for question in questions(check, one)} for one in (before, after)]
    return [question for question in after.cards if (question in asked[0]) != (question in asked[1])]


def put(progress: Progress, question: str) -> Progress:
    """Put a question (again): it gets a new card and waits for an answer."""
    number = progress.cards.get(question, 0) + 1
    return replace(progress, cards={**progress.cards, question: number}, current=question, again=None)


def put_again(progress: Progress, question: str) -> Progress:
    """Put an answered question again beside the one that waits: a new card, and nothing else moves."""
    return replace(put(progress, question), current=progress.current, again=question)


def answer(check: Check, progress: Progress, question: str, *, card: int, choice: str | None, at: str) -> Progress:
    """Take an answer from a card (None: skip). Unchanged progress means that a newer click was there already.

    Raises:
        OldCardError: the card is not the question's newest, the choice is none of the question's, or the question is
            not asked any more.
    """
    if progress.cards.get(question) != card or not _offers(check, question, choice):
        raise OldCardError
    if not asks(check, progress, question):
        raise OldCardError
    before = progress.given.get(question)
    if before is not None and _moment(at) <= _moment(before.at):
        return progress
    given = {**progress.given, question: Given(choice, at)}
    current = None if progress.current == question else progress.current
    again = None if progress.again == question else progress.again
    return replace(progress, given=given, current=current, again=again)


def following(check: Check, before: Progress, after: Progress) -> tuple[Next, Question | None]:
    """Return what comes after an answer that led from `before` to `after`, and the question to ask."""
    if before.current is None or after.current is not None:
        return Next.NOTHING, None
    left = open_questions(check, after)
    if not left:
        return Next.FINISH, None
    here = check.question(before.current).section
    same = [question for question in left if question.section == here]
    return (Next.ASK, same[0]) if same else (Next.REST, left[0])


def previous(check: Check, progress: Progress) -> Question | None:
    """Return the answered question before the one that waits, or the last answered one."""
    order = questions(check, progress)
    ids = [question.id for question in order]
    upto = ids.index(progress.current) if progress.current in ids else len(ids)
    answered = [question for question in order[:upto] if question.id in progress.given]
    return answered[-1] if answered else None


def _offers(check: Check, question: str, choice: str | None) -> bool:
    return choice is None or any(offered.id == choice for offered in check.answers_of(question))


def _moment(at: str) -> tuple[int, int]:
    seconds, _, rest = at.partition(".")
    return int(seconds or 0), int(rest.ljust(6, "0")[:6] or 0)
