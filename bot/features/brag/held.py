"""The evidence of the person who acts, and the date it is for them."""

from __future__ import annotations

from datetime import date

from bot.features.brag.ids import Ticket
from bot.runtime.drawing import Drawing
from bot.runtime.errors import Denied
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import evidence
from bot.store.brag import Whose
from bot.store.evidence import Entry


def of_unit(services: Services, unit: Unit) -> Whose:
    """Return whose evidence a unit of work is about."""
    return Whose(unit.connection, services.catalog, unit.workspace, unit.user_id, unit.fallback_zone)


def of_drawing(drawing: Drawing) -> Whose:
    """Return whose evidence is drawn."""
    zone = drawing.telling.zone
    return Whose(drawing.connection, drawing.catalog, drawing.workspace, drawing.user_id, zone)


def today(services: Services, unit: Unit) -> date:
    """Return the date for the person who acts."""
    return unit.now.astimezone(of_unit(services, unit).tz).date()


def own_entry(unit: Unit, name: str) -> Entry | None:
    """Return an entry of the person who acts, or None where there is none of that id; Denied for another's."""
    entry = evidence.load(unit.connection, unit.workspace, name)
    if entry is not None:
        unit.own(entry.user_id)
    return entry


def still_there(unit: Unit, name: str) -> Entry | None:
    """Return an entry of the person who acts. None: it is gone, or there never was one of that id, or it is another's.

    Nobody can tell these apart. The last alone is written down as a refusal: it takes a forged button.
    """
    try:
        return own_entry(unit, name)
    except Denied:
        unit.note(None, "refused")
        return None


def ticket(unit: Unit) -> Ticket:
    """Return a new form's way back. Who has not agreed to anything yet is told in the form what sending it means."""
    return Ticket(unit.user_id, unit.workspace, agreed="" if unit.person.consented_at else "1")
