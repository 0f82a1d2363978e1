"""Whether the rows of an export fit together, so that everything that reads them can go on with them.

A row may refer to what is in the file alone, and to nothing of anybody else's; what was answered was asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey

from advice.career import Path
from advice.check import Progress
from advice.entries import Check, Opener
from advice.recheck import Recheck
from bot.store import contents, crossings
from bot.store.tables import metadata
from bot.store.tables.checking import CHECK_STATES, STEP_STATES
from bot.store.tables.nudging import OCCASION_KINDS, OCCASION_STATES

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
OF_TEAMS = frozenset({"invitation", "team"})  # occasions about what others rely on
QUEUED = "queued"  # of an occasion: in a message, which no file brings along
_ONE_OF: Mapping[tuple[str, str], Collection[str]] = {
    ("checks", "state"): CHECK_STATES,
    ("steps", "state"): STEP_STATES,
    ("occasions", "kind"): frozenset(OCCASION_KINDS) - OF_TEAMS,
    ("occasions", "state"): frozenset(OCCASION_STATES) - {QUEUED},
}
_ABOUT = {"unfinished": "checks", "step": "steps", "again": "milestones"}  # kind of occasion -> whose id `about` holds
YEARS = range(1900, 2200)  # nothing of ours lies outside, and with the ends of all time nothing can be reckoned
_CLICKED = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")  # a moment as Slack writes it
_HOURS, _WEEKDAYS = range(24), range(7)


def look(tables: Tables) -> None:
    """Look whether rows of the right shape fit together.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: they do not.
    """
    for (name, column), allowed in _ONE_OF.items():
        _must(all(row[column] in allowed for row in tables[name]))
    _refers_to_itself(tables)
    bodies = {row["digest"]: contents.parsed(row["body"]) for row in tables["contents"]}
    asked = {row["id"]: bodies[row["content"]] for row in tables["checks"]}
    for row in tables["checks"]:
        _must(asked[row["id"]].id == row["kind"])
        _progress(asked[row["id"]], row["progress"])
    for row in tables["results"]:
        _progress(asked[row["check_id"]], row["snapshot"])
    _numbered(tables["results"])
    for row in tables["occasions"]:
        if row["kind"] == "milestone":
            _milestone(row["about"])
    for row in tables["answers"]:
        _answer(asked[row["check_id"]], row["question"], row["choice"], row["action_ts"])
    for row in tables["notes"]:
        asked[row["check_id"]].question(row["question"])
    for row in tables["paths"]:
        _path(row["body"])
    for row in tables["wishes"]:
        _wishes(row)


def _must(holds: bool) -> None:
    if not holds:
        raise ValueError("it does not fit together")


def _refers_to_itself(tables: Tables) -> None:
    for name, rows in tables.items():
        for reference in metadata.tables[name].foreign_key_constraints:
            if (referred := reference.referred_table.name) in tables:
                ((key, column),) = ((e.parent.name, e.column.name) for e in reference.elements if _tells_apart(e))
                there = {row[column] for row in tables[referred]}
                _must(all(row[key] is None or row[key] in there for row in rows))
    ids = {name: {row["id"] for row in tables[name]} for name in ("checks", "steps")}
    ids["milestones"] = {row["id"] for row in tables["occasions"] if row["kind"] == "milestone"}
    for row in tables["occasions"]:
        if row["kind"] in _ABOUT:
            _must(row["about"].partition(":")[0] in ids[_ABOUT[row["kind"]]])


def _tells_apart(key: ForeignKey) -> bool:
    return key.parent.name != "workspace"


def _numbered(results: Sequence[Row]) -> None:
    """The first result of a check is its number 1, and each correction the next."""
    of: dict[str, list[int]] = {}
    for row in results:
        of.setdefault(row["check_id"], []).append(row["number"])
    _must(all(sorted(numbers) == [*range(1, len(numbers) + 1)] for numbers in of.values()))


def _milestone(about: str) -> None:
    named = crossings.named(about)
    _must(crossings.about(named.milestone, named.swing) == about and named.swing.year in YEARS)


def _progress(check: Check, data: Any) -> None:
    progress = Progress.from_json(data)
    asked = {question.id for question in check.questions}
    _must(progress.to_json() == data)
    _must({*progress.sections} <= {section.id for section in check.sections})
    _must({*progress.cards} <= asked and {progress.current, progress.again} <= asked | {None})
    _must(all(type(number) is int for number in progress.cards.values()))
    _must(all(isinstance(value, str | int) for value in progress.path.values()))
    openers: Mapping[str, Opener] = {opener.id: opener for opener in check.openers}
    for opener, option in progress.openers.items():
        openers[opener].option(option)
    for question, given in progress.given.items():
        _answer(check, question, given.choice, given.at)


def _answer(check: Check, question: str, choice: str | None, at: str) -> None:
    check.question(question)
    _must(choice is None or choice in {offered.id for offered in check.answers_of(question)})
    _must(_CLICKED.fullmatch(at) is not None)


def _path(data: Any) -> None:
    path = Path.from_json(data)
    _must(path.to_json() == data and type(path.issued) is int)
    for stint in path.stints:
        _must({moment.year for moment in (stint.start, stint.end) if moment} <= {*YEARS})
        _must(type(stint.id) is int and isinstance(stint.title, str | None) and isinstance(stint.beside, bool))


def _wishes(row: Row) -> None:
    _must(row["recheck"] is None or row["recheck"] in [*Recheck])
    _must(row["weekday"] in (None, *_WEEKDAYS) and row["hour"] in (None, *_HOURS))
    for first, last in row["vacations"]:
        _must(date.fromisoformat(first) <= date.fromisoformat(last))
        _must({date.fromisoformat(first).year, date.fromisoformat(last).year} <= {*YEARS})
    for chosen in (row["kinds"], row["milestones"]):
        _must(all(isinstance(on, bool) for on in chosen.values()))
