"""Paths the short way: `path("engineer 2018-03 2024-03", "manager 2024-03")`; a `+` before a role puts it beside."""

from datetime import date

from advice.career import Path
from advice.moment import Moment
from advice.stint import Role, Stint

LATE = date(2099, 1, 1)


def stint(text: str, number: int = 0) -> Stint:
    role, start, *end = text.split()
    return Stint(
        Role(role.lstrip("+")),
        Moment.from_json(start),
        Moment.from_json(end[0]) if end else None,
        beside=role.startswith("+"),
        id=number,
    )


def path(*texts: str, never: bool = False) -> Path:
    stints = tuple(stint(text, number) for number, text in enumerate(texts, start=1))
    return Path(stints, never_hands_on=never, issued=len(stints))


def day(text: str) -> date:
    return date.fromisoformat(text)
