"""A result as plain text, to be copied anywhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from advice.outcome import Result, Step
from advice.rated_entries import Rated


def as_text(
    result: Result,
    check: Rated,
    notes: Mapping[str, Sequence[str]],
    cite: Callable[[Iterable[str]], str] | None = None,
) -> str:
    """The whole result without markup. `notes`: question id -> notes; `cite` names the sources (Catalog.cite)."""
    blocks = [
        [check.title],
        [" ".join(result.opening)],
        [f"{standing.title}: {standing.sentence}" for standing in result.standings],
        [passage.text for passage in (result.all_strong, result.no_steps) if passage],
        listed("Strengths", [headed(strength.name) for strength in result.strengths]),
        listed("Worth working on", [f"{headed(growth.name)} ({growth.answer})" for growth in result.growth]),
        *(list(_step(number, step, cite)) for number, step in enumerate(result.steps, start=1)),
        listed("Changed since last time", [f"{headed(m.name)}: {m.before}, then {m.after}" for m in result.moved]),
        listed("Your notes", list(_notes(check, notes))),
        [result.closing.text, *([f"({cite(result.closing.facts)})"] if cite else [])],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def headed(name: str) -> str:
    """Names are made to stand inside a sentence; here they begin a line."""
    return name[:1].upper() + name[1:]


def listed(title: str, lines: Sequence[str]) -> list[str]:
    """A title and lines under it; nothing where there are no lines."""
    return [title, *(f"- {line}" for line in lines)] if lines else []


def _step(number: int, step: Step, cite: Callable[[Iterable[str]], str] | None) -> Iterator[str]:
    yield f"Step {number}: {headed(step.name)}"
    yield f"Gain it: {step.gain}"
    yield f"Lean on {step.lean_on.name}: {step.lean}" if step.lean_on else f"Lean on somebody: {step.lean}"
    if cite:
        yield f"({cite([*step.gain_facts, *step.lean_facts])})"


def _notes(check: Rated, notes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for question in check.questions:
        yield from (f"{headed(question.name)}: {note}" for note in notes.get(question.id, ()))
