"""The result of a guide as plain text, to be copied anywhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from advice.guide_entries import Guide
from advice.guided import Conclusion
from advice.plain import headed, listed

Cite = Callable[[Iterable[str]], str]


def as_text(conclusion: Conclusion, guide: Guide, notes: Mapping[str, Sequence[str]], cite: Cite) -> str:
    """The whole result without markup. `notes`: question id -> notes; `cite` names the sources (Catalog.cite)."""
    blocks = [
        [guide.title],
        [*([conclusion.outcome.title] if conclusion.outcome else []), conclusion.opening.text],
        [f"({cite(conclusion.opening.facts)})"],
        *(listed(head, [item.text for item in items]) for head, items in conclusion.parts),
        _sources(conclusion, cite),
        *([f"Step {number}: {step.name}", step.text] for number, step in enumerate(conclusion.steps, start=1)),
        listed(
            "Changed since last time", [f"{headed(c.name)}: {c.before}, then {c.after}" for c in conclusion.changed]
        ),
        listed("Your notes", list(_notes(guide, notes))),
        [conclusion.suggestion.text] if conclusion.suggestion else [],
        [conclusion.closing.text, f"({cite(conclusion.closing.facts)})"],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _sources(conclusion: Conclusion, cite: Cite) -> list[str]:
    items = [fact for _, under in conclusion.parts for item in under for fact in item.facts]
    facts = dict.fromkeys([*items, *(fact for step in conclusion.steps for fact in step.facts)])
    return [f"(Behind all this: {cite(facts)})"] if facts else []


def _notes(guide: Guide, notes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for question in guide.questions:
        yield from (f"{headed(question.name)}: {note}" for note in notes.get(question.id, ()))
