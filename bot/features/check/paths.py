"""What a person's career path says, for the questions and offers that depend on it."""

from __future__ import annotations

from advice.by_path import Said, by_path
from advice.catalog import Check, Guide
from advice.conditions import holds
from advice.zones import zone
from bot.runtime.unit import Unit
from bot.store import paths, wishes


def said_by_path(unit: Unit) -> Said:
    """Return what the path of the person who acts tells on their own today."""
    here = (unit.connection, unit.workspace, unit.user_id)
    tz = zone(wishes.load(*here).wishes.zone or unit.person.tz, unit.fallback_zone)
    return by_path(paths.load(*here).path, unit.now.astimezone(tz).date())


def is_for(unit: Unit, check: Check) -> bool:
    """Tell whether a check is for the person who acts, by what their path tells today."""
    offered = check.offered if isinstance(check, Guide) else None
    return offered is None or holds(offered.when, said_by_path(unit))
