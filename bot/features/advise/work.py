"""Questions and what is answered. A question is looked for, and then forgotten: only ids go further."""

from __future__ import annotations

from typing import Any

from advice.words import Kind
from bot.features.advise import view
from bot.features.advise.finding import Found, find
from bot.features.advise.reading import is_for_others, no_question, question, said
from bot.runtime.below import show_below
from bot.runtime.errors import Denied
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit
from bot.store import paths


def on_message(services: Services, request: Request) -> Reply | None:
    """Answer a message that nobody else knows what to do with, unless it is a courtesy or a slip for a command."""
    kind = said(request.text, services.catalog.words)
    if request.command is not None or is_for_others(request.text, kind, services.help_lines):
        return None
    return _answer(services, request, question(request.text), kind)


def ask(services: Services, request: Request) -> Reply:
    """Answer the words after the command; without any, show the topics."""
    asked = question(request.text)
    if not asked.strip():
        return topics(services, request)
    return _answer(services, request, asked, said(asked, services.catalog.words))


def topics(services: Services, request: Request) -> Reply:
    """Show what there is advice on."""
    with services.begin(request.workspace, request.user_id, "advise.topics", event_id=request.event_id) as unit:
        return _show(services, unit, request, "advise.topics")


def topic(services: Services, request: Request) -> Reply:
    """Show the topic of a button."""
    with services.begin(request.workspace, request.user_id, "advise.topic") as unit:
        if request.value not in services.catalog.topics:
            raise Denied
        return _show(services, unit, request, "advise.topic", topic=request.value)


def card(services: Services, request: Request) -> Reply:
    """Show the card of a button."""
    with services.begin(request.workspace, request.user_id, "advise.card") as unit:
        if request.value not in services.catalog.cards:
            raise Denied
        return _show(services, unit, request, "advise.card", card=request.value)


def _show(services: Services, unit: Unit, request: Request, name: str, **ids: Any) -> Reply:
    return show_below(services, unit, request, name, ids, there=view.THERE)


def _answer(services: Services, request: Request, asked: str, kind: Kind) -> Reply:
    found = no_question(asked, kind) or find(services.catalog, asked, _role(services, request))
    with services.begin(request.workspace, request.user_id, "advise.ask", event_id=request.event_id) as unit:
        if isinstance(found, Found):
            return _show(services, unit, request, "advise.card", card=found.best, more=found.more)
        return _show(services, unit, request, "advise.lost", why=found)


def _role(services: Services, request: Request) -> str | None:
    """Return the present role of the person who asks, where they told it."""
    with services.database.reading() as connection:
        current = paths.load(connection, request.workspace, request.user_id).path.current
    return current.role.value if current else None
