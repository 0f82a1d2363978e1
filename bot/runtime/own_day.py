"""The clock of the person who acts: what day it is for them."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.runtime.unit import Unit
from bot.store import wishes
from bot.store.wishes import Chosen


def own_zone(unit: Unit, chosen: Chosen | None = None) -> ZoneInfo:
    """Return the zone of the person who acts, from what they chose; that is looked up where it is not at hand."""
    if chosen is None:
        chosen = wishes.load(unit.connection, unit.workspace, unit.user_id)
    return chosen.zone_of(unit.person.tz, unit.fallback_zone)


def own_day(unit: Unit, chosen: Chosen | None = None) -> date:
    """Return the date where the person who acts is."""
    return unit.now.astimezone(own_zone(unit, chosen)).date()
