"""Showing somebody where they are. One transaction a function."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.runtime.posted import Posted
from bot.runtime.redrawing import refresh_home
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store import claims, people
from bot.store.claims import Letter


def opened(services: Services, request: Request) -> Reply:
    """Put up the Home tab when it is looked at. Slack tells whether it still has the one we published."""
    if request.body.get("tab") != "home":
        return Reply()
    with services.begin(request.workspace, request.user_id, "home.open", event_id=request.event_id) as unit:
        if "view" not in request.body and unit.person.home_digest is not None:
            people.change(unit.connection, unit.person, home_digest=claims.UNKNOWN_HOME)
        refresh_home(unit)
        return Reply()


def status(services: Services, request: Request) -> Reply:
    """Show where the person is, in a message."""
    with services.begin(request.workspace, request.user_id, "home.open", event_id=request.event_id) as unit:
        return services.show(unit, request, "home.status", {})


def published(connection: Connection, letter: Letter, posted: Posted) -> None:
    """Remember which Home tab is up, so that the same is not put up again."""
    people.change_known(connection, letter.workspace, letter.user_id, home_digest=posted.digest)
