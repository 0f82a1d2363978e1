"""What somebody wrote into a form of the path, and the stint that it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advice.cleaning import clean
from advice.moment import Moment
from advice.stint import Level, Role, Stint
from advice.stint_rules import PathRefused
from advice.typed_dates import UnclearDate, read_end, read_start

BUILDING, NEVER, REMOVE, FIT = "building", "never", "remove", "fit"
MOST_WRITTEN = 300  # characters of a title that are read at all; the rule of the path is stricter and says so
Errors = dict[str, str]


class ToMend(Exception):
    """Some fields need another look: field -> the sentence that stands under it."""

    def __init__(self, errors: Errors) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Typed:
    """The fields as they were left."""

    role: str = ""
    title: str = ""
    level: str = ""
    start: str = ""
    end: str = ""
    ticked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Typed:
        """Read a submitted form."""
        names = ("role", "title", "level", "start", "end")
        more = values.get("more") or ()
        return cls(
            **{name: str(values.get(name) or "") for name in names},
            ticked=frozenset((more,) if isinstance(more, str) else more),
        )

    @classmethod
    def of_stint(cls, stint: Stint, *, never: bool) -> Typed:
        """Return the fields of a form that holds a stint."""
        return cls(
            role=stint.role.value,
            title=stint.title,
            level=stint.level.value if stint.level else "",
            start=str(stint.start),
            end=str(stint.end) if stint.end else "",
            ticked=frozenset({NEVER} if never else ()),
        )

    def stint(self) -> Stint:
        """Return what these fields say.

        Raises:
            ToMend: with a sentence for each field that cannot be read.
        """
        errors: Errors = {}
        if self.role not in list(Role):
            errors["role"] = "Pick the one that comes nearest."
        start, end = Moment(1), None
        try:
            start = read_start(self.start)
        except UnclearDate as unclear:
            errors["start"] = str(unclear)
        try:
            end = read_end(self.end)
        except UnclearDate as unclear:
            errors["end"] = str(unclear)
        if errors:
            raise ToMend(errors)
        level = Level(self.level) if self.level in list(Level) else None
        return Stint(Role(self.role), start, end, " ".join(clean(self.title, MOST_WRITTEN).text.split()), level)


def under_fields(refused: PathRefused, shown: tuple[str, ...]) -> Errors:
    """Return what a path refused as sentences under the fields that are `shown`; the first takes what has none."""
    errors: dict[str, list[str]] = {}
    for trouble in refused.troubles:
        field = "more" if trouble.field == "beside" else trouble.field
        errors.setdefault(field if field in shown else shown[0], []).append(trouble.text)
    return {field: " ".join(dict.fromkeys(texts)) for field, texts in errors.items()}
