"""What has to hold inside the guides and between them: conditions that can come true, words that mean one thing."""

from collections.abc import Iterator, Mapping, Sequence, Set

from advice.conditions import COUNT, OUTCOME, PATH, UNKNOWN, Names, Range, When, named
from advice.content_files import Placed
from advice.content_rules import citations, twice
from advice.guide_entries import GuideFile
from advice.problems import Problem
from advice.words import key

Possible = Mapping[str, Set[str] | None]
"""What a condition may ask for -> the values it can have; None: a number."""


def guide_problems(guides: Sequence[Placed[GuideFile]], known: Set[str], others: Set[str]) -> Iterator[Problem]:
    """Everything in the guides that does not fit; `known` holds fact ids, `others` the ids of the other checks."""
    checks = others | {placed.entry.id for placed in guides}
    for placed in guides:
        for where, facts in citations(placed.entry):
            yield from (placed.problem(f"cites {f}, which no source lists", where) for f in facts if f not in known)
        yield from _twice(placed)
        yield from _answer_problems(placed)
        yield from _condition_problems(placed)
        yield from _reference_problems(placed, checks)
        if placed.entry.id in others:
            yield placed.problem("another check has this id")
    words = [(key(word), placed) for placed in guides for word in placed.entry.words]
    for word in twice(word for word, _ in words):
        yield [placed for one, placed in words if one == word][-1].problem(f"{word!r} stands for two checks", "words")


def _twice(placed: Placed[GuideFile]) -> Iterator[Problem]:
    guide = placed.entry
    for kind, ids in (
        ("question", [one.id for one in guide.questions]),
        ("outcome", [one.id for one in guide.outcomes]),
        ("step", [one.id for one in guide.steps]),
    ):
        yield from (placed.problem("is there twice", f"{kind} {name}") for name in twice(ids))


def _answer_problems(placed: Placed[GuideFile]) -> Iterator[Problem]:
    for question in placed.entry.questions:
        where = f"question {question.id}"
        for name in twice(answer.id for answer in question.answers):
            yield placed.problem("is there twice", f"{where}, answer {name}")
        if UNKNOWN in {answer.id for answer in question.answers}:
            yield placed.problem(f"{UNKNOWN} means a question without an answer", f"{where}, answer {UNKNOWN}")
        typed = [{key(word) for word in (*answer.words, answer.label)} for answer in question.answers]
        for word in twice(word for words in typed for word in words):
            yield placed.problem(f"two answers share the typed word {word!r}", where)


def _condition_problems(placed: Placed[GuideFile]) -> Iterator[Problem]:
    """Conditions on what is not there, or comes later, would never hold and never be noticed."""
    guide = placed.entry
    possible: dict[str, Set[str] | None] = dict(PATH)
    if guide.offered:
        yield from _unfit(placed, "offered", guide.offered.when, PATH)
        for number, other in enumerate(guide.offered.others, start=1):
            yield from _unfit(placed, f"offered, others {number}", other.when, PATH)
    for question in guide.questions:
        yield from _unfit(placed, f"question {question.id}", question.when, possible)
        for answer in question.answers:
            yield from _unfit(placed, f"question {question.id}, answer {answer.id}", answer.told, PATH, "told")
        possible[question.id] = frozenset(answer.id for answer in question.answers)
    possible |= {f"{COUNT}{answer.id}": None for question in guide.questions for answer in question.answers}
    for outcome in guide.outcomes:
        yield from _unfit(placed, f"outcome {outcome.id}", outcome.when, possible)
    for outcome in guide.outcomes[:-1]:
        if not outcome.when:
            yield placed.problem("holds always, so those after it never do", f"outcome {outcome.id}")
    if guide.outcomes[-1].when:
        yield placed.problem("has a condition, so some answers would lead nowhere", f"outcome {guide.outcomes[-1].id}")
    possible[OUTCOME] = frozenset(outcome.id for outcome in guide.outcomes)
    for part in guide.parts:
        for number, item in enumerate(part.items, start=1):
            yield from _unfit(placed, f"part {part.head!r}, item {number}", item.when, possible)
    for step in guide.steps:
        yield from _unfit(placed, f"step {step.id}", step.when, possible)
    for number, suggestion in enumerate(guide.suggests, start=1):
        yield from _unfit(placed, f"suggests {number}", suggestion.when, possible)


def _unfit(
    placed: Placed[GuideFile], where: str, when: When, possible: Possible, key: str = "when"
) -> Iterator[Problem]:
    for name, wanted in named(when):
        if name not in possible:
            yield placed.problem(f"asks for {name}, which is nothing known at this point", f"{where}, {key}")
        else:
            yield from (placed.problem(reason, f"{where}, {key}") for reason in _reasons(name, wanted, possible[name]))


def _reasons(name: str, wanted: Names | Range, values: Set[str] | None) -> Iterator[str]:
    if isinstance(wanted, Range):
        if values is not None:
            yield f"{name} is no number"
        return
    allowed = {UNKNOWN} | (values or set())
    yield from (f"{name} is never {value}" for value in wanted if value not in allowed)


def _reference_problems(placed: Placed[GuideFile], checks: Set[str]) -> Iterator[Problem]:
    guide = placed.entry
    named_checks = [("offered, instead", guide.offered.instead)] if guide.offered else []
    others = guide.offered.others if guide.offered else ()
    named_checks += [(f"offered, others {number}", one.check) for number, one in enumerate(others, start=1)]
    named_checks += [(f"suggests {number}", one.check) for number, one in enumerate(guide.suggests, start=1)]
    for where, check in named_checks:
        if check not in checks:
            yield placed.problem(f"there is no check {check}", where)
