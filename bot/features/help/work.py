"""What to say when nothing else fits. One transaction a function."""

from __future__ import annotations

import difflib

from advice.words import Kind, understand
from bot.features.help import view
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services


def command(services: Services, request: Request) -> Reply:
    """Show the help."""
    with services.begin(request.workspace, request.user_id, "help.show", event_id=request.event_id) as unit:
        return services.show(unit, request, "help.card", {})


def fallback(services: Services, request: Request) -> Reply:
    """Answer a command nobody declared, or a message nobody understood: never with silence."""
    if request.kind == "command":
        with services.begin(request.workspace, request.user_id, "help.show"):
            nearest = _nearest(services, request.name)
            return Reply(shown=view.help_card(services.help_lines, unknown=request.name, nearest=nearest))
    with services.begin(request.workspace, request.user_id, "help.talk", event_id=request.event_id) as unit:
        kind = understand(request.text, services.catalog.words, ()).kind
        kindly = kind in (Kind.GREETING, Kind.THANKS)
        word = request.text.split(maxsplit=1)[0].lower() if len(request.text.split()) == 1 else ""
        nearest = None if kindly else _nearest(services, word)
        ids = {"greeting": kind is Kind.GREETING, "thanks": kind is Kind.THANKS, "nearest": nearest}
        return services.show(unit, request, "help.hello", ids)


def _nearest(services: Services, word: str) -> str | None:
    close = difflib.get_close_matches(word, [known for known in services.help_lines if known], n=1, cutoff=0.5)
    return close[0] if close else None
