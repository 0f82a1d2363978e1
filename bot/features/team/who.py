"""Who sees what of somebody. One transaction a function."""

from __future__ import annotations

from bot.features.team import who_view
from bot.features.team.belonging import ties
from bot.runtime.drawing import Drawing, Outgoing
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services


def show(services: Services, request: Request) -> Reply:
    """Show somebody who sees what of them."""
    with services.begin(request.workspace, request.user_id, "team.who_sees", event_id=request.event_id) as unit:
        return services.show(unit, request, "team.who", {})


def draw(drawing: Drawing) -> Outgoing:
    """Draw the teams they belong to, and those whose summaries they may read."""
    return Outgoing(who_view.who(ties(drawing, who_view.MOST_TEAMS)))
