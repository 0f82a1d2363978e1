"""What stands in Slack already, drawn anew: a clicked message in its place, and the Home tab."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.runtime.blocks import Rendered
from bot.runtime.drawing import Outgoing
from bot.runtime.outbox import STAND_BY
from bot.runtime.request import Reply
from bot.runtime.services import Services
from bot.runtime.unit import Unit

AT_ONCE = timedelta(0)


def refresh_home(unit: Unit, after: timedelta = AT_ONCE) -> None:
    """Let the Home tab of who acts show what has changed, once `after` is over."""
    unit.put("home.tab", {}, verb="publish", promise="tidy", coalesce="home", after=after)


def drawn_now(services: Services, unit: Unit, view: str, ids: Mapping[str, Any]) -> Rendered | None:
    """Return a message as it would be sent now to who acts; None where there is nothing to draw any more."""
    drawn = services.outbox.draw(unit.connection, view, unit.workspace, unit.user_id, ids)
    return drawn.rendered if isinstance(drawn, Outgoing) and isinstance(drawn.rendered, Rendered) else None


def in_its_place(services: Services, unit: Unit, view: str, ids: Mapping[str, Any], key: str) -> Reply | None:
    """Draw the clicked message anew, through the click's own address; a row stands by in case that fails.

    `key`: of several such rows only the newest counts. None where there is nothing to draw any more.
    """
    rendered = drawn_now(services, unit, view, ids)
    if rendered is None:
        return None
    row = unit.put(view, ids, verb="update", promise="tidy", coalesce=key, after=STAND_BY)
    return Reply(replaced=lambda: rendered, standing_by=row)
