"""The path of the person who acts, and the date it is for them."""

from __future__ import annotations

from datetime import date

from bot.runtime.own_day import own_day
from bot.runtime.unit import Unit
from bot.store import paths
from bot.store.paths import Kept


def held(unit: Unit) -> tuple[Kept, date]:
    """Load the path, and the person's own date."""
    return paths.load(unit.connection, unit.workspace, unit.user_id), own_day(unit)
