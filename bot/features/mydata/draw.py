"""From rows of the outbox to what is kept about somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection

from bot.features.mydata import view, words
from bot.features.mydata.exporting import messages_of
from bot.features.mydata.view import Line
from bot.features.mydata.words import KINDS
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.runtime.own import owner
from bot.runtime.posted import Posted
from bot.store import exports, held, imports, taken_in
from bot.store.claims import Letter
from bot.store.people import Person

GONE = Silence("gone")


def shown(drawing: Drawing) -> Outgoing | Silence:
    """Draw everything that is kept about a person."""
    person = drawing.person
    if person is None:
        return GONE
    drawn = view.shown(list(_lines(drawing, person)), drawing.ids["years"])
    return Outgoing(drawn, thread_ts=drawing.ids.get("thread_ts") or None)


def exported(_: Drawing) -> Outgoing:
    """Draw what is said below the files of an export."""
    return Outgoing(view.exported())


def offered(drawing: Drawing) -> Outgoing | Silence:
    """Draw the question whether an export is to be taken in."""
    named = drawing.ids["import"]
    body = imports.body(drawing.connection, drawing.workspace, drawing.user_id, named)
    if body is None:
        return GONE
    tables = taken_in.read(body)
    found = {words.of(name, rows): rows for name in KINDS if (rows := len(tables.get(name, ())))}
    of = taken_in.whose(body)
    whose = None if of == (drawing.workspace, drawing.user_id) else of[1]
    made, person = taken_in.made_at(body), drawing.person
    day = None if person is None or made is None else person.today(made)
    return Outgoing(view.offered(f"{owner(drawing.user_id, drawing.workspace)}|{named}", found, whose, day))


def part(drawing: Drawing) -> Outgoing | Silence:
    """Draw one of the messages of an export, cut from what was kept when it was made."""
    body = exports.body(drawing.connection, drawing.workspace, drawing.ids["export"])
    if body is None:
        return GONE
    parts, number = messages_of(body), drawing.ids["part"]
    one = parts[number]
    begins = next((at for at, each in enumerate(parts, 1) if each.for_programs), len(parts))
    return Outgoing(view.part(one.blocks, number + 1, len(parts), for_programs=one.for_programs, json_from=begins))


def part_sent(connection: Connection, letter: Letter, _: Posted) -> None:
    """Forget the text once its last message is sent."""
    exports.sent(connection, letter.workspace, letter.ids["export"], letter.user_id, letter.id)


def _lines(drawing: Drawing, person: Person) -> Iterator[Line]:
    kept = held.count(drawing.connection, drawing.workspace, drawing.user_id, of_note=True)
    for table in KINDS:
        if found := kept.get(table):
            yield Line(words.of(table, found.rows), found.rows, _day(person, found.first), _day(person, found.last))


def _day(person: Person, instant: datetime | None) -> date | None:
    return None if instant is None else person.today(instant)
