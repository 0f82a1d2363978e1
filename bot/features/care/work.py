"""Hears a cry for help before anything else looks at a message."""

from __future__ import annotations

import textwrap

from advice.words import Kind, understand
from bot.runtime.blocks import Rendered, escape, message, section
from bot.runtime.errors import Denied, NotMet
from bot.runtime.instant import say
from bot.runtime.outbox import Drawing, Outgoing, Silence
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services

WIDTH = 600  # characters of a section; each may become five when it is escaped


def on_message(services: Services, request: Request) -> Reply | None:
    """Answer a message that sounds like a crisis, whoever wrote it and wherever; None for every other message."""
    if understand(request.text, services.catalog.words, ()).kind is not Kind.CRISIS:
        return None
    try:
        with services.begin(request.workspace, request.user_id, "care.answer", event_id=request.event_id) as unit:
            return services.show(unit, request, "care.crisis", {})
    except (NotMet, Denied):
        # Somebody we have not met, or may not serve otherwise, is answered all the same.
        words = card(services.catalog.words.crisis_text)
        return Reply(instants=(say(request.channel, words, request.thread_ts or None),))


def draw(drawing: Drawing) -> Outgoing | Silence:
    """Draw the answer; the operator may have set its words."""
    return Outgoing(card(drawing.catalog.words.crisis_text))


def card(words: str) -> Rendered:
    """The answer: words only, nothing to press. All of them: here nothing is shortened."""
    parts = textwrap.wrap(words, WIDTH, replace_whitespace=False, drop_whitespace=False)
    return message(words, *(section(f"crisis.{number}", escape(part)) for number, part in enumerate(parts, 1)))
