"""Looking back at finished checks. One transaction a function; nothing is changed."""

from __future__ import annotations

from bot.runtime.charted import show_charted
from bot.runtime.errors import Denied
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import results


def show(services: Services, request: Request) -> Reply:
    """Show the checks that were finished last, and how it went over time."""
    with services.begin(request.workspace, request.user_id, "history.show", event_id=request.event_id) as unit:
        return _page(services, unit, request, None)


def older(services: Services, request: Request) -> Reply:
    """Show the checks before the one that a button names."""
    with services.begin(request.workspace, request.user_id, "history.older") as unit:
        return _page(services, unit, request, _own(unit, request.value))


def questions(services: Services, request: Request) -> Reply:
    """Show one finished check question by question, beside the one before."""
    with services.begin(request.workspace, request.user_id, "history.questions") as unit:
        return services.show(unit, request, "history.questions", {"check": _own(unit, request.value)})


def _page(services: Services, unit: Unit, request: Request, after: str | None) -> Reply:
    return show_charted(services, unit, request, "history.page", {"after": after})


def _own(unit: Unit, check_id: str) -> str:
    """Return the id of a finished check of the person who acts.

    Raises:
        Denied: there is none, or it is somebody else's.
    """
    found = results.load(unit.connection, unit.workspace, check_id, 1)
    if found is None:
        raise Denied
    unit.own(found.user_id)
    return found.check_id
