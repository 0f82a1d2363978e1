"""The card that asks for the present role: one click and a year, or not now."""

from __future__ import annotations

from functools import partial

from advice.stint import Role
from bot.features.path import view
from bot.features.path.forms import form_of
from bot.features.path.held import held
from bot.features.path.ids import Ticket
from bot.features.path.typed import Typed
from bot.features.path.work import ticket
from bot.runtime.errors import Denied
from bot.runtime.instant import open_modal
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services

SKIPPED = "Not now, then. Whenever you like: `/careercheck path`."


def role(services: Services, request: Request) -> Reply:
    """Take the click on a role: it is kept once the year is said."""
    clicked = Ticket.read(request.value)
    with services.begin(request.workspace, request.user_id, "path.role") as unit:
        unit.own(clicked.owner)
        kept, _ = held(unit)
        if kept.asked_at is None or clicked.role not in list(Role):
            raise Denied
        way_back = ticket(unit, kept, request, role=clicked.role)
        return Reply(instants=(open_modal(request.trigger_id, form_of("begin", kept.path, way_back, Typed())),))


def not_now(services: Services, request: Request) -> Reply:
    """Fold the card; it does not come again for a while."""
    clicked = Ticket.read(request.value)
    with services.begin(request.workspace, request.user_id, "path.not_now") as unit:
        unit.own(clicked.owner)
        kept, _ = held(unit)
        if kept.asked_at is None:
            raise Denied
        return Reply(replaced=partial(view.folded, SKIPPED))
