"""All that somebody has to show: notes and finished steps, read where they are, and entries of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from advice.brag import Piece, Pillar
from advice.catalog import Catalog, Check, Rated
from bot.store import contents, evidence, people, wishes
from bot.store.tables import checks, notes, steps

SET = "set"  # the check whose sections are the pillars

# Made once: making a statement takes longer than running it. The checks of notes and steps are said to be of the same
# person, so that they are found by an index and not among everybody's.
_THEIR_CHECK = checks.c.user_id == bindparam("user_id")
_OF_NOTE = and_(checks.c.workspace == notes.c.workspace, checks.c.id == notes.c.check_id, _THEIR_CHECK)
_OF_STEP = and_(checks.c.workspace == steps.c.workspace, checks.c.id == steps.c.check_id, _THEIR_CHECK)
_THEIR_NOTES = (
    select(notes.c.id, notes.c.text, notes.c.question, notes.c.created_at, checks.c.kind, checks.c.content)
    .join(checks, _OF_NOTE)
    .where(notes.c.workspace == bindparam("workspace"), notes.c.user_id == bindparam("user_id"))
    .order_by(notes.c.id)
)
_THEIR_STEPS = (
    select(steps.c.id, steps.c.text, steps.c.closed_at, steps.c.due, checks.c.kind, checks.c.content)
    .join(checks, _OF_STEP, isouter=True)
    .where(steps.c.workspace == bindparam("workspace"), steps.c.user_id == bindparam("user_id"))
    .where(steps.c.state == "done")
    .order_by(steps.c.id)
)
_NOTES_BEFORE = (
    select(notes.c.text, notes.c.created_at, func.count().over())
    .join(checks, _OF_NOTE)
    .where(notes.c.workspace == bindparam("workspace"), notes.c.user_id == bindparam("user_id"))
    .where(checks.c.kind == bindparam("kind"), notes.c.question == bindparam("question"))
    .where(notes.c.check_id < bindparam("check_id"))
    .order_by(notes.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Whose:
    """Somebody whose evidence is read, and their zone: days are their own."""

    connection: Connection
    catalog: Catalog
    workspace: str
    user_id: str
    fallback_zone: str = "UTC"

    @cached_property
    def tz(self) -> tzinfo:
        """Return the zone that they chose, else Slack's for them."""
        return _zone(self.connection, self.workspace, self.user_id, self.fallback_zone)


@dataclass(frozen=True)
class Before:
    """The newest note on a question from earlier checks, its day where the person is, and how many there are."""

    text: str
    on: date
    count: int


def pillars(catalog: Catalog) -> tuple[Pillar, ...]:
    """Return what evidence is sorted by: the sections of the SET check, where the content has one."""
    check = catalog.checks.get(SET)
    return tuple(Pillar(part.id, part.title) for part in check.sections) if isinstance(check, Rated) else ()


def pieces(whose: Whose) -> list[Piece]:
    """Return everything, in no order."""
    named = {"workspace": whose.workspace, "user_id": whose.user_id}
    noted = whose.connection.execute(_THEIR_NOTES, named).all()
    done = whose.connection.execute(_THEIR_STEPS, named).all()
    checks_of = _checks(whose, [*noted, *done])
    return [*_entries(whose), *_notes(noted, checks_of, whose.tz), *_steps(done, checks_of, whose.tz)]


def before(
    connection: Connection,
    workspace: str,
    user_id: str,
    *,
    kind: str,
    question: str,
    check: str,
    fallback_zone: str = "UTC",
) -> Before | None:
    """Return what a person noted on a question in checks of this kind that they began before `check` (an id)."""
    asked = {"workspace": workspace, "user_id": user_id, "kind": kind, "question": question, "check_id": check}
    row = connection.execute(_NOTES_BEFORE, asked).one_or_none()
    if row is None:
        return None
    text, at, count = row
    return Before(text, at.astimezone(_zone(connection, workspace, user_id, fallback_zone)).date(), count)


def _zone(connection: Connection, workspace: str, user_id: str, fallback: str) -> tzinfo:
    person = people.find(connection, workspace, user_id)
    return wishes.load(connection, workspace, user_id).zone_of(person.tz if person else None, fallback)


def _checks(whose: Whose, rows: Sequence[Any]) -> Mapping[str, Check]:
    """Return the contents that rows come from, by digest, asked for at once."""
    wanted = {(row.content, row.kind) for row in rows if row.content is not None}
    return contents.of_checks(whose.connection, whose.catalog, whose.workspace, wanted)


def _entries(whose: Whose) -> Iterator[Piece]:
    for entry in evidence.of_person(whose.connection, whose.workspace, whose.user_id):
        yield Piece("entry", entry.id, entry.text, entry.day, entry.pillar, edited=entry.version)


def _notes(rows: Sequence[Any], checks_of: Mapping[str, Check], tz: tzinfo) -> Iterator[Piece]:
    for row in rows:
        check = checks_of[row.content]
        asked = check.question(row.question)
        day = row.created_at.astimezone(tz).date()
        yield Piece("note", row.id, row.text, day, _pillar(check, asked.section), asked.name)


def _steps(rows: Sequence[Any], checks_of: Mapping[str, Check], tz: tzinfo) -> Iterator[Piece]:
    suggested = {digest: _suggested_by(check) for digest, check in checks_of.items()}
    for row in rows:
        day = row.closed_at.astimezone(tz).date() if row.closed_at else row.due
        pillar = None if row.content is None else suggested[row.content].get(row.text)
        yield Piece("step", row.id, row.text, day, pillar)


def _suggested_by(check: Check) -> Mapping[str, str | None]:
    """Return the pillar of each step that a check may suggest: a step of one's own says nothing of its pillar."""
    if not isinstance(check, Rated):
        return {}
    return {gain.text: _pillar(check, asked.section) for asked in check.questions for gain in asked.gain}


def _pillar(check: Check, section: str) -> str | None:
    return section if check.id == SET else None
