"""The card that asks for the present role after a result: beside another question it waits for its turn."""

from __future__ import annotations

from datetime import timedelta

from advice.cadence import Errand, Rules, next_allowed
from bot.runtime.unit import Unit
from bot.store import outbox, paths, wishes

KEY = "path.ask"  # of the row that waits
A_DAY = timedelta(days=1)
AT_ONCE = timedelta(0)


def wait(unit: Unit, *, another: bool) -> timedelta | None:
    """Return how long to wait before asking for the present role; None where it is told, or was asked for lately.

    `another`: how often to check again is asked at the same time. The card then comes once that is answered, or in the
    person's working hours a day later.
    """
    here = (unit.connection, unit.workspace, unit.user_id)
    if not paths.ask_now(*here, unit.now):
        return None
    return _until_tomorrow(unit) if another and wishes.load(*here).recheck is None else AT_ONCE


def ask_now(unit: Unit) -> None:
    """Let the card come that waits for another answer, if one does."""
    outbox.hurry_waiting(unit.connection, workspace=unit.workspace, user_id=unit.user_id, coalesce=KEY, now=unit.now)
    unit.has_mail = True


def _until_tomorrow(unit: Unit) -> timedelta:
    """Return how long it is until tomorrow's working hours; nothing where the person wants no message by itself."""
    chosen = wishes.load(unit.connection, unit.workspace, unit.user_id)
    rules = Rules(
        key=f"{unit.workspace}:{unit.user_id}",
        wishes=chosen.wishes_in(unit.person.tz),
        window=unit.window,
        fallback_zone=unit.fallback_zone,
    )
    at = next_allowed(unit.now + A_DAY, rules, Errand("path", asked=True))
    return at - unit.now if at else AT_ONCE
