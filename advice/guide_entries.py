"""What the file of a guide may hold: questions with answers of their own, which lead to one of several outcomes."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from advice.conditions import Known, When, holds
from advice.entries import Answer, Check, Entry, Id, Line, Minutes, Name, Passage, Phrases, Question, Section, Title

ALL = "all"
"""The one section of a guide."""

Months = Annotated[int, Field(ge=0, le=24)]


class GuideAnswer(Answer):
    """One answer of a guide. Where `told` holds for what the career path says, it counts and nobody is asked."""

    told: When = ()


class GuideQuestion(Question):
    """A question with answers of its own; it is asked where `when` holds for what was answered before it."""

    section: Id = ALL
    answers: Annotated[tuple[GuideAnswer, ...], Field(min_length=2, max_length=5)]
    when: When = ()


class Item(Passage):
    """One thing that an outcome says, where it holds."""

    when: When = ()


class Part(Entry):
    """A head and what stands under it; left out where nothing does."""

    head: Name
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class NextStep(Passage):
    """A next step that can be kept as one's own. `name`: as a line of a list; `months` until the day it is for."""

    id: Id
    name: Line
    months: Months
    when: When = ()


class Suggestion(Entry):
    """Which check fits next, and why; the first one that holds is offered."""

    check: Id
    text: Line
    when: When = ()


class Outcome(Passage):
    """One way in which a guide ends. The first one that holds counts, so the last one needs no condition."""

    id: Id
    title: Name
    when: When = ()


class Offered(Passage):
    """For whom a guide is; `text` is what anybody else hears, with the check `instead`.

    `others`: what some of them hear in place of that; the first one that holds.
    """

    when: Annotated[When, Field(min_length=1)]
    instead: Id
    others: tuple[Suggestion, ...] = ()

    def in_place(self, known: Known) -> tuple[str, str]:
        """What somebody hears for whom the guide is not, and the id of the check for them."""
        found = next((other for other in self.others if holds(other.when, known)), None)
        return (found.text, found.check) if found else (self.text, self.instead)


class GuideFile(Entry):
    """What the file of a guide holds.

    `summary`: one line in the list of all checks. `name`: above each question. `button`: what a button says that leads
    to it; without one, the name. `words`: what people type for it.
    `no_answers`: in place of an outcome where every question was skipped.
    """

    id: Id
    title: Title
    name: Annotated[str, Field(min_length=1, max_length=20)]
    button: Annotated[str, Field(min_length=1, max_length=30)] | None = None
    summary: Line
    words: Phrases
    minutes: Minutes
    intro: Passage
    offered: Offered | None = None
    questions: Annotated[tuple[GuideQuestion, ...], Field(min_length=1, max_length=30)]
    no_answers: Passage
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    parts: tuple[Part, ...] = ()
    steps: tuple[NextStep, ...] = ()
    suggests: tuple[Suggestion, ...] = ()
    closing: Passage


class Guide(GuideFile, Check):
    """A guide as data."""

    questions: Annotated[tuple[GuideQuestion, ...], Field(min_length=1, max_length=30)]

    @classmethod
    def of(cls, file: GuideFile) -> "Guide":
        """Let what a file holds be walked through like any check: all its questions stand in one section."""
        section = Section(
            id=ALL, title=file.name, words=file.words, minutes=file.minutes, intro=file.summary, done=file.summary
        )
        return cls(**dict(file) | {"sections": (section,)})

    @property
    def label(self) -> str:
        """What to call it on a button, among others."""
        return self.name

    @property
    def call(self) -> str:
        """What a button says that leads to it, where it stands alone."""
        return self.button or self.name

    def question(self, question_id: str) -> GuideQuestion:
        """The question with that id; KeyError if there is none."""
        found = next((question for question in self.questions if question.id == question_id), None)
        if found is None:
            raise KeyError(question_id)
        return found

    def answers_of(self, question_id: str) -> Sequence[Answer]:
        """The answers that a question offers; KeyError if there is no such question."""
        return self.question(question_id).answers

    def applies(self, question_id: str, known: Known) -> bool:
        """Tell whether a question is asked, after what is known."""
        question = self.question(question_id)
        return holds(question.when, known) and _told(question, known) is None

    def told(self, question_id: str, known: Known) -> str | None:
        """The answer to a question that is known without asking; None where there is none, or no use for one."""
        question = self.question(question_id)
        return _told(question, known) if holds(question.when, known) else None


def _told(question: GuideQuestion, known: Known) -> str | None:
    return next((answer.id for answer in question.answers if answer.told and holds(answer.told, known)), None)
