"""Notes: what a person writes under a question is kept for them, changed with the message, and gone with it."""

from __future__ import annotations

from functools import partial

from advice.words import Kind, clean, understand
from bot.features.check import card_view
from bot.features.check.held import Held, hold, tell_home
from bot.runtime.errors import Denied
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import notes
from bot.store.notes import Note

LONGEST = 3000  # characters of a note


def keep(held: Held, request: Request, question: str) -> None:
    """Keep a message as a note on `question`, and say so with a way to take it back."""
    unit = held.unit
    cleaned = clean(request.text, LONGEST)
    if not cleaned.text:
        return
    note = Note(unit.new_id(), unit.user_id, held.row.id, question, cleaned.text)
    here = {"workspace": unit.workspace, "channel": request.channel, "message_ts": request.message_ts}
    if notes.keep(unit.connection, note, **here, now=unit.now):
        unit.put("check.noted", {"note": note.id, "cut": LONGEST if cleaned.cut else 0})
        tell_home(unit)


def edited(services: Services, request: Request) -> Reply:
    """Follow an edit of the message that a note came from. What has become a cry for help is answered, not kept."""
    with services.begin(request.workspace, request.user_id, "check.edit_note", event_id=request.event_id) as unit:
        note = notes.of_message(unit.connection, unit.workspace, request.channel, request.message_ts)
        if note is None:
            return Reply()
        unit.own(note.user_id)
        cleaned = clean(request.text, LONGEST)
        crisis = understand(request.text, services.catalog.words, ()).kind is Kind.CRISIS
        if crisis or not cleaned.text:
            notes.drop(unit.connection, unit.workspace, note.id)
        else:
            notes.change(unit.connection, unit.workspace, note.id, cleaned.text, unit.now)
        tell_home(unit)
        return services.show(unit, request, "care.crisis", {}) if crisis else Reply()


def deleted(services: Services, request: Request) -> Reply:
    """Remove the note whose message was deleted."""
    with services.begin(request.workspace, request.user_id, "check.edit_note", event_id=request.event_id) as unit:
        note = notes.of_message(unit.connection, unit.workspace, request.channel, request.message_ts)
        if note is not None:
            unit.own(note.user_id)
            notes.drop(unit.connection, unit.workspace, note.id)
            tell_home(unit)
        return Reply()


def drop(services: Services, request: Request) -> Reply:
    """Take a click on *Remove*."""
    with services.begin(request.workspace, request.user_id, "check.drop_note") as unit:
        note = notes.load(unit.connection, unit.workspace, request.value)
        if note is None:
            raise Denied
        unit.own(note.user_id)
        held = hold(services, unit, note.check_id)
        notes.drop(unit.connection, unit.workspace, note.id)
        tell_home(unit)
        return Reply(replaced=partial(card_view.unnoted, held.check.question(note.question).name))
