"""From what was chosen to the settings in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from advice.milestone_words import Sum
from bot.features.settings import view
from bot.features.settings.words import Around
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import paths, people, wishes
from bot.store.people import Person


def shown(drawing: Drawing) -> Outgoing | Silence:
    """Draw the settings."""
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    if person is None or person.consented_at is None:
        return Outgoing(view.nothing_to_set())
    chosen = wishes.load(drawing.connection, drawing.workspace, drawing.user_id)
    return Outgoing(view.shown(chosen, around(drawing, person), drawing.catalog.milestones))


def saved(drawing: Drawing) -> Outgoing | Silence:
    """Draw what counts from now on."""
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    if person is None:
        return Silence("gone")
    chosen = wishes.load(drawing.connection, drawing.workspace, drawing.user_id)
    here = around(drawing, person)
    late = list(_late(drawing, here.day(chosen)))
    return Outgoing(view.saved(chosen, here, drawing.catalog.milestones, late, changed=drawing.ids["changed"]))


def around(drawing: Drawing, person: Person) -> Around:
    """Return what somebody's wishes are shown against."""
    return Around(drawing.now, person.tz, drawing.telling.zone, drawing.telling.window)


def _late(drawing: Drawing, today: date) -> Iterator[str]:
    """Say of each milestone that was switched on after its day when that was."""
    path = paths.load(drawing.connection, drawing.workspace, drawing.user_id).path
    for name in drawing.ids["late"]:
        milestone = drawing.catalog.milestones.get(name)
        if milestone is not None:
            yield Sum(path, milestone.counts, today).put_into(milestone.late)
