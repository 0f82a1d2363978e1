"""What is wrong with a content file, in words that help whoever wrote it."""

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

REASONS = {
    "missing": "is missing",
    "too_short": "has {size} entries, there must be at least {min_length}",
    "string_too_short": "is empty",
    "string_too_long": "is {size} characters long, at most {max_length} fit",
    "too_long": "has {size} entries, at most {max_length} fit",
    "extra_forbidden": "is not a known key",
    "literal_error": "{given!r} is unknown: use {expected}",
    "string_pattern_mismatch": "{given!r} has the wrong form",
}
"""Pydantic's kinds of error in plainer words; any other keeps its own message."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the content: in which file, in which entry, and why."""

    file: str
    entry: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.entry}: {self.reason}"


class ContentError(Exception):
    """The content was refused. `problems` holds everything that is wrong with it, not only the first thing."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def refusals(error: ValidationError, file: str, entry: str) -> Iterator[Problem]:
    """One problem for each thing that a model refused; `entry` names the entry as a whole."""
    for detail in error.errors(include_url=False):
        yield Problem(file, ", ".join([entry, *_place(detail["loc"])]), _reason(detail))


def _place(loc: tuple[int | str, ...]) -> Iterator[str]:
    """The way to a field: ("gain", 1, "text") reads "gain 2", "text"."""
    for step, following in zip(loc, [*loc[1:], None], strict=True):
        if isinstance(step, str):
            yield f"{step} {following + 1}" if isinstance(following, int) else step


def _reason(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind in ("missing", "too_short") and detail["loc"][-1] == "facts":
        return "cites no source: list at least one fact id"
    given = detail["input"]
    size = len(given) if isinstance(given, Sized) else None
    if kind not in REASONS:
        return detail["msg"]
    return REASONS[kind].format(given=given, size=size, **detail.get("ctx", {}))
