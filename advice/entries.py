"""What a content file may hold: one frozen model for each kind of entry.

The maxima keep every card inside Slack's limits (button and option 75 characters, header 150, section 3000)
with room for what the bot sets around the text.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


def _text(limit: int) -> StringConstraints:
    """Words for people: not blank, at most `limit` characters."""
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=limit)


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,29}$")]
Phrase = Annotated[str, _text(80)]
Button = Annotated[str, _text(30)]
Choice = Annotated[str, _text(75)]
Name = Annotated[str, _text(60)]
Line = Annotated[str, _text(300)]
Paragraph = Annotated[str, _text(700)]
Title = Annotated[str, _text(100)]
Minutes = Annotated[int, Field(ge=1, le=60)]
Facts = Annotated[tuple[str, ...], Field(min_length=1)]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]
Use = Literal[1, 2, 3]
Control = Literal["skip", "back", "pause", "resume", "explain", "agree", "show", "greeting", "thanks"]


class Entry(BaseModel):
    """Frozen, and strict about keys: a misspelt key is refused, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Entry):
    """A document the bot passes ideas on from, and the ids of the facts found in it. Files call its title `name`."""

    id: Id
    kind: Literal["document", "comparison"] = "document"
    title: Annotated[Line, Field(validation_alias="name")]
    author: Name
    published: date | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)] | None = None
    facts: Facts

    @property
    def citation(self) -> str:
        """How the source is named to people: author, title and year; a comparison of documents only its title."""
        if self.kind == "comparison":
            return self.title
        year = f" ({self.published.year})" if self.published else ""
        return f"{self.author}, {self.title}{year}"


class Passage(Entry):
    """A text with the facts it carries."""

    text: Paragraph
    facts: Facts


class Answer(Entry):
    """One answer button. `words`: what people type for it."""

    id: Id
    label: Button
    words: Phrases


class Question(Entry):
    """One question, and what the bot says about it. `name`: what to call it inside a sentence."""

    id: Id
    section: Id
    name: Name
    ask: Line
    yes_looks_like: Line | None = None
    why: Paragraph
    meaning: Paragraph
    facts: Facts


class Section(Entry):
    """A part of a check. `intro`: what a check of this part alone begins with; `done`: what is said after all of it."""

    id: Id
    title: Annotated[str, _text(20)]
    words: Phrases
    minutes: Minutes
    intro: Paragraph
    done: Line


class Option(Entry):
    """One choice of an opener. `opening` is the sentence that a result begins with."""

    id: Id
    label: Choice
    opening: Line
    facts: Facts


class Opener(Entry):
    """A choice asked before the first question; it is not rated."""

    id: Literal["crossroads", "direction"]
    ask: Line
    options: Annotated[tuple[Option, ...], Field(min_length=1, max_length=10)]

    def option(self, option_id: str) -> Option:
        """The option with that id; KeyError if there is none."""
        return {option.id: option for option in self.options}[option_id]


class Check(Entry):
    """A guided check as data: what it takes to walk somebody through it. What comes out is up to its kind.

    There are two kinds: `Rated` (pillars of questions with the same three answers) and `Guide` (questions with answers
    of their own, which lead to one of several outcomes).
    """

    id: Id
    title: Title
    minutes: Minutes
    intro: Passage
    openers: tuple[Opener, ...] = ()
    sections: Annotated[tuple[Section, ...], Field(min_length=1, max_length=20)]  # a chart takes 20 columns
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=100)]  # a menu takes 100 options

    @property
    def label(self) -> str:
        """What to call it on a button, among others."""
        return self.title

    @property
    def call(self) -> str:
        """What a button says that leads to it, where it stands alone."""
        return self.label

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the content: equal for equal content, whatever the order of keys in the files."""
        data = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(data.encode()).hexdigest()

    def question(self, question_id: str) -> Question:
        """The question with that id; KeyError if there is none."""
        return {question.id: question for question in self.questions}[question_id]

    def section(self, section_id: str) -> Section:
        """The section with that id; KeyError if there is none."""
        return {section.id: section for section in self.sections}[section_id]

    def opener(self, opener_id: str) -> Opener:
        """The opener with that id; KeyError if the check has none."""
        return {str(opener.id): opener for opener in self.openers}[opener_id]

    def questions_of(self, section_id: str) -> Sequence[Question]:
        """The questions of one section, in the order they are asked."""
        return tuple(question for question in self.questions if question.section == section_id)

    def answers_of(self, question_id: str) -> Sequence[Answer]:
        """The answers that a question offers; KeyError if there is no such question."""
        raise NotImplementedError

    def applies(self, question_id: str, known: Mapping[str, str | int | None]) -> bool:  # noqa: ARG002
        """Tell whether a question is asked, after what is known from the questions before it and the career path."""
        return True

    def told(self, question_id: str, known: Mapping[str, str | int | None]) -> str | None:  # noqa: ARG002
        """The answer to a question that need not be asked, since it follows from what is known; else None."""
        return None

    def answer(self, question_id: str, answer_id: str) -> Answer:
        """An answer that the question offers; KeyError if there is none."""
        return {answer.id: answer for answer in self.answers_of(question_id)}[answer_id]


class Words(Entry):
    """Typed words the bot understands, and what it says when somebody may be in danger.

    `fillers` may stand before or after any of them and change nothing ("skip please").
    A pattern in `crisis` is a row of words; a word may end in `*`. What `not_crisis` matches is left out first.
    """

    controls: dict[Control, Phrases]
    fillers: tuple[Phrase, ...] = ()
    crisis: Phrases
    not_crisis: tuple[Phrase, ...] = ()
    crisis_text: Annotated[str, _text(2000)]
