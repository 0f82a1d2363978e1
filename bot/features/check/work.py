"""Opening, beginning, pausing and going on with a check. One transaction a function."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from advice import check as flow
from advice.check import Progress
from bot.features.check import view
from bot.features.check.draw import thread_link
from bot.features.check.held import SET_ASIDE, Held, hold
from bot.features.check.ids import SET, read_card, read_check
from bot.runtime.agreeing import agree
from bot.runtime.errors import Stale
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services, Unit
from bot.runtime.slack import Posted
from bot.store import checks, contents, people, results
from bot.store.checks import CheckRow
from bot.store.claims import Letter
from bot.store.reminders import RECHECK, UNFINISHED

STARTED_OVER = "You have started over already. Your newer check stands further down."


def open_check(services: Services, request: Request) -> Reply:
    """Offer the SET check (one pillar of it, where the command names one), or what is under way already."""
    with services.begin(request.workspace, request.user_id, "check.open", event_id=request.event_id) as unit:
        pillars = services.catalog.checks[SET].sections
        named = [part.id for part in pillars if request.name in part.words]
        wanted = tuple(named or (part.id for part in pillars))
        for row in checks.unfinished(unit.connection, unit.workspace, unit.user_id, SET):
            if row.state != "offered" and unit.person.consented_at is None:
                return _opened(services, unit, request, _offer_again(services, unit, row))
            if row.state != "offered":
                return services.show(unit, request, "check.choice", {"check": row.id, "wanted": list(wanted)})
            if row.progress.sections == wanted or request.name == "resume":
                return _opened(services, unit, request, row)
            hold(services, unit, row.id).abandon()
        return _opened(services, unit, request, _offer(services, unit, wanted))


def begin(services: Services, request: Request) -> Reply:
    """Start: this click (or word) is the consent, and the two choices beside it are kept."""
    with services.begin(request.workspace, request.user_id, "check.begin", event_id=request.event_id) as unit:
        held = hold(services, unit, request.value)
        if held.row.state == "abandoned":
            raise Stale(SET_ASIDE)
        if held.row.state != "offered":
            return Reply()
        missed = agree(services, unit, but=(RECHECK, UNFINISHED))
        if missed:
            unit.put("nudge.meanwhile", {"missed": missed})
        progress = replace(held.progress, openers=_picked(held, request))
        first = flow.open_questions(held.check, progress)[0]
        held.save(flow.put(progress, first.id), "open")
        held.send_question(first.id)
        held.tidy_parent()
        return Reply(replaced=partial(view.begun, held.check, held.progress, state="open"))


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
    """Pause what is under way; where nothing is, say what there is."""
    with services.database.reading() as connection:
        rows = checks.unfinished(connection, request.workspace, request.user_id)
    begun = [row for row in rows if row.state == "open"]
    if not begun:
        return open_check(services, request)
    return pause(services, request.with_value(begun[0].id))


def go_on(services: Services, request: Request) -> Reply:
    """Go on with what is under way; where nothing is, a check is offered."""
    with services.database.reading() as connection:
        rows = checks.unfinished(connection, request.workspace, request.user_id)
        person = people.find(connection, request.workspace, request.user_id)
    agreed = person is not None and person.consented_at is not None
    if not agreed or not rows or rows[0].state == "offered":  # what is only offered waits for its own button
        return open_check(services, request)
    return resume(services, request.with_value(rows[0].id))


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
            return _opened(services, unit, request, held.row)
        clicked_before = request.kind == "click" and revision != str(held.row.revision)
        if held.row.state == "open" and held.progress.current and clicked_before:
            return Reply()
        question = held.progress.current or flow.open_questions(held.check, held.progress)[0].id
        held.close_card(question)
        held.save(flow.put(held.progress, question), "open")
        held.send_question(question)
        return Reply()


def restart(services: Services, request: Request) -> Reply:
    """Set the check aside and offer a new one."""
    check_id, rest = read_check(request.value)
    with services.begin(request.workspace, request.user_id, "check.restart", event_id=request.event_id) as unit:
        held = hold(services, unit, check_id)
        if held.row.state in ("abandoned", "finished"):
            raise Stale(STARTED_OVER)
        held.abandon()
        named = rest.partition("|")[2].split("+")
        pillars = [part.id for part in services.catalog.checks[SET].sections]
        wanted = tuple(part for part in pillars if part in named) or held.progress.sections
        return _opened(services, unit, request, _offer(services, unit, wanted))


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


def _offer(services: Services, unit: Unit, sections: tuple[str, ...]) -> CheckRow:
    """Make a check and send the message in whose thread it will be walked through."""
    check = services.catalog.checks[SET]
    last = results.last(unit.connection, unit.workspace, unit.user_id, SET)
    openers = dict(last.progress.openers) if last else {}
    row = CheckRow(
        workspace=unit.workspace,
        id=unit.new_id(),
        user_id=unit.user_id,
        kind=check.id,
        content=contents.keep(unit.connection, services.catalog, unit.workspace, SET),
        state="offered",
        revision=0,
        progress=Progress(sections, openers),
        channel=None,
        thread_ts=None,
        started_at=unit.now,
        touched_at=unit.now,
        finished_at=None,
    )
    checks.add(unit.connection, row)
    unit.put("check.parent", {"check": row.id}, dedupe=f"parent:{row.id}")
    return row


def _offer_again(services: Services, unit: Unit, row: CheckRow) -> CheckRow:
    """Offer what is under way to somebody who came back, and has to agree again before it goes on where it stands."""
    held = hold(services, unit, row.id)
    current = held.progress.current
    held.save(replace(held.progress, current=None), "offered")
    if current is not None:
        held.close_card(current)
    unit.put("check.parent", {"check": row.id})
    return held.row


def _picked(held: Held, request: Request) -> dict[str, str]:
    """Read the two choices; what is no option of ours is left out."""
    picked = dict(held.progress.openers)
    for opener in held.check.openers:
        value = request.values.get(f"check.choose:{opener.id}")
        if value in {option.id for option in opener.options}:
            picked[opener.id] = value
    return picked


def _opened(services: Services, unit: Unit, request: Request, row: CheckRow) -> Reply:
    """Say where the check waits, to somebody who is not looking at that place already."""
    if request.kind == "message" or request.channel == unit.person.channel:
        return Reply()
    check = contents.of_check(unit.connection, services.catalog, unit.workspace, row.content, row.kind)
    minutes = sum(check.section(section).minutes for section in row.progress.sections)
    return Reply(shown=view.opened(thread_link(unit.person, row), minutes))
