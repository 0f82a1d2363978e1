"""The cards of questions: asked, folded, old, explained, and notes under them. Pure: values in, message out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advice.catalog import Answer, Check, Question
from bot.features.check.ids import Card
from bot.features.check.view import count
from bot.runtime.blocks import Element, Rendered, actions, button, context, escape, message, section
from bot.runtime.room import cut, headed

LINE = 150  # characters of a note in one line


@dataclass(frozen=True)
class Place:
    """Where a question stands among a fixed number of them: its number in its pillar and in all."""

    here: int
    of_section: int
    overall: int
    total: int

    @property
    def words(self) -> str:
        """ "3 of 9, 3 of 21"; the second part only where there is more than one pillar."""
        within = f"{self.here} of {self.of_section}"
        return within if self.total == self.of_section else f"{within}, {self.overall} of {self.total}"

    @property
    def bar(self) -> str:
        """The way behind and ahead as a line of boxes, this question counted as ahead."""
        width = min(self.total, 21)
        done = (self.overall - 1) * width // self.total
        return "▰" * done + "▱" * (width - done)


@dataclass(frozen=True)
class Noted:
    """What somebody noted on a question in earlier checks: the newest, its day, and how many notes there are."""

    text: str
    on: date
    count: int


@dataclass(frozen=True)
class Evidence:
    """What somebody noted on a question: how many notes in this check, and what they noted in earlier ones."""

    here: int = 0
    before: Noted | None = None


NO_EVIDENCE = Evidence()


@dataclass(frozen=True)
class Along:
    """Where a question stands among as many as the answers call for. `left`: those to come, by what is known now.

    An answer may open questions or make some needless, so nothing is promised.
    """

    number: int
    left: int | None = None

    @property
    def words(self) -> str:
        """ "question 4, about 3 to go"; without an outlook where the questions do not go on after it."""
        if self.left is None:
            return f"question {self.number}"
        return (
            f"question {self.number}, about {self.left} to go" if self.left else f"question {self.number}, nearly done"
        )

    @property
    def bar(self) -> str:
        """No line of boxes: it would have to jump."""
        return ""


def question(
    card: Card,
    asked: Question,
    answers: Sequence[Answer],
    title: str,
    place: Place | Along,
    *,
    chosen: str | None,
    evidence: Evidence = NO_EVIDENCE,
    pausable: bool = True,
) -> Rendered:
    """A question with its answers; `chosen` is the label of the present answer when it is put again."""
    pause = [button("Pause", "check.pause", card.check)] if pausable else []
    words = f"{title} · {place.words}"
    like = asked.yes_looks_like
    again = f"\nSo far you said: *{escape(chosen)}*" if chosen else ""
    return message(
        f"{words}: {asked.ask}",
        context("place", f"*{escape(title)}* · {place.words}   {place.bar}".rstrip()),
        section("ask", f"{escape(asked.ask)}{again}"),
        context("yes", f"_Yes looks like: {escape(like)}_") if like else None,
        context("before", _noted_before(evidence.before)) if evidence.before else None,
        actions("answers", *(_answer_button(card, answer) for answer in answers)),
        actions(
            "controls",
            button("Skip", "check.skip", card.value),
            *pause,
            button("Why this?", "check.why", card.value),
        ),
        context("notes", f"{count(evidence.here, 'note')} kept with this question.") if evidence.here else None,
    )


def folded(card: Card, asked: Question, label: str | None) -> Rendered:
    """An answered question in one line, with the way back to it. `label` None: skipped."""
    said = f"*{escape(label)}*" if label else "skipped"
    name = headed(asked.name)
    return message(
        f"{name}: {label or 'skipped'}",
        section("said", f"{escape(name)}: {said}", button("Change", "check.again", card.value)),
    )


def closed(asked: Question, why: str) -> Rendered:
    """A card that no longer takes an answer."""
    words = f"{headed(asked.name)}: {why}"
    return message(words, context("said", escape(words)))


def explain(asked: Question, source: str, *, typed: bool) -> Rendered:
    """Why a question is asked and what it means; whoever typed a question hears that it was not kept."""
    unkept = " Your question wasn't kept." if typed else ""
    return message(
        f"{headed(asked.name)}: {asked.meaning}",
        section("meaning", cut(asked.meaning)),
        section("why", f"*Why it is asked:* {cut(asked.why)}"),
        context("source", f"{cut(source)}.{unkept}"),
    )


def noted(note_id: str, name: str, *, kept: int = 0, waits: bool = False) -> Rendered:
    """A note was kept; how to take it back. `kept`: how many characters of a long one, 0 for all of it."""
    still = " The question above still waits." if waits else ""
    shortened = f" It was long, so I kept the first {kept:,} characters." if kept else ""
    words = f"Kept as a private note on {name}.{shortened}{still}"
    return message(
        words,
        section(
            "noted",
            f"Kept as a private note on *{escape(name)}*.{shortened}{still}",
            button("Remove", "check.drop_note", note_id),
        ),
    )


def unnoted(name: str) -> Rendered:
    """A note was removed."""
    words = f"Removed. The note on {name} is gone."
    return message(words, context("noted", escape(words)))


def stale(words: str, fresh: Rendered | None) -> Rendered:
    """A button was old: said in a sentence, with the card that counts where there is one."""
    return Rendered(words, (*message(words, section("stale", words)).blocks, *(fresh.blocks if fresh else ())))


def label_of(check: Check, asked: Question, choice: str | None) -> str | None:
    """The label of an answer, as its button read; None for skipped."""
    return None if choice is None else check.answer(asked.id, choice).label


def _noted_before(before: Noted) -> str:
    """Your own words from another time in one line: evidence for the answer."""
    more = f" (and {before.count - 1} more in `/careercheck brag`)" if before.count > 1 else ""
    return f"In {before.on:%B %Y} you noted: {cut(' '.join(before.text.split()), LINE)}{more}"


def _answer_button(card: Card, answer: Answer) -> Element:
    return button(answer.label, f"check.answer:{answer.id}", f"{card.value}|{answer.id}")
