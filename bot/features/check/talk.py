"""Typed words do what buttons do; anything else in a check's thread is a note on the question it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from advice import check as flow
from advice.catalog import Answer, Check
from advice.words import Kind, Understood, key, understand
from bot.features.check import answering, notes, opening, work
from bot.features.check.held import Held, hold
from bot.runtime.errors import NotMet
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import checks, contents, people
from bot.store.checks import CheckRow


def on_message(services: Services, request: Request) -> Reply | None:
    """Take a message in a check's thread, or a control word outside while exactly one check is under way."""
    with services.database.reading() as connection:
        found = _meant(connection, services, request)
        which = found is None and _may_steer_several(connection, services, request)
    if found is None:
        return work.which(services, request) if which else None
    row, meaning = found
    outside = request.thread_ts != row.thread_ts
    if not outside and _is_a_guide(services, request):
        request = replace(request, command=None)
    if row.state == "offered":
        starts = meaning.kind in (Kind.AGREE, Kind.RESUME) and (not outside or _says_so(request.text))
        return work.begin(services, request.with_value(row.id)) if starts else _before_start(services, request, row)
    if meaning.kind in (Kind.GREETING, Kind.THANKS) or (outside and not _steers(meaning, row)):
        return None
    if request.command is not None and (outside or _is_of_its_own(services, request, meaning)):
        return None
    reply = _TAKEN.get(meaning.kind, _note)(services, request, row, meaning)
    if outside and meaning.kind in (Kind.ANSWER, Kind.SKIP, Kind.BACK, Kind.PAUSE):
        with services.begin(request.workspace, request.user_id, "check.talk") as unit:
            unit.put("check.taken", {"check": row.id}, dedupe=f"taken:{request.channel}:{request.message_ts}")
    return reply


def _is_a_guide(services: Services, request: Request) -> bool:
    """Tell whether a message says no more than what opens a guide: in a thread such words are about the question."""
    spelled = "/careercheck" in request.text.lower()
    return request.command in opening.of_guides(services.catalog) and not spelled


def _may_steer_several(connection: Connection, services: Services, request: Request) -> bool:
    """Tell whether a word outside the threads of several checks that are under way would steer one of them."""
    if request.thread_ts or request.command is not None:
        return False
    begun = _begun(connection, request)
    meant = [(row, _understood(connection, services, request, row)) for row in begun] if len(begun) > 1 else []
    return any(meaning.kind in _MOVES and _steers(meaning, row) for row, meaning in meant)


def _meant(connection: Connection, services: Services, request: Request) -> tuple[CheckRow, Understood] | None:
    """Find the check that a message is about, and what it says there; None where it is not surely about one."""
    if people.find(connection, request.workspace, request.user_id) is None:
        raise NotMet
    row = _about(connection, request)
    return None if row is None else (row, _understood(connection, services, request, row))


def _understood(connection: Connection, services: Services, request: Request, row: CheckRow) -> Understood:
    check = contents.of_check(connection, services.catalog, row.workspace, row.content, row.kind)
    meaning = understand(request.text, services.catalog.words, _buttons(row, check))
    outside = request.thread_ts != row.thread_ts
    return Understood(Kind.OTHER) if outside and _asks_something_else(services, request.text, meaning) else meaning


def _is_of_its_own(services: Services, request: Request, meaning: Understood) -> bool:
    """Tell whether the words for a command mean nothing in a check's thread, be it with a question mark behind them."""
    return meaning.kind is Kind.OTHER or _asks_something_else(services, request.text, meaning)


def _asks_something_else(services: Services, text: str, meaning: Understood) -> bool:
    """Tell "why?", which is about the question that waits, from a question about anything under the sun."""
    if meaning.kind is not Kind.EXPLAIN:
        return False
    return understand(text.rstrip("?!. \n"), services.catalog.words, ()).kind is not Kind.EXPLAIN


def _buttons(row: CheckRow, check: Check) -> Sequence[Answer]:
    """Return the answers that words may stand for.

    After the end a bare answer is no note either: it is met with how to change one. Between two pillars "yes" means
    go on, so there are none.
    """
    waiting = row.progress.waiting
    if waiting is None and row.state == "finished":
        waiting = next((asked.id for asked in reversed(flow.questions(check, row.progress))), None)
    return check.answers_of(waiting) if waiting is not None else ()


def _about(connection: Connection, request: Request) -> CheckRow | None:
    if request.thread_ts:
        row = checks.in_thread(connection, request.workspace, request.channel, request.thread_ts)
        return row if row is not None and row.user_id == request.user_id else None
    begun = _begun(connection, request)
    rows = begun or checks.unfinished(connection, request.workspace, request.user_id)
    return rows[0] if len(rows) == 1 else None


def _begun(connection: Connection, request: Request) -> Sequence[CheckRow]:
    rows = checks.unfinished(connection, request.workspace, request.user_id)
    return [row for row in rows if row.state != "offered"]


def _says_so(text: str) -> bool:
    """Outside the thread an "ok" may be meant for anything; consent takes a word that says what it is about."""
    return any(word in key(text).split() for word in ("agree", "start", "begin"))


def _before_start(services: Services, request: Request, row: CheckRow) -> Reply | None:
    """Before the start nothing is kept; in the thread, say so."""
    if request.thread_ts != row.thread_ts or request.command is not None:
        return None
    with services.begin(request.workspace, request.user_id, "check.talk", event_id=request.event_id) as unit:
        return services.show(unit, request, "check.not_begun", {})


def _steers(meaning: Understood, row: CheckRow) -> bool:
    """Outside the thread only what cannot be meant otherwise counts, and only while a question waits."""
    if meaning.kind is Kind.RESUME:
        return True
    waiting = row.state in ("open", "paused") and row.progress.waiting is not None
    controls = (Kind.ANSWER, Kind.SKIP, Kind.BACK, Kind.PAUSE, Kind.EXPLAIN, Kind.SHOW)
    return waiting and meaning.kind in controls


def _answer(services: Services, request: Request, row: CheckRow, meaning: Understood) -> Reply:
    with services.begin(request.workspace, request.user_id, "check.answer", event_id=request.event_id) as unit:
        held = hold(services, unit, row.id)
        question = held.progress.waiting
        if question is None:
            return services.show(unit, request, "check.where", {"check": row.id})
        card = held.card(question)
        answering.take(held, card, meaning.choice, request.message_ts)
        held.fold(card)
        return Reply()


def _back(services: Services, request: Request, row: CheckRow, _meaning: Understood) -> Reply:
    with services.begin(request.workspace, request.user_id, "check.again", event_id=request.event_id) as unit:
        held = hold(services, unit, row.id)
        held.refuse_old()
        answering.back(held)
        return Reply()


def _pause(services: Services, request: Request, row: CheckRow, _meaning: Understood) -> Reply:
    return work.pause(services, request.with_value(row.id))


def _resume(services: Services, request: Request, row: CheckRow, _meaning: Understood) -> Reply:
    return work.resume(services, request.with_value(row.id))


def _agree(services: Services, request: Request, row: CheckRow, meaning: Understood) -> Reply:
    """ "ok" after a pillar means go on; while a question waits it is no answer to it, and is kept as what it is."""
    resting = row.progress.waiting is None and row.state in ("open", "paused")
    return (_resume if resting else _note)(services, request, row, meaning)


def _explain(services: Services, request: Request, row: CheckRow, _meaning: Understood) -> Reply:
    with services.begin(request.workspace, request.user_id, "check.talk", event_id=request.event_id) as unit:
        question = _followed(hold(services, unit, row.id))
        return services.show(unit, request, "check.explain", {"check": row.id, "question": question, "typed": True})


def _show(services: Services, request: Request, row: CheckRow, _meaning: Understood) -> Reply:
    with services.begin(request.workspace, request.user_id, "check.result", event_id=request.event_id) as unit:
        return services.show(unit, request, "check.last", {"check": row.id})


def _note(services: Services, request: Request, row: CheckRow, _meaning: Understood) -> Reply:
    with services.begin(request.workspace, request.user_id, "check.talk", event_id=request.event_id) as unit:
        held = hold(services, unit, row.id)
        held.refuse_old()
        notes.keep(held, request, _followed(held))
        return Reply()


def _followed(held: Held) -> str:
    """Return the question that waits, else the one answered last."""
    if held.progress.waiting is not None:
        return held.progress.waiting
    given = held.progress.given
    last = max(given, key=lambda question: given[question].at) if given else None
    return last or flow.questions(held.check, held.progress)[0].id


_MOVES = (Kind.ANSWER, Kind.SKIP, Kind.BACK, Kind.PAUSE, Kind.RESUME)
_TAKEN: Mapping[Kind, Callable[[Services, Request, CheckRow, Understood], Reply]] = {
    Kind.ANSWER: _answer,
    Kind.SKIP: _answer,
    Kind.BACK: _back,
    Kind.PAUSE: _pause,
    Kind.RESUME: _resume,
    Kind.AGREE: _agree,
    Kind.EXPLAIN: _explain,
    Kind.SHOW: _show,
}
