"""The list of all checks: what is in it for a person, and from a row of the outbox to it."""

from __future__ import annotations

from collections.abc import Iterable

from advice.catalog import Catalog, Check, Guide
from bot.features.check import list_view
from bot.features.check.list_view import Entry
from bot.runtime.drawing import Drawing, Outgoing
from bot.runtime.request import Reply, Request
from bot.runtime.room import headed
from bot.runtime.services import Services
from bot.store import checks
from bot.store.checks import CheckRow


def show(services: Services, request: Request) -> Reply:
    """Show every check."""
    with services.begin(request.workspace, request.user_id, "check.list", event_id=request.event_id) as unit:
        return services.show(unit, request, "check.all", {})


def draw(drawing: Drawing) -> Outgoing:
    """Draw every check."""
    unfinished = checks.unfinished(drawing.connection, drawing.workspace, drawing.user_id)
    return Outgoing(list_view.every(entries(drawing.catalog, unfinished)))


def entries(catalog: Catalog, unfinished: Iterable[CheckRow]) -> tuple[Entry, ...]:
    """Return a line for each check of the catalog; `unfinished`: those of the person, who is in the midst of some."""
    begun = {row.kind for row in unfinished if row.state != "offered"}
    return tuple(
        Entry(
            check=check.id,
            title=check.title,
            line=_line(check),
            label=check.label,
            minutes=check.minutes,
            under_way=check.id in begun,
        )
        for check in catalog.checks.values()
    )


def _line(check: Check) -> str:
    if isinstance(check, Guide):
        return check.summary
    return headed(", ".join(part.title.lower() for part in check.sections))
