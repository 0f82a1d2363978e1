"""An answer with a chart, which Slack does not take in every way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.runtime.instant import respond
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit


def show_charted(services: Services, unit: Unit, request: Request, view: str, ids: Mapping[str, Any]) -> Reply:
    """Show a view where it was asked for; it hears in `to_read` that it stands over Home, where no chart can be."""
    over_home = request.kind == "click" and not request.response_url
    reply = services.show(unit, request, view, {**ids, "to_read": over_home})
    shown = reply.shown
    if request.kind == "command" and shown and request.response_url:
        # Not in the acknowledgement, which cannot be tried again and so must go without the chart.
        return Reply(instants=(respond(request.response_url, lambda: shown),))
    return reply
