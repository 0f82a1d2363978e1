"""What of erased people still stands in Slack vanishes: a few at a time, for Slack lets us delete fifty a minute.

May be run at any time, twice, and by several processes at once: what is gone already counts as done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.features.mydata import erasing_view
from bot.runtime.errors import SlackAway, SlackBusy, SlackError, SlackRefused, SlackShut
from bot.runtime.services import Services
from bot.runtime.shut_out import shut_out
from bot.runtime.slack import SlackDoor
from bot.store import deletions, people
from bot.store.deletions import FILE, HOME, Deletion

EVERY = timedelta(seconds=20)
AT_ONCE = 15  # of the fifty that Slack allows in a minute
KEPT = timedelta(days=30)  # what Slack has not let us do by then, it will not

log = structlog.get_logger(__name__)


def take_back(services: Services, door: SlackDoor, workspace: str) -> int:
    """Take the next few back; returns how many are settled.

    Raises:
        DatabaseBusy: the next run goes on.
    """
    with services.database.reading() as connection:
        waiting = deletions.first(connection, workspace, AT_ONCE)
        may_send = people.may_send(connection, workspace)
    if not waiting:
        return 0
    settled = _settled(services, door, waiting) if may_send else []
    with services.database.writing() as connection:
        deletions.done(connection, settled)
        deletions.forget(connection, workspace, services.clock.now() - KEPT)
    return len(settled)


def _settled(services: Services, door: SlackDoor, waiting: Sequence[Deletion]) -> list[Deletion]:
    """Try each; return those that Slack has done, or will never do."""
    settled = []
    for one in waiting:
        try:
            _take(services, door, one)
        except SlackRefused as error:
            log.info("mydata.stays_in_slack", code=error.code)  # gone already, or Slack never lets us
        except SlackError as error:
            log.info("mydata.taken_back_later", code=error.code)
            if isinstance(error, SlackShut):
                shut_out(services.database, one.workspace, error.code, services.clock.now())
            if isinstance(error, SlackBusy | SlackShut | SlackAway):
                break
            continue
        settled.append(one)
    return settled


def _take(services: Services, door: SlackDoor, one: Deletion) -> None:
    if one.ts == HOME:
        with services.database.reading() as connection:
            came_back = people.find(connection, one.workspace, one.place) is not None
        if not came_back:
            door.publish(one.place, erasing_view.home_gone().view)
    elif one.ts == FILE:
        door.delete_file(one.place)
    else:
        door.delete(one.place, one.ts)
