"""What a reply wants done at once, handed over: something to show where it was asked for, or to change in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import structlog

from bot.runtime.blocks import Rendered, RenderedView, modal, section
from bot.runtime.instant import Instant, open_modal, respond
from bot.runtime.request import Reply, Request
from bot.runtime.saying import say
from bot.runtime.services import Services

_READ = ("section", "context", "header", "divider")

log = structlog.get_logger(__name__)


def finish(services: Services, request: Request, reply: Reply, *, acknowledged: bool = False) -> None:
    """Hand over what is to be done at once.

    What a command or form shows goes into its acknowledgement, unless that has gone (`acknowledged`).
    """
    if reply.replaced is not None and request.response_url:
        services.instants.hand_over(_replacement(services, request, reply.replaced, reply.standing_by))
    if reply.instants:
        services.instants.hand_over(*reply.instants)
    in_ack = request.kind in ("command", "submit") and not acknowledged
    if reply.shown is not None and not in_ack:
        _show(services, request, reply.shown)


def as_modal(shown: Rendered) -> RenderedView:
    """Show over the Home tab what elsewhere would be a message: what is to be read, and links; buttons stay behind."""
    plain = shown.plainer or shown
    drawn = [block for block in plain.blocks if block["type"] in _READ or _only_leads_elsewhere(block)]
    view = modal("router.shown", "Careercheck", section("text", plain.text)).view
    return RenderedView({**view, "blocks": drawn or view["blocks"]})


def _replacement(services: Services, request: Request, drawn: Callable[[], Rendered], row: str | None) -> Instant:
    if row is None:
        return respond(request.response_url, drawn, replace=True, thread_ts=request.thread_ts or None)
    outbox = services.outbox
    where = (None, None) if request.ephemeral else (request.channel or None, request.message_ts or None)
    return respond(
        request.response_url,
        drawn,
        replace=True,
        thread_ts=request.thread_ts or None,
        then=lambda: outbox.done_by_click(request.workspace, row, *where),
        otherwise=lambda: outbox.hurry(request.workspace, row),
    )


def _show(services: Services, request: Request, shown: Rendered) -> None:
    if request.response_url:
        effect = respond(request.response_url, lambda: shown, thread_ts=request.thread_ts or None)
    elif request.trigger_id:
        effect = open_modal(request.trigger_id, as_modal(shown))
    elif request.channel:
        effect = say(services, request, shown)
    else:
        log.info("router.nowhere_to_say", kind=request.kind)
        return
    services.instants.hand_over(effect)


def _only_leads_elsewhere(block: Mapping[str, Any]) -> bool:
    return block["type"] == "actions" and all("url" in element for element in block["elements"])
