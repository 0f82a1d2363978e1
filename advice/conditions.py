"""Conditions in content files: on earlier answers, on the career path, on how often an answer was given.

when = { reasons = ["ego", "forced"], "path.role" = ["manager"] }          # both
when = [{ years = ["under_five"] }, { "path.years_building" = { below = 5 } }]  # one or the other
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

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

    @model_validator(mode="after")
    def _says_something(self) -> "Range":
        if self.at_least is None and self.below is None:
            raise ValueError("needs at_least or below")
        return self

    def holds(self, number: int) -> bool:
        """Tell whether a number lies in it."""
        return (self.at_least is None or number >= self.at_least) and (self.below is None or number < self.below)


Names = Annotated[tuple[str, ...], Field(min_length=1)]
Clause = dict[str, Names | Range]


def _alternatives(raw: object) -> object:
    return [raw] if isinstance(raw, Mapping) else raw


When = Annotated[tuple[Annotated[Clause, Field(min_length=1)], ...], BeforeValidator(_alternatives)]
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
