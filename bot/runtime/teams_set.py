"""The settings about teams: who may make one, and the terms of its summaries, which can only be made stricter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from advice.terms import Terms
from bot.runtime.given import user_ids

MAKERS, OPERATORS = "CAREERCHECK_TEAMS_BY", "CAREERCHECK_OPERATORS"
SUMMARY = "CAREERCHECK_SUMMARY_"


@dataclass(frozen=True)
class _Number:
    form: re.Pattern[str]
    read: Callable[[str], Any]
    wanted: str


_WHOLE = re.compile(r"[0-9]{1,6}")
_FRACTION = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?|[0-9]{1,3}/[1-9][0-9]{0,2}")
_NUMBERS = {
    "people": _Number(_WHOLE, int, "must be a whole number of people, like 8"),
    "epsilon": _Number(_FRACTION, Fraction, "must be a number like 0.5 or 1/2"),
    "months": _Number(_WHOLE, int, "must be a whole number, 3 or 6"),
}


def makers(given: Mapping[str, str], operators: tuple[str, ...], problems: list[str]) -> frozenset[str] | None:
    """Return who may make teams, None for everybody; what is wrong with it is added to `problems`.

    Until that is mended nobody may.
    """
    written = given.get(MAKERS, "everyone").strip()
    if written == "everyone":
        return None
    if written == "operators":
        if not operators and OPERATORS not in given:
            problems.append(f"{MAKERS} leaves teams to the operators, and {OPERATORS} names none")
        return frozenset(operators)
    users = user_ids(written)
    if not users:
        problems.append(f"{MAKERS} must be everyone, operators, or user ids of Slack with commas between them")
    return frozenset(users or ())


def terms(given: Mapping[str, str], problems: list[str]) -> Terms:
    """Return the terms of summaries; what is wrong or weaker than was promised is added to `problems`."""
    chosen: dict[str, Any] = {}
    for name, number in _NUMBERS.items():
        setting = f"{SUMMARY}{name.upper()}"
        if written := given.get(setting, "").strip():
            try:
                chosen |= _chosen(name, number, written)
            except ValueError as wrong:
                problems.append(f"{setting} {wrong}")
    return Terms(**chosen)


def _chosen(name: str, number: _Number, written: str) -> dict[str, Any]:
    """Return one of the terms by its name. Raises ValueError: it is none, or would break the promise."""
    if not number.form.fullmatch(written):
        raise ValueError(number.wanted)
    chosen = {name: number.read(written)}
    Terms(**chosen)
    return chosen
