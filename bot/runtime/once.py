"""What somebody sent twice is taken once."""

from __future__ import annotations

from bot.runtime.errors import Repeated
from bot.runtime.request import Request
from bot.runtime.unit import Unit
from bot.store import people


def once(unit: Unit, request: Request) -> None:
    """Make sure that a form that was sent twice is taken once.

    Raises:
        Repeated: it was taken before.
    """
    if request.view_id and not people.first_time(unit.connection, unit.workspace, f"form:{request.view_id}", unit.now):
        raise Repeated
