"""The path of the person who acts, and the date it is for them."""

from __future__ import annotations

from datetime import date

from advice.zones import zone
from bot.runtime.unit import Unit
from bot.store import paths, wishes
from bot.store.paths import Kept


def held(unit: Unit) -> tuple[Kept, date]:
    """Load the path, and the person's own date: in the zone they chose, else in Slack's for them."""
    here = (unit.connection, unit.workspace, unit.user_id)
    chosen = wishes.load(*here).wishes.zone
    today = unit.now.astimezone(zone(chosen or unit.person.tz, unit.fallback_zone)).date()
    return paths.load(*here), today
