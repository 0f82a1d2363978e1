"""From the answers of a guide to what it says: one outcome, what stands behind it, next steps, and what fits next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from advice.check import Progress, known, questions
from advice.conditions import OUTCOME, Known, counted, holds
from advice.entries import Passage
from advice.guide_entries import Guide, Item, NextStep, Outcome, Suggestion


@dataclass(frozen=True)
class Changed:
    """An answer that differs from the one in the result before."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Conclusion:
    """Everything the result of a guide says. `outcome` is None where every question was skipped."""

    outcome: Outcome | None
    opening: Passage
    parts: tuple[tuple[str, tuple[Item, ...]], ...]
    steps: tuple[NextStep, ...]
    suggestion: Suggestion | None
    changed: tuple[Changed, ...]
    closing: Passage


def conclude(guide: Guide, progress: Progress, previous: Progress | None = None) -> Conclusion:
    """Conclude from what was answered so far; `previous` is the same guide's result before."""
    answers = _answers(guide, progress)
    so: Known = {**known(guide, progress), **counted(answers.values())}
    outcome = next((one for one in guide.outcomes if holds(one.when, so)), None) if any(answers.values()) else None
    so = {**so, OUTCOME: outcome.id if outcome else None}
    return Conclusion(
        outcome=outcome,
        opening=outcome or guide.no_answers,
        parts=tuple(_parts(guide, so)) if outcome else (),
        steps=tuple(step for step in guide.steps if holds(step.when, so)) if outcome else (),
        suggestion=next((one for one in guide.suggests if holds(one.when, so)), None),
        changed=tuple(_changed(guide, answers, _answers(guide, previous) if previous else {})),
        closing=guide.closing,
    )


def _answers(guide: Guide, progress: Progress) -> dict[str, str | None]:
    """The answers that count: question id -> answer id, None for skipped or still open."""
    return {question.id: progress.answers.get(question.id) for question in questions(guide, progress)}


def _parts(guide: Guide, so: Known) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for part in guide.parts:
        items = tuple(item for item in part.items if holds(item.when, so))
        if items:
            yield part.head, items


def _changed(guide: Guide, answers: Mapping[str, str | None], before: Mapping[str, str | None]) -> Iterable[Changed]:
    """What was answered both times and otherwise; what the content offered then and offers no more is left out."""
    for question, answer in answers.items():
        labels = {offered.id: offered.label for offered in guide.answers_of(question)}
        earlier, now = (labels.get(one or "") for one in (before.get(question), answer))
        if earlier and now and earlier != now:
            yield Changed(guide.question(question).name, earlier, now)
