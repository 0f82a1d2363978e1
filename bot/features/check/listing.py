"""The list of all checks: what is in it for a person, and from a row of the outbox to it."""

from __future__ import annotations

from sqlalchemy import Connection

from advice.catalog import Catalog, Check, Guide
from bot.features.check import list_view
from bot.features.check.list_view import Entry
from bot.runtime.drawing import Drawing, Outgoing
from bot.runtime.request import Reply, Request
from bot.runtime.room import headed
from bot.runtime.services import Services
from bot.store import checks


def show(services: Services, request: Request) -> Reply:
    """Show every check."""
    with services.begin(request.workspace, request.user_id, "check.list", event_id=request.event_id) as unit:
        return services.show(unit, request, "check.all", {})


def draw(drawing: Drawing) -> Outgoing:
    """Draw every check."""
    every = entries(drawing.connection, drawing.catalog, drawing.workspace, drawing.user_id)
    return Outgoing(list_view.every(every))


def entries(connection: Connection, catalog: Catalog, workspace: str, user_id: str) -> tuple[Entry, ...]:
    """Return a line for each check of the catalog, and whether the person is in the midst of it."""
    begun = {row.kind for row in checks.unfinished(connection, workspace, user_id) if row.state != "offered"}
    return tuple(
        Entry(
            check=check.id,
            title=check.title,
            line=check.summary
            if isinstance(check, Guide)
            else headed(", ".join(part.title.lower() for part in check.sections)),
            label=check.label,
            minutes=check.minutes,
            under_way=check.id in begun,
        )
        for check in catalog.checks.values()
    )


def _parts(check: Check) -> str:
    return headed(", ".join(part.title.lower() for part in check.sections))
