"""Looking at the settings and changing them. One transaction a function."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from advice.milestones import next_look, wanted
from bot.features.settings import form, view, words
from bot.features.settings.words import Around
from bot.runtime.instant import open_modal
from bot.runtime.own import must_be_own, owner
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import crossings, paths, wishes
from bot.store.wishes import Chosen


def open_settings(services: Services, request: Request) -> Reply:
    """Open the form; to whoever only writes, show the settings with a button that opens it."""
    with services.begin(request.workspace, request.user_id, "settings.open", event_id=request.event_id) as unit:
        if unit.person.consented_at is None or not request.trigger_id:
            return services.show(unit, request, "settings.shown", {})
        chosen = wishes.load(unit.connection, unit.workspace, unit.user_id)
        whose, around = owner(unit.user_id, unit.workspace), _around(services, unit)
        shown = view.form(whose, chosen, around, services.catalog.milestones)
        return Reply(instants=(open_modal(request.trigger_id, shown),))


def save(services: Services, request: Request) -> Reply:
    """Keep the settings, or say what is to be mended; then let all that waits be looked at anew."""
    with services.begin(request.workspace, request.user_id, "settings.save") as unit:
        must_be_own(unit, request.metadata)
        before = wishes.load(unit.connection, unit.workspace, unit.user_id)
        around = _around(services, unit)
        read = form.read(before, request.values, services.catalog.milestones, around)
        if read.errors:
            return Reply(errors=read.errors)
        if read.chosen == before:
            unit.put("settings.saved", {"late": [], "changed": False}, coalesce="settings.same")
            return Reply()
        wishes.save(unit.connection, unit.workspace, unit.user_id, read.chosen, unit.now)
        if read.chosen.recheck != before.recheck:
            unit.reminders.recheck()
        unit.reminders.wishes_changed()
        late = _switched(services, unit, before, read.chosen, around.day(before))
        unit.put("settings.saved", {"late": late, "changed": True}, coalesce="settings.saved")
        refresh_home(unit)
        return Reply()


def _around(services: Services, unit: Unit) -> Around:
    return Around(unit.now, unit.person.tz, services.telling.zone, services.telling.window)


def _switched(services: Services, unit: Unit, before: Chosen, after: Chosen, today: date) -> Sequence[str]:
    """Let the path follow which milestones are on. Returns those switched on whose day had passed already.

    They are recorded and never sent; what was on before and is owed is owed still.
    """
    milestones = services.catalog.milestones
    was_on, is_on = words.milestones_on(milestones, before), words.milestones_on(milestones, after)
    if was_on == is_on:
        return ()
    here = (unit.connection, unit.workspace, unit.user_id)
    path = paths.load(*here).path
    added = {name: milestone for name, milestone in milestones.items() if is_on[name] and not was_on[name]}
    settled = crossings.settle(*here, added, path=path, before=None, today=today, now=unit.now, new_id=unit.new_id)
    on = wanted(milestones.values(), after.milestones)
    paths.look_on(*here, next_look(path, on, today, crossings.known(*here)))
    return [reached.milestone for reached in settled.late]
