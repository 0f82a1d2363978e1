"""Showing the brag document, opening its forms, deleting from it. One transaction a function."""

from __future__ import annotations

from functools import partial

from advice.words import is_crisis
from bot.features.brag import form_view, saving, view, wire
from bot.features.brag.held import of_unit, still_there, ticket, today
from bot.features.brag.ids import read_numbered
from bot.features.brag.typed import Typed, beside, day_of, is_about_bragging, is_asked, to_add
from bot.runtime.below import show_below
from bot.runtime.blocks import Rendered, message
from bot.runtime.errors import Denied
from bot.runtime.instant import open_modal
from bot.runtime.numbers import read_number
from bot.runtime.own import read_own
from bot.runtime.redrawing import drawn_now
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import evidence
from bot.store.brag import pillars


def hears(services: Services, request: Request) -> Reply | None:
    """Take "brag add ..." wherever somebody writes it to the bot, in a check's thread too."""
    text = to_add(request.text) if request.kind == "message" else None
    return None if text is None else saving.add(services, request, wire.in_message(text))


def on_message(services: Services, request: Request) -> Reply | None:
    """Take "brag ..." as "brag add ...", unless it may be a question; in a check's thread it is a note all the same."""
    text = beside(request.text) if request.command is None else None
    if text is None or is_asked(text) or is_about_bragging(request.text):
        return None
    return saving.add(services, request, wire.in_message(text)) if text else show(services, request)


def asked(services: Services, request: Request) -> Reply:
    """Answer the command: add what follows, be it without the "add", or show the document. A question is not kept."""
    if request.kind != "command":
        return show(services, request)
    if (told := to_add(request.text)) is not None:
        return saving.add(services, request, wire.in_command(told))
    if text := beside(request.text):
        return saving.add(services, request, wire.in_command(text), sure=not is_asked(text))
    return show(services, request)


def show(services: Services, request: Request) -> Reply:
    """Show the document."""
    with services.begin(request.workspace, request.user_id, "brag.show", event_id=request.event_id) as unit:
        return show_below(services, unit, request, "brag.card", {"page": 1}, there=view.THERE)


def page(services: Services, request: Request) -> Reply:
    """Turn to another page."""
    with services.begin(request.workspace, request.user_id, "brag.page") as unit:
        number = read_number(read_own(unit, request.value))
        return Reply(replaced=partial(_same, _drawn(services, unit, number)))


def new(services: Services, request: Request) -> Reply:
    """Open the form for an entry, holding what was written already where nothing is kept yet."""
    with services.begin(request.workspace, request.user_id, "brag.new") as unit:
        typed = Typed.of(read_own(unit, request.value), today(services, unit))
        form = form_view.entry(ticket(unit), typed, pillars(services.catalog))
        return Reply(instants=(open_modal(request.trigger_id, form),))


def take(services: Services, request: Request) -> Reply:
    """Take a message of one's own into the form: its words and its day. Of another's nothing was read."""
    with services.begin(request.workspace, request.user_id, "brag.take") as unit:
        day = day_of(request.message_ts, of_unit(services, unit).tz, today(services, unit))
        typed = Typed.of(wire.in_message(request.text), day)
        if not typed.text:
            return Reply(shown=message(view.NO_WORDS if request.own else view.NOT_YOURS))
        form = form_view.entry(ticket(unit), typed, pillars(services.catalog))
        if is_crisis(typed.text, services.catalog.words):
            form = saving.in_danger(services, ticket(unit), typed)
        return Reply(instants=(open_modal(request.trigger_id, form),))


def edit(services: Services, request: Request) -> Reply:
    """Open the form that holds an entry."""
    name, number = read_numbered(request.value)
    with services.begin(request.workspace, request.user_id, "brag.edit") as unit:
        entry = still_there(unit, name)
        if entry is None:
            return _gone(services, unit, number)
        known = saving.opened(ticket(unit), entry, request, number)
        form = form_view.entry(known, Typed(entry.text, entry.day, entry.pillar), pillars(services.catalog))
        return Reply(instants=(open_modal(request.trigger_id, form),))


def drop(services: Services, request: Request) -> Reply:
    """*Delete*, once it was confirmed."""
    name, number = read_numbered(request.value)
    with services.begin(request.workspace, request.user_id, "brag.drop") as unit:
        if still_there(unit, name) is None:
            return _gone(services, unit, number)
        evidence.drop(unit.connection, unit.workspace, name)
        return Reply(replaced=partial(_same, _drawn(services, unit, number) if number else view.dropped()))


def _gone(services: Services, unit: Unit, number: int) -> Reply:
    """Say that an entry is gone, and show the page that its button stood on as it is now."""
    if not number:
        return Reply(replaced=partial(_same, view.gone()))
    return Reply(shown=message(view.GONE), replaced=partial(_same, _drawn(services, unit, number)))


def _drawn(services: Services, unit: Unit, number: int) -> Rendered:
    """Draw a page as it is now."""
    drawn = drawn_now(services, unit, "brag.card", {"page": number})
    if drawn is None:
        raise Denied
    return drawn


def _same(rendered: Rendered) -> Rendered:
    return rendered
