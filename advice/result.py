"""From answers to a result: where a person stands, what is strong, what to work on, and two ways to do so (SET-01)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from advice.check import Progress
from advice.entries import Passage
from advice.outcome import Growth, Move, Result, Standing, Step, Strength
from advice.plain import as_text
from advice.rated_entries import Lean, Rated, RatedQuestion

__all__ = [
    "Growth",
    "Move",
    "Result",
    "Standing",
    "Step",
    "Strength",
    "as_text",
    "conclude",
    "conclude_progress",
    "standing",
]

Answers = Mapping[str, str | None]
"""Question id -> answer id, or None for skipped; a question that is not in it is open."""

STEPS = 3
MOSTLY = 2 / 3
STRONG = "yes"


def conclude(
    check: Rated,
    answers: Answers,
    sections: Sequence[str],
    crossroads: str | None,
    direction: str | None,
    *,
    previous: Answers | None = None,
) -> Result:
    """The result of the sections asked. `crossroads` and `direction` are option ids; None means not chosen.

    Growth areas stand in order of use for the direction, then the weaker answer first, then as they were asked.
    """
    asked = [
        question for section in check.sections if section.id in sections for question in check.questions_of(section.id)
    ]
    strengths = [question for question in asked if answers.get(question.id) == STRONG]
    growing = _by_use(check, asked, answers, direction)
    left = tuple(question.id for question in asked if question.id not in answers)
    return Result(
        opening=_opening(check, crossroads, direction),
        standings=tuple(standing(check, s.id, answers, direction) for s in check.sections if s.id in sections),
        strengths=tuple(Strength(question.id, question.name) for question in strengths),
        growth=tuple(Growth(q.id, q.name, _label(check, q, answers)) for q in growing),
        skipped=tuple(q.id for q in asked if q.id in answers and answers[q.id] is None),
        open=left,
        steps=tuple(_steps(check, growing[:STEPS], answers, strengths)),
        nearest=growing[0].name if growing else None,
        all_strong=check.all_strong if _all_strong(check, asked, strengths) else None,
        no_steps=_instead_of_steps(check, growing, strengths, left),
        moved=tuple(_moves(check, asked, answers, previous or {})),
        closing=check.closing,
    )


def conclude_progress(check: Rated, progress: Progress, previous: Progress | None = None) -> Result:
    """The result of what was answered so far; `previous` is the check of the same kind before."""
    crossroads, direction = progress.openers.get("crossroads"), progress.openers.get("direction")
    before = previous.answers if previous else None
    return conclude(check, progress.answers, progress.sections, crossroads, direction, previous=before)


def standing(check: Rated, section: str, answers: Answers, direction: str | None = None) -> Standing:
    """Where a person stands in one section, also while the others are still to be asked."""
    asked = check.questions_of(section)
    strengths = [question for question in asked if answers.get(question.id) == STRONG]
    growing = _by_use(check, asked, answers, direction)
    counts = Counter(answers[question.id] for question in asked if question.id in answers)
    texts = check.section(section).standings
    answered = len(strengths) + len(growing)
    if not answered:
        sentence = texts.unanswered
    elif not growing:
        sentence = texts.strong
    elif not strengths:
        sentence = texts.early
    else:
        sentence = texts.mostly if len(strengths) >= MOSTLY * answered else texts.mixed
    return Standing(
        section=section,
        title=check.section(section).title,
        sentence=sentence.format(
            strength=_most_useful(strengths, direction).name if strengths else "",
            growth=growing[0].name if growing else "",
        ),
        strong=counts["yes"],
        partly=counts["partly"],
        not_yet=counts["not_yet"],
        skipped=counts[None],
        open=len(asked) - counts.total(),
    )


def _opening(check: Rated, crossroads: str | None, direction: str | None) -> tuple[str, ...]:
    chosen = {"crossroads": crossroads, "direction": direction}
    said = [o.option(option).opening for o in check.openers if (option := chosen[o.id]) is not None]
    return (*said, check.reading)


def _use(question: RatedQuestion, direction: str | None) -> int:
    return question.use.get(direction or "unsure", 1)


def _most_useful(questions: Sequence[RatedQuestion], direction: str | None) -> RatedQuestion:
    return max(questions, key=lambda question: _use(question, direction))


def _by_use(
    check: Rated, asked: Iterable[RatedQuestion], answers: Answers, direction: str | None
) -> list[RatedQuestion]:
    """The growth areas, most useful first; sorting is stable, so equal ones stay as they were asked."""
    growing = [question for question in asked if answers.get(question.id) not in (None, STRONG)]
    return sorted(growing, key=lambda q: (-_use(q, direction), _weight(check, q, answers)))


def _weight(check: Rated, question: RatedQuestion, answers: Answers) -> int:
    return check.answer(question.id, answers[question.id] or "").weight


def _label(check: Rated, question: RatedQuestion, answers: Answers) -> str:
    return check.answer(question.id, answers[question.id] or "").label


def _steps(
    check: Rated, growing: Iterable[RatedQuestion], answers: Answers, strengths: Sequence[RatedQuestion]
) -> Iterable[Step]:
    """What to do about each growth area. Where no strength helps it is another person, each time in other words.

    The first way to gain is for whoever begins; the last one for whoever is on the way (partly).
    """
    names = {strength.id: Strength(strength.id, strength.name) for strength in strengths}
    people = iter(check.no_strength)
    for question in growing:
        gain = question.gain[-1] if _weight(check, question, answers) else question.gain[0]
        lean: Lean | None = next((lean for lean in question.lean if lean.on in names), None)
        told = lean or next(people)
        yield Step(
            question=question.id,
            name=question.name,
            gain=gain.text,
            gain_facts=gain.facts,
            lean_on=names[lean.on] if lean else None,
            lean=told.text,
            lean_facts=told.facts,
        )


def _instead_of_steps(
    check: Rated, growing: Sequence[RatedQuestion], strengths: Sequence[RatedQuestion], left: Sequence[str]
) -> Passage | None:
    """What is said where there is nothing to work on; that all is well, only once nothing is open any more."""
    if growing:
        return None
    if not strengths:
        return check.no_answers
    return None if left else check.no_growth


def _all_strong(check: Rated, asked: Sequence[RatedQuestion], strengths: Sequence[RatedQuestion]) -> bool:
    """SET-S0: every question of that section was asked and every answer is a strength."""
    wanted = {question.id for question in check.questions_of(check.all_strong.section)}
    return wanted <= {q.id for q in asked} and wanted <= {q.id for q in strengths}


def _moves(check: Rated, asked: Iterable[RatedQuestion], answers: Answers, previous: Answers) -> Iterable[Move]:
    for question in asked:
        before, after = previous.get(question.id), answers.get(question.id)
        if before and after and before != after:
            old, new = check.answer(question.id, before), check.answer(question.id, after)
            yield Move(question.id, question.name, old.label, new.label, better=new.weight > old.weight)
