"""Showing what is kept about somebody, and erasing it. One transaction a function."""

from __future__ import annotations

import structlog

from bot.features.mydata import erasing_view, view
from bot.features.mydata.exporting import send
from bot.features.mydata.taking_back import take_back
from bot.runtime.errors import NotMet
from bot.runtime.instant import Instant, open_modal
from bot.runtime.own import must_be_own, owner
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import exports, teams
from bot.store.erased import forget_within
from bot.store.erasure_lines import LogUnreadable
from bot.store.exports import Asked

log = structlog.get_logger(__name__)


def show(services: Services, request: Request) -> Reply:
    """Show everything that is kept about whoever asks."""
    with services.begin(request.workspace, request.user_id, "mydata.show", event_id=request.event_id) as unit:
        return services.show(unit, request, "mydata.shown", {"years": services.retention_years})


def export(services: Services, request: Request) -> Reply:
    """Put an export together and send it, which takes its time; whoever asks again meanwhile is told so."""
    with services.begin(request.workspace, request.user_id, "mydata.export") as unit:
        new = exports.ask(unit.connection, Asked(unit.workspace, unit.new_id(), unit.user_id), unit.now)
    hand_over = Instant("export", lambda door: send(services, door, request.workspace), slow=True)
    return Reply(shown=view.on_its_way(again=not new), instants=(hand_over,) if new else ())


def ask_erase(services: Services, request: Request) -> Reply:
    """Say what goes and what stays; sending that form erases."""
    with services.begin(request.workspace, request.user_id, "mydata.ask_erase") as unit:
        leads = [team.name for team in teams.led_by(unit.connection, unit.workspace, unit.user_id)]
        form = erasing_view.ask_erase(owner(request.user_id, request.workspace), leads)
        return Reply(instants=(open_modal(request.trigger_id, form),))


def erase(services: Services, request: Request) -> Reply:
    """Erase everything about whoever asks; the second time there is nothing left, and that is said the same way."""
    must_be_own(request, request.metadata)
    try:
        with services.begin(request.workspace, request.user_id, "mydata.erase") as unit:
            forget_within(unit.connection, services.database, unit.workspace, unit.user_id, unit.now)
    except NotMet:
        return Reply(form=erasing_view.gone())
    except LogUnreadable as error:
        log.error("mydata.log_unreadable", flaw=error.flaw, row=error.line)
        return Reply(form=erasing_view.not_gone())
    vanish = Instant("take back", lambda door: take_back(services, door, request.workspace), slow=True)
    return Reply(form=erasing_view.gone(), instants=(vanish,))
