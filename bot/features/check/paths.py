"""What a person's career path says, for the questions and offers that depend on it."""

from __future__ import annotations

from advice.by_path import Said, by_path
from advice.catalog import Check, Guide
from advice.conditions import holds
from bot.runtime.own_day import own_day
from bot.runtime.unit import Unit
from bot.store import paths


def said_by_path(unit: Unit) -> Said:
    """Return what the path of the person who acts tells on their own today."""
    return by_path(paths.load(unit.connection, unit.workspace, unit.user_id).path, own_day(unit))


def is_for(unit: Unit, check: Check) -> bool:
    """Tell whether a check is for the person who acts, by what their path tells today."""
    offered = check.offered if isinstance(check, Guide) else None
    return offered is None or holds(offered.when, said_by_path(unit))
