"""Showing the path, and opening its forms. One transaction a function."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from advice.months import spelled
from bot.features.path.forms import Kind, form_of
from bot.features.path.held import held
from bot.features.path.ids import Ticket, read_entry
from bot.features.path.typed import Typed
from bot.runtime.charted import show_charted
from bot.runtime.errors import Denied, Stale
from bot.runtime.folding import own_occasion
from bot.runtime.instant import open_modal
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store.paths import Kept

OLD_ENTRY = "That entry is gone or was changed since. Type `/careercheck path` to see your path as it is now."


def show(services: Services, request: Request) -> Reply:
    """Read the path back."""
    with services.begin(request.workspace, request.user_id, "path.show", event_id=request.event_id) as unit:
        return show_charted(services, unit, request, "path.card", {})


def new(services: Services, request: Request) -> Reply:
    """Open the form for one more entry."""
    with services.begin(request.workspace, request.user_id, "path.new") as unit:
        kept, _ = held(unit)
        return _open(request, "add", kept, ticket(unit, kept, request), Typed())


def changed(services: Services, request: Request) -> Reply:
    """Open the form for a new role, beginning today."""
    with services.begin(request.workspace, request.user_id, "path.changed") as unit:
        kept, today = held(unit)
        return _open(request, "change", kept, ticket(unit, kept, request), _today(kept, today))


def role_changed(services: Services, request: Request) -> Reply:
    """Open the same form from a nudge: there it is a choice, made once the form is saved and answered below."""
    with services.begin(request.workspace, request.user_id, "path.role_changed") as unit:
        nudge = own_occasion(unit, request.value)
        kept, today = held(unit)
        way_back = ticket(unit, kept, request)
        way_back = replace(way_back, occasion=nudge.id, thread=way_back.thread or request.message_ts)
        return _open(request, "change", kept, way_back, _today(kept, today))


def correct(services: Services, request: Request) -> Reply:
    """Open the form that holds an entry."""
    owner, stint_id = read_entry(request.value)
    with services.begin(request.workspace, request.user_id, "path.correct") as unit:
        unit.own(owner)
        kept, _ = held(unit)
        stint = next((stint for stint in kept.path.stints if stint.id == stint_id), None)
        if stint_id > kept.path.issued:
            raise Denied  # never an entry of this path
        if stint is None:
            raise Stale(OLD_ENTRY)
        typed = Typed.of_stint(stint, never=kept.path.never_hands_on)
        return _open(request, "mend", kept, ticket(unit, kept, request, stint=stint_id), typed)


def ticket(unit: Unit, kept: Kept, request: Request, *, stint: int = 0, role: str = "") -> Ticket:
    """Return a form's way back. Who has not agreed to anything yet is told in the form what saving it means."""
    agreed = "" if unit.person.consented_at else "1"
    where = {} if request.ephemeral else {"thread": request.thread_ts, "card": request.message_ts if role else ""}
    return Ticket(unit.user_id, kept.revision, stint, agreed, role, **where)


def _today(kept: Kept, today: date) -> Typed:
    """Return the fields of a form for what begins today, where something ends there."""
    return Typed(start=spelled(today) if kept.path.current else "")


def _open(request: Request, kind: Kind, kept: Kept, way_back: Ticket, typed: Typed) -> Reply:
    return Reply(instants=(open_modal(request.trigger_id, form_of(kind, kept.path, way_back, typed)),))
