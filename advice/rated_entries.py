"""What the files of a rated check may hold: pillars of questions, each answered yes, partly or not yet (SET)."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from advice.entries import (
    Answer,
    Check,
    Entry,
    Facts,
    Id,
    Line,
    Minutes,
    Opener,
    Passage,
    Question,
    Section,
    Title,
    Use,
)


class Gain(Passage):
    """One small way to gain the experience that a question asks for."""


class Lean(Passage):
    """How a strength in the question `on` helps with the question that holds this entry."""

    on: Id


class AllStrong(Passage):
    """What is said when every question of `section` is answered yes."""

    section: Id


class Standings(Entry):
    """One sentence on where a person stands in a section.

    `strong`: every answer a strength; `mostly`: two thirds or more; `mixed`: some; `early`: none; `unanswered`: no
    answer at all. `{strength}` and `{growth}` stand for names of questions: both in `mostly` and `mixed`, only
    `{growth}` in `early`.
    """

    strong: Line
    mostly: Line
    mixed: Line
    early: Line
    unanswered: Line


class RatedAnswer(Answer):
    """One of the three answers of a pillar. `weight`: 2 strength, 1 partly, 0 not yet."""

    id: Literal["yes", "partly", "not_yet"]
    weight: Literal[2, 1, 0]


class RatedQuestion(Question):
    """A question that may be a strength. `use`: direction id -> how useful work on it is there.

    `team`: the one thing to do for whoever leads a team in which few say yes.
    """

    yes_looks_like: Line
    use: dict[Id, Use]
    gain: Annotated[tuple[Gain, ...], Field(min_length=1)]
    lean: Annotated[tuple[Lean, ...], Field(min_length=1)]
    team: Passage | None = None


class Pillar(Section):
    """A section of a rated check: its answers are its own. `team`: as in a question, for the whole section."""

    intro: Line
    answers: Annotated[tuple[RatedAnswer, ...], Field(min_length=1)]
    standings: Standings
    facts: Facts
    team: Passage | None = None


class Frame(Entry):
    """A rated check without its sections.

    `reading` leads from the opening sentences to the result. `no_strength`: whom to lean on where no strength fits,
    one for each of the (at most three) steps of a result, so that none is said twice.
    """

    id: Id
    title: Title
    minutes: Minutes
    intro: Passage
    reading: Line
    openers: tuple[Opener, ...] = ()
    all_strong: AllStrong
    no_growth: Passage
    no_answers: Passage
    no_strength: Annotated[tuple[Passage, ...], Field(min_length=3)]
    closing: Passage
    further: tuple[Passage, ...] = ()


class CheckFile(Frame):
    """What `check.toml` holds: the frame, and the sections in the order they are asked, each a file of its own."""

    sections: Annotated[tuple[Id, ...], Field(min_length=1)]


class Rated(Frame, Check):
    """A rated check as data."""

    sections: Annotated[tuple[Pillar, ...], Field(min_length=1, max_length=20)]  # a chart takes 20 columns
    questions: Annotated[tuple[RatedQuestion, ...], Field(min_length=1, max_length=100)]  # a menu takes 100 options

    def section(self, section_id: str) -> Pillar:
        """The pillar with that id; KeyError if there is none."""
        return {section.id: section for section in self.sections}[section_id]

    def questions_of(self, section_id: str) -> Sequence[RatedQuestion]:
        """The questions of one pillar, in the order they are asked."""
        return tuple(question for question in self.questions if question.section == section_id)

    def answers_of(self, question_id: str) -> Sequence[RatedAnswer]:
        """The answers of the pillar that holds the question; KeyError if there is no such question."""
        return self.section(self.question(question_id).section).answers

    def answer(self, question_id: str, answer_id: str) -> RatedAnswer:
        """An answer of the pillar that holds the question; KeyError if there is none."""
        return {str(answer.id): answer for answer in self.answers_of(question_id)}[answer_id]
