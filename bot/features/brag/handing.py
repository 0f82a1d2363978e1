"""*Export as Markdown*: as messages to copy. Where a file can be uploaded instead, this is the place to do it."""

from __future__ import annotations

from advice.brag import as_markdown, in_order
from bot.features.brag import view
from bot.features.brag.copied import messages_of
from bot.features.brag.held import of_unit, own_document
from bot.runtime import links
from bot.runtime.request import Reply, Request
from bot.runtime.services import Services
from bot.store.brag import pieces, pillars


def hand_over(services: Services, request: Request) -> Reply:
    """Put the whole document into the direct message as Markdown, in as many messages as it takes."""
    with services.begin(request.workspace, request.user_id, "brag.hand_over") as unit:
        own_document(unit, request.value)
        placed = in_order(pieces(of_unit(services, unit)), pillars(services.catalog))
        for part in range(len(messages_of(as_markdown(placed)))):
            once = f"brag:{unit.user_id}:{request.action_ts}:{part}"
            unit.put("brag.markdown", {"part": part}, dedupe=once)
        if request.channel == unit.person.channel:
            return Reply()
        link = links.conversation_link(unit.person.domain, unit.person.channel)
        return Reply(shown=view.elsewhere("Your brag document as Markdown is in our direct message.", link))
