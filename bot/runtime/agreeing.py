"""Somebody agrees that what they tell is kept: for the first time, or again after they had left."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.runtime.own_day import own_day
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import missed, people


def agree(services: Services, unit: Unit, but: Collection[str] = ()) -> Sequence[str]:
    """Write the agreement down; nothing happens where it stands.

    Returns the occasions that fell due while somebody was gone, to be told once in answer and never sent (`but` for
    kinds that what they do just now makes needless). Their reminders to check again go on.
    """
    if unit.person.consented_at is not None:
        return ()
    people.change(unit.connection, unit.person, consented_at=unit.now)
    here = (unit.connection, unit.workspace, unit.user_id)
    milestones, now = services.catalog.milestones, unit.now
    untold = missed.take_up(*here, milestones, today=own_day(unit), now=now, new_id=unit.new_id, but=but)
    unit.reminders.recheck()
    return untold
