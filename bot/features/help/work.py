"""What to say when nothing else fits. One transaction a function."""

from __future__ import annotations

from advice.words import Kind, understand
from bot.features.help import view
from bot.features.help.draw import guides
from bot.runtime.nearest import likeliest, slip
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
            nearest = likeliest(filter(None, services.help_lines), request.name)
            known = guides(services.catalog)
            return Reply(shown=view.help_card(services.help_lines, known, unknown=request.name, nearest=nearest))
    with services.begin(request.workspace, request.user_id, "help.talk", event_id=request.event_id) as unit:
        kind = understand(request.text.rstrip("?!. \n"), services.catalog.words, ()).kind
        kindly = kind in (Kind.GREETING, Kind.THANKS)
        nearest = None if kindly else slip(services.help_lines, request.text)
        ids = {"greeting": kind is Kind.GREETING, "thanks": kind is Kind.THANKS, "nearest": nearest}
        return services.show(unit, request, "help.hello", ids)
