"""Changing the path: what a form says is taken in whole or not at all, and once. One transaction a function."""

from __future__ import annotations

from dataclasses import replace

from advice import career
from advice.career import Path
from advice.stint_rules import PathRefused, Rule
from bot.features.path.changes import CHANGES, Sent, stays
from bot.features.path.form_view import ASK_AGAIN, MOVED_ON, OVERLAPS
from bot.features.path.forms import FIELDS, Kind, form_of
from bot.features.path.held import held
from bot.features.path.ids import Ticket, read_entry
from bot.features.path.settling import keep
from bot.features.path.typed import REMOVE, ToMend, Typed, under_fields
from bot.runtime.blocks import RenderedView
from bot.runtime.errors import Denied, Stale
from bot.runtime.folding import own_occasion
from bot.runtime.once import once
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import occasions
from bot.store.paths import Kept

OLD_CLICK = "Your path has changed since that button came. Type `/careercheck path` to see it as it is now."
TWO_AT_ONCE = frozenset({Rule.OVERLAP, Rule.STILL_GOING_ON})


class PutAgain(Exception):
    """The form has to be looked at again before it can be saved; this one takes its place."""

    def __init__(self, form: RenderedView) -> None:
        super().__init__()
        self.form = form


def add(services: Services, request: Request) -> Reply:
    """Take in one more entry."""
    return _save(services, request, "path.add", "add")


def mend(services: Services, request: Request) -> Reply:
    """Correct an entry, end it, or take it out."""
    return _save(services, request, "path.mend", "mend")


def change(services: Services, request: Request) -> Reply:
    """Begin a new role; the one until now ends there."""
    return _save(services, request, "path.change", "change")


def begin(services: Services, request: Request) -> Reply:
    """Take in the present role, picked on the card."""
    return _save(services, request, "path.begin", "begin")


def building(services: Services, request: Request) -> Reply:
    """*I still build most days*, with one click."""
    with services.begin(request.workspace, request.user_id, "path.building") as unit:
        kept, today = held(unit)
        try:
            path = career.still_building(kept.path, today)
        except PathRefused as refused:  # by their date the role has not begun: they flew west, or a clock was set back
            raise Stale(" ".join(trouble.text for trouble in refused.troubles)) from None
        keep(services, unit, kept, path, today, what="building")
        return Reply()


def never(services: Services, request: Request) -> Reply:
    """*I was never hands-on*, with one click, for the path that it stood under."""
    owner, revision = read_entry(request.value)
    with services.begin(request.workspace, request.user_id, "path.never") as unit:
        unit.own(owner)
        kept, today = held(unit)
        if revision > kept.revision:
            raise Denied  # never a revision of this path
        if revision != kept.revision and not kept.path.never_hands_on:
            raise Stale(OLD_CLICK)
        keep(services, unit, kept, replace(kept.path, never_hands_on=bool(kept.path.stints)), today, what="never")
        return Reply()


def _save(services: Services, request: Request, action: str, kind: Kind) -> Reply:
    """Save what a form says. Whatever has to be mended rolls everything back, so that the form may come again."""
    ticket, typed = Ticket.read(request.metadata), Typed.of(request.values)
    try:
        with services.begin(request.workspace, request.user_id, action) as unit:
            unit.own(ticket.owner)
            kept, today = held(unit)
            _is_about(kept, ticket)
            once(unit, request)
            _still_fits(unit, kind, kept, ticket, typed)
            path = _change(Sent(kind, kept.path, ticket, typed, today))
            keep(services, unit, kept, path, today, what=_what(kind, kept, typed), ticket=ticket)
            if ticket.occasion:
                occasions.choose(unit.connection, own_occasion(unit, ticket.occasion), "role", unit.now)
                _fold_nudge(unit, ticket)
    except PutAgain as again:
        return Reply(form=again.form)
    except ToMend as mend_:
        return Reply(errors=mend_.errors)
    except PathRefused as refused:
        return Reply(errors=under_fields(refused, FIELDS[kind]))
    return Reply()


def _fold_nudge(unit: Unit, ticket: Ticket) -> None:
    """Let the nudge say what was chosen on it."""
    ids = {"occasion": ticket.occasion, "ts": ticket.thread}
    unit.put("nudge.folded", ids, verb="update", promise="tidy", coalesce=f"nudge.folded:{ticket.thread}")


def _change(sent: Sent) -> Path:
    """Do what a form says; where two roles overlap it comes again with the way out, and all that was written."""
    try:
        return CHANGES[sent.kind](sent)
    except PathRefused as refused:
        if not TWO_AT_ONCE.issuperset(trouble.rule for trouble in refused.troubles):
            raise
        said = " ".join([*dict.fromkeys(trouble.text for trouble in refused.troubles), OVERLAPS])
        raise PutAgain(form_of(sent.kind, sent.path, sent.ticket, sent.typed, said, overlaps=True)) from None


def _what(kind: Kind, kept: Kept, typed: Typed) -> str:
    """Name what a form does, for the answer."""
    if kind == "mend" and REMOVE in typed.ticked:
        return "removed"
    return "building" if kind == "change" and stays(kept.path, typed) else "added"


def _is_about(kept: Kept, ticket: Ticket) -> None:
    """Make sure that a form is about this path. Raises Denied: it never came from it."""
    if ticket.revision > kept.revision or ticket.stint > kept.path.issued or (ticket.role and kept.asked_at is None):
        raise Denied


def _still_fits(unit: Unit, kind: Kind, kept: Kept, ticket: Ticket, typed: Typed) -> None:
    """Put the form again where the path moved on meanwhile, or where it never said what saving it means."""
    gone = kind == "mend" and all(stint.id != ticket.stint for stint in kept.path.stints)
    fresh = replace(ticket, revision=kept.revision, stint=0 if gone else ticket.stint)
    if unit.person.consented_at is None and not ticket.agreed:
        asking = replace(fresh, agreed="1")
        raise PutAgain(form_of("add" if gone else kind, kept.path, asking, typed, ASK_AGAIN))
    if ticket.revision != kept.revision:
        raise PutAgain(form_of("add" if gone else kind, kept.path, fresh, typed, MOVED_ON))
