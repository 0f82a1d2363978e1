"""What somebody wrote and picked in a form about a team, and what is to be mended in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advice.cleaning import clean
from bot.store.tables.teaming import LONGEST_NAME

MOST_READ = 2000  # characters of a name that are looked at; so many can be counted, and are too many
MOST_VIEWERS = 10
MOST_PICKED = 40
NAMELESS = "Give the team a name, so that people know what they join."
TOO_LONG = f"Use {LONGEST_NAME} characters or fewer; the beginning alone may say it."
NOBODY = "Pick somebody."


class ToMend(Exception):
    """Some fields need another look: field -> the sentence that stands under it."""

    def __init__(self, **errors: str) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Typed:
    """The fields as they were left; people and a user group by Slack's ids."""

    name: str = ""
    viewers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    group: str = ""
    lead: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Typed:
        """Read a submitted form."""
        return cls(
            _text(values, "name"),
            _people(values, "viewers", MOST_VIEWERS),
            _people(values, "people", MOST_PICKED),
            _text(values, "group"),
            _text(values, "lead"),
        )

    def named(self) -> str:
        """Return the name as it may be kept: one line, nothing invisible in it.

        Raises:
            ToMend: there is none, or it is too long.
        """
        name = " ".join(clean(self.name, MOST_READ).text.split())
        if not name:
            raise ToMend(name=NAMELESS)
        if len(name) > LONGEST_NAME:
            raise ToMend(name=TOO_LONG)
        return name


def _text(values: Mapping[str, Any], field: str) -> str:
    found = values.get(field)
    return found if isinstance(found, str) else ""


def _people(values: Mapping[str, Any], field: str, most: int) -> tuple[str, ...]:
    """Return who is picked, each once.

    Raises:
        ToMend: more than the form lets anybody pick.
    """
    found = values.get(field)
    picked = tuple(dict.fromkeys(found)) if isinstance(found, tuple) else ((found,) if found else ())
    if len(picked) > most:
        raise ToMend(**{field: f"Pick {most} people at most."})
    return picked
