"""A row of each table in words: what a person reads in their export, where a program reads columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from advice.cadence import DAYS
from advice.career import Path
from advice.catalog import Catalog
from advice.months import spelled
from advice.recheck import WORDS, Recheck
from bot.features.mydata.words import OTHERS, SORTS
from bot.store.portable import Row

OCCASIONS = {
    "milestone": "A milestone on your path",
    "recheck": "Time to check again",
    "unfinished": "A check that was left unfinished",
    "step": "A next step, on its day",
    "again": "What was to come back later",
    "invitation": "An invitation to a team",
    "team": "News of a team",
}
BECAME = {
    "waiting": "waits for its day",
    "queued": "is on its way",
    "told": "told",
    "unknown": "perhaps told",
    "refused": "Slack did not take it",
    "skipped": "not told",
    "cancelled": "not needed any more",
}
SAID = {"new": "not asked yet", "asked": "asked", "joined": "joined", "declined": "said no", "void": "void"}


@dataclass(frozen=True)
class Around:
    """What rows name by its id: the content, and the teams (id -> name)."""

    catalog: Catalog
    teams: Mapping[str, str]

    def team(self, row: Row) -> str:
        """Return the name of the team that a row is about."""
        return self.teams.get(row["team_id"], "a team that is no more")


def day(when: str | date) -> str:
    """Return a day, or the day of an instant, as people write it; `when` as date or ISO 8601."""
    found: date = datetime.fromisoformat(when) if isinstance(when, str) else when
    return spelled(found)


def lines(table: str, rows: Sequence[Row], around: Around) -> Iterator[str]:
    """Yield the rows of a table in words.

    Raises:
        KeyError: nobody has said how rows of this table are told.
    """
    told = TOLD[table]
    for row in sorted(rows, key=lambda row: str(row["due_on"])) if table == "occasions" else rows:
        yield from told(row, around)


def _path(row: Row, _: Around) -> Iterator[str]:
    path = Path.from_json(row["body"])
    for stint in path.stints:
        until = f"until {stint.end}" if stint.end else "until today"
        more = [f"“{stint.title}”"] if stint.title else []
        more += [stint.level.value.replace("_", " ")] if stint.level else []
        more += ["beside another role"] if stint.beside else []
        yield ", ".join([f"{stint.role.value.replace('_', ' ').capitalize()}, from {stint.start} {until}", *more])
    if path.never_hands_on:
        yield "There was no hands-on work before that"


def _wishes(row: Row, around: Around) -> Iterator[str]:
    if row["recheck"]:
        yield f"To check again: {WORDS[Recheck(row['recheck'])]}"
    if row["weekday"] is not None:
        yield f"On {DAYS[row['weekday']]}s"
    if row["hour"] is not None:
        yield f"At {row['hour']:02}:00"
    if row["zone"]:
        yield f"Time zone: {row['zone']}"
    yield from (f"Away from {day(first)} to {day(last)}" for first, last in row["vacations"])
    if row["paused"]:
        yield "Nothing is to be sent unasked"
    if row["snoozed_until"]:
        yield f"Nothing unasked until {day(row['snoozed_until'])}"
    yield from (f"{OCCASIONS.get(kind, kind)}: {_on(on)}" for kind, on in row["kinds"].items())
    named = around.catalog.milestones
    yield from (f"{named[one].name if one in named else one}: {_on(on)}" for one, on in row["milestones"].items())
    yield f"Last changed on {day(row['changed_at'])}"


def _on(on: bool) -> str:
    return "yes" if on else "no"


def _span(row: Row, since: str, until: str) -> str:
    return f"from {day(row[since])}" + (f" to {day(row[until])}" if row[until] else "")


def _person(row: Row, _: Around) -> Iterator[str]:
    yield f"Your id in Slack: {row['user_id']}"
    yield f"Our conversation: {row['channel']}"
    yield f"Time zone, as Slack says: {row['tz'] or 'none'}"
    yield f"We met on {day(row['created_at'])}"
    yield f"You agreed on {day(row['consented_at'])}" if row["consented_at"] else "You did not agree yet"
    yield f"You were last here on {day(row['last_contact_at'])}"
    if row["last_unasked_at"]:
        yield f"I last wrote unasked on {day(row['last_unasked_at'])}"


def sent(rows: Sequence[Row]) -> Iterator[str]:
    """Yield how many messages of each sort there were: one by one they are many, and say little."""

    def sort(row: Row) -> str:
        return SORTS.get(str(row["view"]).partition(".")[0], OTHERS)

    came = (row for row in rows if row["sent_at"])
    for view, those in groupby(sorted(came, key=lambda row: (sort(row), row["created_at"])), key=sort):
        days = [day(row["created_at"]) for row in those]
        yield f"{view}: {len(days):,}, {days[0]}" + (f" to {days[-1]}" if days[-1] != days[0] else "")


Told = Callable[[Row, Around], Iterator[str]]


def _one(told: Callable[[Row, Around], str]) -> Told:
    return lambda row, around: iter((told(row, around),))


TOLD: Mapping[str, Told] = {
    "paths": _path,
    "wishes": _wishes,
    "occasions": _one(lambda row, _: f"{day(row['due_on'])}: {OCCASIONS[row['kind']]} ({BECAME[row['state']]})"),
    "memberships": _one(lambda row, at: f"{at.team(row)}, {_span(row, 'joined_at', 'left_at')}"),
    "primaries": _one(lambda row, at: f"{at.team(row)}, from {day(row['since'])}"),
    "ledger": _one(lambda row, at: f"{row['quarter']}, in {at.team(row)}"),
    "invitations": _one(lambda row, at: f"{at.team(row)}, {day(row['at'])} ({SAID[row['state']]})"),
    "invited": _one(lambda row, _: f"{row['people']} on {day(row['at'])}"),
    "viewers": _one(
        lambda row, at: f"{at.team(row)}, {_span(row, 'since', 'until')}" + (", as its lead" if row["leads"] else "")
    ),
    "pulls": _one(lambda row, at: f"{at.team(row)}, {day(row['at'])}"),
    "audit": _one(lambda row, _: f"{day(row['at'])}: {_plain(row['action'])} ({_plain(row['outcome'])})"),
    "exports": _one(lambda row, _: f"Asked for on {day(row['asked_at'])}" + _files(row["files"])),
    "imports": _one(lambda row, _: f"Handed in on {day(row['at'])}"),
    "people": _person,
}


def _plain(name: str) -> str:
    return name.replace(".", ": ").replace("_", " ")


def _files(files: Sequence[Any]) -> str:
    return f", {len(files)} files" if files else ""
