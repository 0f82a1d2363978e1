"""An answer that is to be read again: below what was clicked, in the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.runtime import links
from bot.runtime.blocks import Rendered, actions, button, message, section
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.runtime.unit import Unit


def show_below(
    services: Services, unit: Unit, request: Request, view: str, ids: Mapping[str, Any], *, there: str
) -> Reply:
    """Show a view. A click on a message is answered below it, to be read again; what one person sees, to them alone.

    `there` is said to somebody who clicked on the Home tab: the answer stands in the conversation.
    """
    if request.kind != "click" or request.ephemeral:
        return services.show(unit, request, view, ids)
    unit.put(view, {**ids, "thread_ts": request.thread_ts} if request.thread_ts else ids)
    return Reply() if request.channel else is_there(unit, there)


def is_there(unit: Unit, words: str) -> Reply:
    """Say that something stands in the conversation of the person who acts."""
    return Reply(shown=elsewhere(words, links.conversation_link(unit.person.domain, unit.person.channel)))


def elsewhere(words: str, link: str) -> Rendered:
    """Something stands elsewhere, and a button leads there."""
    return message(words, section("elsewhere", words), actions("go", button("Open it", "check.visit", url=link)))
