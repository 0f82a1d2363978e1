"""Choosing how often to be reminded, and what follows a reminder. One transaction a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from advice.recheck import Recheck
from bot.features.remind import view
from bot.runtime import first_role
from bot.runtime.drawing import Drawing
from bot.runtime.errors import Denied
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import checks, people, wishes
from bot.store.reminders import Reminders


def choose(services: Services, request: Request) -> Reply:
    """Keep how often somebody wants to check again, and say when that is; a later click counts."""
    check_id, _, cadence = request.value.partition("|")
    with services.begin(request.workspace, request.user_id, "remind.choose") as unit:
        check = checks.load(unit.connection, unit.workspace, check_id)
        if check is None or cadence not in set(Recheck):
            raise Denied
        unit.own(check.user_id)
        picked = Recheck(cadence)
        chosen = wishes.load(unit.connection, unit.workspace, unit.user_id)
        wishes.save(unit.connection, unit.workspace, unit.user_id, replace(chosen, recheck=picked), unit.now)
        due = unit.reminders.recheck()
        first_role.ask_now(unit)
        refresh_home(unit)
        return Reply(replaced=partial(view.chosen, picked, due))


def next_recheck(drawing: Drawing, new_id: Callable[[], str]) -> None:
    """Let the next reminder of the cadence wait: whoever lets one be is reminded again, as often as they chose."""
    person = people.find(drawing.connection, drawing.workspace, drawing.user_id)
    if person is not None:
        here = (drawing.connection, drawing.workspace, drawing.user_id)
        Reminders(*here, person.tz, drawing.now, new_id, drawing.telling.zone).recheck()
