"""To be left in peace for a while. One transaction a function."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from advice.months import add_months
from advice.zones import first_instant
from bot.features.settings import view
from bot.runtime.errors import Denied
from bot.runtime.own import owner, read_own
from bot.runtime.own_day import own_zone
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import wishes

A_WEEK = timedelta(days=7)


def ask(services: Services, request: Request) -> Reply:
    """Ask for how long."""
    with services.begin(request.workspace, request.user_id, "settings.snooze") as unit:
        return Reply(shown=view.how_long(owner(unit.user_id, unit.workspace)))


def keep_quiet(services: Services, request: Request) -> Reply:
    """Send nothing unasked until the morning a week or a month from now; what falls due meanwhile comes then."""
    with services.begin(request.workspace, request.user_id, "settings.snooze_for") as unit:
        chosen = wishes.load(unit.connection, unit.workspace, unit.user_id)
        tz = own_zone(unit, chosen)
        back = _back(unit.now.astimezone(tz).date(), read_own(unit, request.value))
        snoozed = replace(chosen.wishes, snoozed_until=first_instant(back, 0, tz))
        wishes.save(unit.connection, unit.workspace, unit.user_id, replace(chosen, wishes=snoozed), unit.now)
        unit.reminders.wishes_changed()
        refresh_home(unit)
        return Reply(replaced=partial(view.quiet, back))


def _back(today: date, how_long: str) -> date:
    if how_long == view.WEEK:
        return today + A_WEEK
    if how_long == view.MONTH:
        return add_months(today, 1)
    raise Denied
