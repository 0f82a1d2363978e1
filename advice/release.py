"""A team's summary as it was closed: frozen, with all its words, so that it reads the same for ever."""

import json
from dataclasses import dataclass
from datetime import date

from advice.bands import Grain


@dataclass(frozen=True)
class Row:
    """One line of a summary: a section or a question, and the place of its band among the release's bands."""

    id: str
    name: str
    band: int


@dataclass(frozen=True)
class Idea:
    """The one thing a lead could do about a row, and where it comes from."""

    row: str
    text: str
    source: str


@dataclass(frozen=True)
class Release:
    """A summary as it is shown and kept: by everybody, always, with the words it was closed with."""

    closed_on: date
    people: str
    about: Grain
    bands: tuple[str, ...]
    rows: tuple[Row, ...]
    ideas: tuple[Idea, ...]

    def written(self) -> str:
        """Return it as text to be stored: equal for equal releases, byte for byte."""
        plain = vars(self) | {"closed_on": self.closed_on.isoformat()}
        return json.dumps(plain, default=vars, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def read(cls, written: str) -> "Release":
        """Read what `written` wrote."""
        plain = json.loads(written)
        return cls(
            closed_on=date.fromisoformat(plain["closed_on"]),
            people=plain["people"],
            about=plain["about"],
            bands=tuple(plain["bands"]),
            rows=tuple(Row(**row) for row in plain["rows"]),
            ideas=tuple(Idea(**idea) for idea in plain["ideas"]),
        )
