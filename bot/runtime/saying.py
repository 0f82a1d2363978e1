"""Something said at once in a conversation: tried once, and found again by an erasure, which takes it back.

All that is kept is where it stands, as of any message that was sent, and not what it was. Of somebody about whom
nothing is kept, not even that.
"""

from __future__ import annotations

import structlog

from bot.runtime.blocks import Rendered
from bot.runtime.instant import Instant
from bot.runtime.posted import Posted
from bot.runtime.request import Request
from bot.runtime.services import Services
from bot.runtime.slack import SlackDoor
from bot.store import deletions, outbox, people
from bot.store.deletions import Deletion
from bot.store.engine import DatabaseBusy

log = structlog.get_logger(__name__)


def say(services: Services, request: Request, rendered: Rendered, *, known: bool = False) -> Instant:
    """Answer below what somebody wrote, where there is no response address. `known`: see `say_now`."""
    return Instant("say", lambda door: say_now(services, door, request, rendered, known=known))


def say_now(services: Services, door: SlackDoor, request: Request, rendered: Rendered, *, known: bool = False) -> None:
    """Answer below what somebody wrote.

    Args:
        services: the shell's parts.
        door: the way to Slack.
        request: what they wrote.
        rendered: the answer.
        known: we kept something about them when it was decided on; where we do not any more, it vanishes again.

    Raises:
        SlackError: it was not said.
    """
    posted = door.post(request.channel, rendered, thread_ts=request.thread_ts or None)
    try:
        _note(services, request, posted, known=known)
    except DatabaseBusy as busy:
        log.warning("said.not_noted", error=str(busy))


def _note(services: Services, request: Request, posted: Posted, *, known: bool) -> None:
    now = services.clock.now()
    with services.database.writing() as connection:
        person = people.hold(connection, request.workspace, request.user_id)
        if person is not None:
            outbox.note_said(
                connection,
                workspace=request.workspace,
                id=services.ids.new(now),
                user_id=request.user_id,
                channel=posted.channel,
                ts=posted.ts,
                now=now,
            )
        elif known:
            deletions.add(connection, Deletion(request.workspace, posted.channel, posted.ts), now)
