"""From what was chosen to the settings in words."""

from __future__ import annotations

from collections.abc import Iterator

from advice.milestone_words import Sum
from bot.features.settings import view
from bot.features.settings.words import local_day
from bot.runtime.drawing import Drawing, Outgoing, Silence
from bot.store import paths, people, wishes
from bot.store.wishes import Chosen


def shown(drawing: Drawing) -> Outgoing | Silence:
    """Draw the settings."""
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    if person is None or person.consented_at is None:
        return Outgoing(view.nothing_to_set())
    chosen = wishes.load(drawing.connection, drawing.workspace, drawing.user_id)
    return Outgoing(view.shown(chosen, person.tz, drawing.now))


def saved(drawing: Drawing) -> Outgoing | Silence:
    """Draw what counts from now on."""
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    if person is None:
        return Silence("gone")
    chosen = wishes.load(drawing.connection, drawing.workspace, drawing.user_id)
    late = list(_late(drawing, chosen, person.tz))
    return Outgoing(view.saved(chosen, person.tz, drawing.now, late))


def _late(drawing: Drawing, chosen: Chosen, slack_zone: str | None) -> Iterator[str]:
    """Say of each milestone that was switched on after its day when that was."""
    path = paths.load(drawing.connection, drawing.workspace, drawing.user_id).path
    today = local_day(drawing.now, chosen, slack_zone)
    for name in drawing.ids["late"]:
        milestone = drawing.catalog.milestones.get(name)
        if milestone is not None:
            yield Sum(path, milestone.counts, today).put_into(milestone.late)
