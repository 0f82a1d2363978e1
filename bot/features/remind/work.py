"""Choosing how often to be reminded. One transaction a function."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from advice.recheck import Recheck
from bot.features.remind import view
from bot.runtime.errors import Denied
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import wishes


def choose(services: Services, request: Request) -> Reply:
    """Keep how often somebody wants to check again, and say when that is; a later click counts."""
    if request.value not in set(Recheck):
        raise Denied
    with services.begin(request.workspace, request.user_id, "remind.choose") as unit:
        picked = Recheck(request.value)
        chosen = wishes.load(unit.connection, unit.workspace, unit.user_id)
        wishes.save(unit.connection, unit.workspace, unit.user_id, replace(chosen, recheck=picked), unit.now)
        due = unit.reminders.recheck()
        unit.put("home.tab", {}, verb="publish", promise="tidy", coalesce="home")
        return Reply(replaced=partial(view.chosen, picked, due))
