"""Made-up rows: checks in every state, with answers, notes, results and next steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from advice import check as flow
from advice.catalog import Check, Guide, Rated
from advice.check import Progress
from bot.features.check.ids import Card
from bot.preview.stage import NOW, WORKSPACE, Stage
from bot.preview.words import Choices
from bot.store import checks, contents, notes, results, steps
from bot.store.checks import CheckRow
from bot.store.notes import Note
from bot.store.steps import Step

TODAY = timedelta(0)
OPENERS = {"crossroads": "manager", "direction": "technology"}


@dataclass
class Sitting:
    """One check of the person on the stage."""

    stage: Stage
    row: CheckRow
    check: Rated | Guide

    @property
    def id(self) -> str:
        """The check's id."""
        return self.row.id

    def card(self, question: int) -> Card:
        """Return the newest card of a question, by its place."""
        asked = self.check.questions[question].id
        return Card(self.row.id, asked, self.row.progress.cards.get(asked, 1))

    def again(self, question: int) -> Card:
        """Put an answered question again; returns its new card."""
        progress = flow.put_again(self.row.progress, self.check.questions[question].id)
        self.row = checks.save(self.stage.connection, replace(self.row, progress=progress), NOW)
        return self.card(question)

    def concludes(self, at: datetime = NOW) -> int:
        """Keep the result as it is now; returns its number."""
        return results.add(self.stage.connection, self.row, id=self.stage.new_id(), now=at)

    def notes(self, texts: Sequence[str]) -> list[str]:
        """Keep notes, spread over the questions; returns their ids."""
        return [self._note(number, text) for number, text in enumerate(texts)]

    def steps(self, texts: Sequence[str], *, due: timedelta = timedelta(days=14)) -> list[Step]:
        """Keep open next steps."""
        made = [
            Step(self.stage.new_id(), self.row.user_id, self.id, text, (NOW + due).date(), "open") for text in texts
        ]
        for step in made:
            steps.add(self.stage.connection, WORKSPACE, step, NOW)
        return made

    def _note(self, number: int, text: str) -> str:
        question = self.check.questions[number % len(self.check.questions)].id
        note = Note(self.stage.new_id(), self.row.user_id, self.id, question, text)
        # One message makes one note; the id stands for the message's.
        here = {"workspace": WORKSPACE, "channel": self.stage.channel, "message_ts": note.id}
        notes.keep(self.stage.connection, note, **here, now=NOW)
        return note.id


def sit(
    stage: Stage,
    choices: Choices = (),
    *,
    kind: str = "set",
    state: str = "open",
    sections: Sequence[str] = (),
    ago: timedelta = TODAY,
    path: Mapping[str, str | int] | None = None,
) -> Sitting:
    """Put the person into a check, the first questions answered with `choices` (None: skipped).

    While it is open the next question waits, unless a pillar has just ended. `path`: what their career path said.
    """
    check = stage.catalog.checks[kind]
    asked = tuple(sections) or tuple(part.id for part in check.sections)
    begun = Progress(asked, OPENERS if check.openers else {}, path=path or {})
    check_id = stage.new_id()
    thread_ts = f"1795424400.{check_id[-6:]}"
    row = CheckRow(
        workspace=WORKSPACE,
        id=check_id,
        user_id=stage.user_id,
        kind=check.id,
        content=contents.keep(stage.connection, stage.catalog, WORKSPACE, check.id),
        state=state,
        revision=0,
        progress=_answered(check, begun, choices),
        channel=stage.channel,
        thread_ts=thread_ts,
        started_at=NOW - ago,
        touched_at=NOW - ago,
        finished_at=NOW - ago if state == "finished" else None,
    )
    checks.add(stage.connection, row)
    checks.place(stage.connection, WORKSPACE, row.id, stage.channel, thread_ts)
    return Sitting(stage, row, check)


def _answered(check: Check, progress: Progress, choices: Choices) -> Progress:
    for number, choice in enumerate(choices):
        asked = flow.open_questions(check, progress)[0].id
        at = f"{1795424400 + number}.000100"
        progress = flow.answer(check, flow.put(progress, asked), asked, card=1, choice=choice, at=at)
    left = flow.open_questions(check, progress)
    begun = {check.question(asked).section for asked in progress.given}
    if left and (not progress.given or left[0].section in begun):
        return flow.put(progress, left[0].id)
    return progress


def walk(stage: Stage, kind: str, pick: int | None, *, path: Mapping[str, str | int] | None = None) -> Sitting:
    """Walk the person through a guide to its end, always with the answer in place `pick` (None: all skipped)."""
    guide = stage.catalog.checks[kind]
    progress = Progress(tuple(part.id for part in guide.sections), path=path or {})
    choices: list[str | None] = []
    while left := flow.open_questions(guide, _answered(guide, progress, choices)):
        answers = guide.answers_of(left[0].id)
        choices.append(None if pick is None else answers[pick].id)
    return sit(stage, choices, kind=kind, state="finished", path=path)
