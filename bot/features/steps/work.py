"""Picking, finishing and dropping next steps. One transaction a function."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from advice.months import add_months
from advice.next_steps import Offer, next_steps
from advice.words import clean
from bot.features.steps import view
from bot.features.steps.view import Suggested
from bot.runtime.errors import Denied
from bot.runtime.instant import open_modal
from bot.runtime.numbers import read_number
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import contents, results, steps
from bot.store.steps import Step

USUAL_TIME = timedelta(days=14)
FURTHEST = timedelta(days=366)


def pick(services: Services, request: Request) -> Reply:
    """Open the form, with the steps that the result suggests."""
    with services.begin(request.workspace, request.user_id, "steps.pick") as unit:
        today = unit.person.today(unit.now)
        offers = [Suggested.of(offer, today) for offer in _offers(services, unit, request.value)]
        form = view.form(request.value, offers, _first_day(offers, today))
        return Reply(instants=(open_modal(request.trigger_id, form),))


def save(services: Services, request: Request) -> Reply:
    """Write a step down, or say what is missing."""
    with services.begin(request.workspace, request.user_id, "steps.save") as unit:
        today = unit.person.today(unit.now)
        offers = {offer.id: offer for offer in _offers(services, unit, request.metadata)}
        picked = offers.get(str(request.values.get("which") or view.OWN))
        text = picked.kept if picked else clean(str(request.values.get("own") or ""), view.LONGEST).text
        told = Suggested.of(picked, today).due if picked else None
        due = _date(str(request.values.get("by") or "")) or told
        errors = _errors(text, due, today)
        if errors or due is None:
            return Reply(errors=errors)
        step = Step(unit.new_id(), unit.user_id, request.metadata.partition("|")[0], text, due, "open")
        steps.add(unit.connection, unit.workspace, step, unit.now)
        unit.reminders.step_saved(step.id, step.due)
        unit.put("steps.saved", {"step": step.id})
        refresh_home(unit)
        return Reply()


def keep(services: Services, request: Request) -> Reply:
    """*Keep this plan*: all steps of a result, each for its own day; those that are kept already stay as they are."""
    with services.begin(request.workspace, request.user_id, "steps.keep") as unit:
        check_id = request.value.partition("|")[0]
        today = unit.person.today(unit.now)
        offers = [offer for offer in _offers(services, unit, request.value) if offer.months is not None]
        there = {step.text for step in steps.of_check(unit.connection, unit.workspace, check_id) if step.holds}
        made = [
            Step(unit.new_id(), unit.user_id, check_id, offer.kept, add_months(today, offer.months or 0), "open")
            for offer in offers
            if offer.kept not in there
        ]
        for step in made:
            steps.add(unit.connection, unit.workspace, step, unit.now)
            unit.reminders.step_saved(step.id, step.due)
        if not made:
            return Reply(shown=view.kept_before())
        unit.put("steps.kept", {"steps": [step.id for step in made], "check": check_id})
        refresh_home(unit)
        return Reply()


def done(services: Services, request: Request) -> Reply:
    """*Done*."""
    return _close(services, request, "steps.done", "done")


def drop(services: Services, request: Request) -> Reply:
    """*Drop*."""
    return _close(services, request, "steps.drop", "dropped")


def _close(services: Services, request: Request, action: str, state: str) -> Reply:
    """End a step as done or dropped; a second click finds it ended."""
    with services.begin(request.workspace, request.user_id, action) as unit:
        step_id, _, beside_others = request.value.partition("|")
        step = steps.load(unit.connection, unit.workspace, step_id)
        if step is None:
            raise Denied
        unit.own(step.user_id)
        steps.close(unit.connection, unit.workspace, step.id, state, unit.now)
        unit.reminders.step_closed(step.id, step.due)
        ended = steps.load(unit.connection, unit.workspace, step.id)
        refresh_home(unit)
        if ended is None:
            return Reply()
        # A reminder may speak of more than the step, so that message stays.
        return Reply(shown=view.closed(ended)) if beside_others else Reply(replaced=partial(view.closed, ended))


def _offers(services: Services, unit: Unit, value: str) -> Sequence[Offer]:
    """Return the steps of the result that a button names.

    Raises:
        Denied: there is none, or it is somebody else's.
    """
    check_id, _, number = value.partition("|")
    found = results.load(unit.connection, unit.workspace, check_id, read_number(number))
    if found is None:
        raise Denied
    unit.own(found.user_id)
    check = contents.of_check(unit.connection, services.catalog, unit.workspace, found.content, found.kind)
    return next_steps(check, found.progress)


def _first_day(offers: Sequence[Suggested], today: date) -> date | None:
    """Return the day that the form shows at first; None where each step has one of its own."""
    days = {offer.due for offer in offers}
    if len(days) > 1:
        return None
    return next(iter(days), None) or today + USUAL_TIME


def _errors(text: str, due: date | None, today: date) -> dict[str, str]:
    errors = {}
    if not text:
        errors["own"] = "Write down what you want to do, or pick one of the steps above."
    if due is None:
        errors["by"] = "Pick a day."
    elif due < today:
        errors["by"] = "That day has passed; pick today or later."
    elif due > today + FURTHEST:
        errors["by"] = "That is more than a year away; pick a nearer day."
    return errors


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
