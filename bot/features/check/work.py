"""Beginning, pausing and going on with a check. One transaction a function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from advice.catalog import Guide
from bot.features.check import answering, opening
from bot.features.check.draw import begun_card
from bot.features.check.held import SET_ASIDE, Held, hold
from bot.features.check.ids import read_card, read_check
from bot.features.check.paths import is_for, said_by_path
from bot.runtime.agreeing import agree
from bot.runtime.errors import Stale
from bot.runtime.posted import Posted
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import checks, people
from bot.store.checks import CheckRow
from bot.store.claims import Letter
from bot.store.reminders import RECHECK, UNFINISHED


def begin(services: Services, request: Request) -> Reply:
    """Start: this click (or word) is the consent, and the two choices beside it are kept."""
    with services.begin(request.workspace, request.user_id, "check.begin", event_id=request.event_id) as unit:
        held = hold(services, unit, request.value)
        if held.row.state == "abandoned":
            raise Stale(SET_ASIDE)
        if held.row.state != "offered":
            return Reply()
        again = opening.was_begun(held.row)
        offered = services.catalog.checks.get(held.row.kind)
        if offered is not None and not again and not is_for(unit, offered):
            return opening.not_for_you(services, unit, request, offered)
        missed = agree(services, unit, but=(RECHECK, UNFINISHED))
        if missed:
            unit.put("nudge.meanwhile", {"missed": missed})
        path = said_by_path(unit) if isinstance(held.check, Guide) and not again else held.progress.path
        answering.go_on(held, replace(held.progress, openers=_picked(held, request), path=path))
        held.tidy_parent()
        return Reply(replaced=partial(begun_card, held.row, held.check))


def pause(services: Services, request: Request) -> Reply:
    """Leave the rest for later."""
    check_id, _ = read_check(request.value)
    with services.begin(request.workspace, request.user_id, "check.pause", event_id=request.event_id) as unit:
        held = hold(services, unit, check_id)
        if held.row.state == "open":
            held.save(held.progress, "paused")
            unit.put("check.paused", {"check": held.row.id})
        return Reply()


def leave_off(services: Services, request: Request) -> Reply:
    """Pause what is under way; where several are, ask which, and where none is, say what there is."""
    begun = [row for row in _unfinished(services, request) if row.state == "open"]
    if len(begun) > 1:
        return which(services, request)
    return pause(services, request.with_value(begun[0].id)) if begun else opening.open_check(services, request)


def go_on(services: Services, request: Request) -> Reply:
    """Go on with what is under way; where several are, ask which, and where none is, a check is offered."""
    rows = _unfinished(services, request)
    begun = [row for row in rows if row.state != "offered"]
    if len(begun) > 1:
        return which(services, request)
    if begun and _agreed(services, request):
        return resume(services, request.with_value(begun[0].id))
    if rows:  # what is only offered, or to be agreed to again, waits for its own button
        return opening.open_kind(services, request, (begun or rows)[0].kind)
    return opening.open_check(services, request)


def which(services: Services, request: Request) -> Reply:
    """Show all that is under way, with a way on in each."""
    with services.begin(request.workspace, request.user_id, "check.list", event_id=request.event_id) as unit:
        return services.show(unit, request, "check.under_way", {})


def resume(services: Services, request: Request) -> Reply:
    """Go on where the check stands.

    A button names the revision it was drawn for. A second click on it finds that the check has moved on, the question
    open, and changes nothing.
    """
    check_id, revision = read_check(request.value)
    with services.begin(request.workspace, request.user_id, "check.resume", event_id=request.event_id) as unit:
        held = hold(services, unit, check_id)
        if held.row.state == "abandoned":
            raise Stale(SET_ASIDE)
        if held.row.state == "finished":
            return services.show(unit, request, "check.last", {"check": held.row.id})
        if held.row.state == "offered":
            return opening.opened(services, unit, request, held.row)
        clicked_before = request.kind == "click" and revision != str(held.row.revision)
        if held.row.state == "open" and held.progress.current and clicked_before:
            return Reply()
        if held.progress.current:
            held.close_card(held.progress.current)
        answering.go_on(held, held.progress)
        return Reply()


def why(services: Services, request: Request) -> Reply:
    """Explain a question."""
    card, _ = read_card(request.value)
    with services.begin(request.workspace, request.user_id, "check.why") as unit:
        held = hold(services, unit, card.check)
        question = held.check.question(card.question).id
        return services.show(unit, request, "check.explain", {"check": held.row.id, "question": question})


def placed(connection: Connection, letter: Letter, posted: Posted) -> None:
    """Remember the thread in which a check will be walked through, once its message is posted."""
    checks.place(connection, letter.workspace, letter.ids["check"], posted.channel, posted.ts)


def noted(services: Services, request: Request) -> Reply:
    """Take in a pick that waits for *Start*, or a click on a link; nothing is to be done."""
    with services.begin(request.workspace, request.user_id, "check.choose"):
        return Reply()


def _picked(held: Held, request: Request) -> dict[str, str]:
    """Read the two choices; what is no option of ours is left out."""
    picked = dict(held.progress.openers)
    for opener in held.check.openers:
        value = request.values.get(f"check.choose:{opener.id}")
        if value in {option.id for option in opener.options}:
            picked[opener.id] = value
    return picked


def _unfinished(services: Services, request: Request) -> Sequence[CheckRow]:
    with services.database.reading() as connection:
        return checks.unfinished(connection, request.workspace, request.user_id)


def _agreed(services: Services, request: Request) -> bool:
    with services.database.reading() as connection:
        person = people.find(connection, request.workspace, request.user_id)
    return person is not None and person.consented_at is not None
