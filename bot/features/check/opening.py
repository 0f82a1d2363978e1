"""Opening a check: offered, offered again, or what is under way already. One transaction a function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from advice.catalog import Catalog, Check, Guide
from advice.check import Progress
from bot.features.check import list_view, view
from bot.features.check.draw import thread_link
from bot.features.check.held import Held, hold
from bot.features.check.ids import SET, read_check
from bot.features.check.listing import entries
from bot.features.check.paths import is_for
from bot.runtime.errors import Denied, Stale
from bot.runtime.feature import Command
from bot.runtime.folding import own_occasion
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import checks, contents, occasions, results
from bot.store.checks import CheckRow

_others = lru_cache(maxsize=64)(list_view.others)  # each /careercheck shows it, and most people the same
STARTED_OVER = "You have started over already. Your newer check stands further down."


def of_guides(catalog: Catalog) -> dict[str, Command]:
    """Return the commands that the content declares: each guide by its id, and by what people say for it."""
    guides = {name: check for name, check in catalog.checks.items() if isinstance(check, Guide)}
    return {name.lower(): Command(open_check, guide.summary, guide.words) for name, guide in guides.items()}


def open_check(services: Services, request: Request) -> Reply:
    """Offer a check, or what is under way of its kind already.

    A button names the check; a command is its id, and without one it is the SET check (or one pillar of it).
    """
    return open_kind(services, request, _kind(services.catalog, request))


def open_kind(services: Services, request: Request, kind: str) -> Reply:
    """Offer the check with the id `kind`, or what is under way of it already."""
    with services.begin(request.workspace, request.user_id, "check.open", event_id=request.event_id) as unit:
        unfinished = checks.unfinished(unit.connection, unit.workspace, unit.user_id)
        reply = _open(services, unit, request, _named(services.catalog, kind), unfinished)
        bare = request.kind == "command" and not request.name
        return _with_the_others(services.catalog, unfinished, reply) if bare else reply


def review(services: Services, request: Request) -> Reply:
    """Offer the check that a nudge leads to; whoever clicks that has seen the nudge, and chose to look."""
    name, kind = read_check(request.value)
    with services.begin(request.workspace, request.user_id, "check.review") as unit:
        occasions.choose(unit.connection, own_occasion(unit, name), "look", unit.now)
        unfinished = checks.unfinished(unit.connection, unit.workspace, unit.user_id)
        return _open(services, unit, request, _named(services.catalog, kind), unfinished)


def restart(services: Services, request: Request) -> Reply:
    """Set the check aside and offer a new one."""
    check_id, rest = read_check(request.value)
    with services.begin(request.workspace, request.user_id, "check.restart", event_id=request.event_id) as unit:
        held = hold(services, unit, check_id)
        if held.row.state in ("abandoned", "finished"):
            raise Stale(STARTED_OVER)
        check = _named(services.catalog, held.row.kind)
        if not is_for(unit, check):
            return not_for_you(services, unit, request, check)
        held.abandon()
        named = rest.partition("|")[2].split("+")
        wanted = tuple(part.id for part in check.sections if part.id in named) or held.progress.sections
        return opened(services, unit, request, _offer(services, unit, check, wanted))


def opened(services: Services, unit: Unit, request: Request, row: CheckRow) -> Reply:
    """Say where the check waits, to somebody who is not looking at that place already."""
    if request.kind == "message" or request.channel == unit.person.channel:
        return Reply()
    check = contents.of_check(unit.connection, services.catalog, unit.workspace, row.content, row.kind)
    minutes = sum(check.section(section).minutes for section in row.progress.sections)
    return Reply(shown=view.opened(thread_link(unit.person, row), minutes))


def not_for_you(services: Services, unit: Unit, request: Request, check: Check) -> Reply:
    """Say for whom a guide is, and offer the check that fits in its place."""
    return services.show(unit, request, "check.not_for_you", {"kind": check.id})


def was_begun(row: CheckRow) -> bool:
    """Tell whether questions of a check were put already: it is offered again only to be agreed to again."""
    return bool(row.progress.cards)


def _named(catalog: Catalog, kind: str) -> Check:
    """Return the check with that id; Denied where there is none (any more)."""
    check = catalog.checks.get(kind)
    if check is None:
        raise Denied
    return check


def _kind(catalog: Catalog, request: Request) -> str:
    if request.kind == "click":
        return request.value or SET
    return next((name for name in catalog.checks if name.lower() == request.name), SET)


def _open(services: Services, unit: Unit, request: Request, check: Check, unfinished: Iterable[CheckRow]) -> Reply:
    named = [part.id for part in check.sections if request.name in part.words]
    wanted = tuple(named or (part.id for part in check.sections))
    fits = is_for(unit, check)
    for row in (row for row in unfinished if row.kind == check.id):
        if row.state != "offered" and unit.person.consented_at is None:
            return opened(services, unit, request, _offer_again(services, unit, row))
        if row.state != "offered":
            return services.show(unit, request, "check.choice", {"check": row.id, "wanted": list(wanted)})
        if not fits and not was_begun(row):
            continue
        if row.progress.sections == wanted or request.name == "resume":
            return _still_waiting(services, unit, request, row)
        hold(services, unit, row.id).abandon()
    if not fits:
        return not_for_you(services, unit, request, check)
    return opened(services, unit, request, _offer(services, unit, check, wanted))


def _still_waiting(services: Services, unit: Unit, request: Request, row: CheckRow) -> Reply:
    """Say where a check waits that was offered before; its message may stand far above by now."""
    if request.kind == "command":
        return opened(services, unit, request, row)
    return services.show(unit, request, "check.waiting", {"check": row.id})


def _with_the_others(catalog: Catalog, unfinished: Iterable[CheckRow], reply: Reply) -> Reply:
    """List all other checks below an answer, or alone where the answer stands in the conversation."""
    below = _others(tuple(entry for entry in entries(catalog, unfinished) if entry.check != SET))
    return replace(reply, shown=list_view.below(reply.shown, below) if reply.shown else below)


def _offer(services: Services, unit: Unit, check: Check, sections: Sequence[str]) -> CheckRow:
    """Make a check and send the message in whose thread it will be walked through."""
    last = results.last(unit.connection, unit.workspace, unit.user_id, check.id)
    openers = dict(last.progress.openers) if last else {}
    row = CheckRow(
        workspace=unit.workspace,
        id=unit.new_id(),
        user_id=unit.user_id,
        kind=check.id,
        content=contents.keep(unit.connection, services.catalog, unit.workspace, check.id),
        state="offered",
        revision=0,
        progress=Progress(tuple(sections), openers),
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
    held: Held = hold(services, unit, row.id)
    current = held.progress.current
    held.save(replace(held.progress, current=None), "offered")
    if current is not None:
        held.close_card(current)
    unit.put("check.parent", {"check": row.id})
    return held.row
