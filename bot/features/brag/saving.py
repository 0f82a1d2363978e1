"""Keeping what somebody writes down: whole, once, and only once they agreed. One transaction a function."""

from __future__ import annotations

from dataclasses import replace

from advice.words import clean, is_crisis
from bot.features.brag import form_view, view
from bot.features.brag.held import own_entry, ticket, today
from bot.features.brag.ids import Ticket
from bot.features.brag.typed import Typed
from bot.runtime.agreeing import agree
from bot.runtime.blocks import RenderedView
from bot.runtime.errors import NotMet
from bot.runtime.instant import open_modal
from bot.runtime.numbers import read_number
from bot.runtime.once import once
from bot.runtime.own import must_be_own, owner
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.saying import say
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import evidence
from bot.store.brag import pillars
from bot.store.evidence import Entry

IN_A_BUTTON = 1900  # characters that a button carries, beside the owner


class PutAgain(Exception):
    """The form has to be looked at again before it can be saved; this one takes its place."""

    def __init__(self, form: RenderedView) -> None:
        super().__init__()
        self.form = form


def add(services: Services, request: Request, text: str, *, sure: bool = True) -> Reply:
    """Keep the words after "brag add". Without any, or before somebody agreed, the form comes, and nothing is kept.

    `sure`: they are meant to be kept; else the form asks, too.
    """
    with services.begin(request.workspace, request.user_id, "brag.add", event_id=request.event_id) as unit:
        typed = Typed.of(text, today(services, unit))
        if typed.text and sure and unit.person.consented_at is not None:
            entry = _keep(services, unit, typed)
            return services.show(unit, request, "brag.saved", {"entry": entry.id, "cut": typed.cut})
        if request.trigger_id:
            form = form_view.entry(ticket(unit), typed, pillars(services.catalog))
            return Reply(instants=(open_modal(request.trigger_id, form),))
        # A message opens no form, and its words may stand in no row: they go along with the button.
        carried = clean(text, IN_A_BUTTON)
        offer = view.unsaved(owner(unit.user_id, unit.workspace), carried.text, was_cut=carried.cut)
        return Reply(instants=(say(services, request, offer, known=True),))


def opened(known: Ticket, entry: Entry, request: Request, number: int) -> Ticket:
    """Return the way back of a form that is opened on an entry, from the page or the answer that a button stood on."""
    card = "" if request.ephemeral or not number else request.message_ts
    return replace(known, entry=entry.id, version=entry.version, card=card, page=str(number))


def save(services: Services, request: Request) -> Reply:
    """Keep what the form says. Whatever has to be mended rolls everything back, so that the form may come again."""
    known = Ticket.read(request.metadata)
    typed = Typed.sent(request.values, pillars(services.catalog))
    if not known.heard and is_crisis(typed.text, services.catalog.words):
        return Reply(form=in_danger(services, known, typed))
    try:
        with services.begin(request.workspace, request.user_id, "brag.save") as unit:
            must_be_own(unit, owner(known.owner, known.workspace))
            errors = typed.errors(today(services, unit))
            if errors:
                return Reply(errors=errors)
            _still_fits(services, unit, known, typed)
            once(unit, request)
            _agree(services, unit)
            if known.entry:
                _change(unit, known, typed)
            else:
                entry = _keep(services, unit, typed)
                unit.put("brag.saved", {"entry": entry.id, "cut": typed.cut})
    except NotMet as not_met:
        if not not_met.left:
            return Reply(form=form_view.erased(typed))
        if known.agreed:
            raise
        # Back after they had left. Meeting them takes longer than a form can wait, so it says first what is kept.
        fresh = Ticket(request.user_id, request.workspace, agreed="1", heard=known.heard)
        return Reply(form=form_view.entry(fresh, typed, pillars(services.catalog), form_view.ASK_AGAIN))
    except PutAgain as again:
        return Reply(form=again.form)
    return Reply()


def in_danger(services: Services, known: Ticket, typed: Typed) -> RenderedView:
    """Answer a cry for help in the form itself, where nobody else sees it. Nothing is kept, and nothing is lost."""
    heard, words = replace(known, heard="1"), services.catalog.words.crisis_text
    return form_view.entry(heard, typed, pillars(services.catalog), care=words)


def _still_fits(services: Services, unit: Unit, known: Ticket, typed: Typed) -> None:
    """Put the form again where the entry changed or went meanwhile, or where it never said what saving it means."""

    def again(fresh: Ticket, notice: str) -> PutAgain:
        return PutAgain(form_view.entry(fresh, typed, pillars(services.catalog), notice))

    if unit.person.consented_at is None and not known.agreed:
        raise again(replace(ticket(unit), agreed="1"), form_view.ASK_AGAIN)
    entry = own_entry(unit, known.entry) if known.entry else None
    if known.entry and entry is None:
        raise again(replace(ticket(unit), agreed=known.agreed), form_view.GONE)
    if entry is not None and entry.version != known.version and not _says(entry, typed):
        raise again(replace(known, version=entry.version), form_view.MOVED_ON)


def _says(entry: Entry, typed: Typed) -> bool:
    """Tell whether an entry says already what was typed: the same form, sent twice."""
    return (entry.text, entry.day, entry.pillar) == (typed.text, typed.day, typed.pillar)


def _agree(services: Services, unit: Unit) -> None:
    untold = agree(services, unit)
    if untold:
        unit.put("nudge.meanwhile", {"missed": untold})
    refresh_home(unit)


def _change(unit: Unit, known: Ticket, typed: Typed) -> None:
    if typed.day is not None:
        here = (unit.connection, unit.workspace, known.entry)
        evidence.change(*here, text=typed.text, pillar=typed.pillar, day=typed.day, now=unit.now)
    if known.card:
        ids = {"page": read_number(known.page), "card": known.card}
        unit.put("brag.card", ids, verb="update", promise="tidy", coalesce=f"brag:{known.card}")
    else:
        unit.put("brag.saved", {"entry": known.entry})


def _keep(services: Services, unit: Unit, typed: Typed) -> Entry:
    day = typed.day or today(services, unit)
    entry = Entry(unit.new_id(), unit.user_id, typed.text, typed.pillar, day, unit.now, None)
    evidence.add(unit.connection, unit.workspace, entry)
    return entry
