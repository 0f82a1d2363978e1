"""Conditions in content files: on earlier answers, on the career path, on how often an answer was given.

when = { reasons = ["ego", "forced"], "path.role" = ["manager"] }          # both
when = [{ years = ["under_five"] }, { "path.years_building" = { below = 5 } }]  # one or the other
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from advice.entries import Entry

UNKNOWN = "unknown"
"""What a condition names where it means a question without an answer, or a path that does not say."""

PATH: Mapping[str, frozenset[str] | None] = {
    "path.role": frozenset({"engineer", "tech_lead", "manager", "director", "executive", "away"}),
    "path.months_away": None,
    "path.months_in_role": None,
    "path.years_building": None,
    "path.years_managing": None,
}
"""What a career path says: the role that goes on, or a number. Missing where the path does not tell."""

OUTCOME, COUNT = "outcome", "count."
Known = Mapping[str, str | int | None]
"""What is so: question id -> answer id, a key of `PATH` -> what the path says, `outcome`, `count.<answer id>`."""


class Range(Entry):
    """A number that is at least the one and below the other."""

    at_least: int | None = None
    below: int | None = None

    def holds(self, number: int) -> bool:
        """Tell whether a number lies in it."""
        return (self.at_least is None or number >= self.at_least) and (self.below is None or number < self.below)


Names = tuple[str, ...]


def _clear(raw: object) -> object:
    """Refuse in one line what is neither of the two; the types would refuse it twice, once as each."""
    match raw:
        case [*names] if names and all(isinstance(name, str) for name in names):
            return raw
        case Range():
            return raw
        case {**bounds} if bounds.keys() <= Range.model_fields.keys() and _are_numbers(bounds.values()):
            return raw
    raise PydanticCustomError("wanted", "wants a list of answers, or a number's bounds: { at_least = 2, below = 5 }")


def _are_numbers(bounds: Iterable[object]) -> bool:
    given = [bound for bound in bounds if bound is not None]
    return bool(given) and all(type(bound) is int for bound in given)


Wanted = Annotated[Names | Range, BeforeValidator(_clear)]
Clause = dict[str, Wanted]


def _alternatives(raw: object) -> object:
    clauses = [raw] if isinstance(raw, Mapping) else raw
    if isinstance(clauses, Sequence) and all(isinstance(clause, Mapping) and clause for clause in clauses):
        return clauses
    raise PydanticCustomError("when", "wants a condition, or a list of them: { role = ['manager'] }")


When = Annotated[tuple[Clause, ...], BeforeValidator(_alternatives)]
"""One of the clauses holds, and in a clause all of it; no clause at all: always."""


def holds(when: Sequence[Clause], known: Known) -> bool:
    """Tell whether one of the clauses holds."""
    return not when or any(all(_fits(wanted, _value(key, known)) for key, wanted in clause.items()) for clause in when)


def counted(answers: Iterable[str | None]) -> dict[str, str | int | None]:
    """How often each answer was given, for conditions on `count.<answer id>`."""
    return {f"{COUNT}{answer}": number for answer, number in Counter(answers).items() if answer is not None}


def named(when: Sequence[Clause]) -> Iterator[tuple[str, Names | Range]]:
    """Each thing that the clauses ask for, with what they want it to be."""
    for clause in when:
        yield from clause.items()


def _value(key: str, known: Known) -> str | int | None:
    """What is so; an answer that was never given was given no times."""
    return known.get(key, 0 if key.startswith(COUNT) else None)


def _fits(wanted: Names | Range, value: str | int | None) -> bool:
    if isinstance(wanted, Range):
        return isinstance(value, int) and wanted.holds(value)
    return (UNKNOWN if value is None else value) in wanted
