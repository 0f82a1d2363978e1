"""From rows of the outbox to what is kept about somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from bot.features.mydata import view
from bot.features.mydata.view import Line
from bot.features.mydata.words import KINDS
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import held
from bot.store.people import Person

GONE = Silence("gone")


def shown(drawing: Drawing) -> Outgoing | Silence:
    """Draw everything that is kept about a person."""
    person = drawing.person
    if person is None:
        return GONE
    drawn = view.shown(list(_lines(drawing, person)), drawing.ids["years"])
    return Outgoing(drawn, thread_ts=drawing.ids.get("thread_ts") or None)


def _lines(drawing: Drawing, person: Person) -> Iterator[Line]:
    kept = held.count(drawing.connection, drawing.workspace, drawing.user_id)
    for table, words in KINDS.items():
        if found := kept.get(table):
            yield Line(words, found.rows, _day(person, found.first), _day(person, found.last))


def _day(person: Person, instant: datetime | None) -> date | None:
    return None if instant is None else person.today(instant)
