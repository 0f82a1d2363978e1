"""Hears a cry for help before anything else looks at what was written."""

from __future__ import annotations

from advice.words import is_crisis
from bot.features.care import view
from bot.runtime.errors import Denied, NotMet
from bot.runtime.request import Reply, Request
from bot.runtime.saying import say
from bot.runtime.services import Services
from bot.store.engine import DatabaseBusy


def hear(services: Services, request: Request) -> Reply | None:
    """Answer words that sound like a crisis, whoever wrote them and wherever; None for all others."""
    if not is_crisis(request.text, services.catalog.words):
        return None
    try:
        with services.begin(request.workspace, request.user_id, "care.answer", event_id=request.event_id) as unit:
            return services.show(unit, request, "care.crisis", {})
    except (NotMet, Denied, DatabaseBusy):
        # Somebody we have not met, or may not serve otherwise, is answered all the same.
        card = view.crisis(services.catalog.words.crisis_text)
        if request.kind == "command":
            return Reply(shown=card)
        return Reply(instants=(say(services, request, card),))
