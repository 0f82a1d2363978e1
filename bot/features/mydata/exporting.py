"""An export finds its way to who asked for it: as two files, or as messages where Slack lets us share no files.

May be run at any time and by several processes at once: each export is taken by one of them, and taken up again where
that one died. So it may come twice, and is never lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog
from sqlalchemy import Connection

from bot.features.mydata.readable import as_markdown
from bot.runtime.errors import SlackError, SlackRefused, SlackShut
from bot.runtime.room import in_parts
from bot.runtime.services import Services
from bot.runtime.shut_out import shut_out
from bot.runtime.slack import File, SlackDoor
from bot.store import contents, deletions, exports, imports, outbox, people, portable
from bot.store.deletions import Deletion
from bot.store.exports import Asked

EVERY = timedelta(seconds=20)
KEPT = timedelta(days=1)  # of what did not come to its end by then, nothing is kept on
OFFERED = timedelta(days=14)
APART = timedelta(seconds=1.2)  # between its messages: Slack takes one a second
BLOCKS = 3  # of text in a message
SCOPE = "files:write"  # optional
READABLE, DATA = "my-careercheck-data.md", "my-careercheck-data.json"

log = structlog.get_logger(__name__)


def send(services: Services, door: SlackDoor, workspace: str) -> int:
    """Send every export that waits; returns how many.

    Raises:
        DatabaseBusy: the next run goes on.
    """
    count = 0
    while (asked := _taken(services, workspace)) is not None:
        try:
            _send(services, door, asked)
        except SlackError as error:
            log.warning("mydata.export_later", code=error.code)  # once its lease is over
            if isinstance(error, SlackShut):
                shut_out(services.database, workspace, error.code, services.clock.now())
            break
        count += 1
    return count


def forget(services: Services, workspace: str) -> int:
    """Forget exports that never came to their end, and offers that nobody has decided on. Returns how many."""
    now = services.clock.now()
    with services.database.writing() as connection:
        offers = imports.forget(connection, workspace, now - OFFERED)
        return offers + exports.forget(connection, workspace, now - KEPT)


def messages_of(body: str) -> list[list[str]]:
    """Cut an export into messages, each of some blocks."""
    blocks = in_parts(body)
    return [blocks[at : at + BLOCKS] for at in range(0, len(blocks), BLOCKS)]


def _taken(services: Services, workspace: str) -> Asked | None:
    with services.database.reading() as connection:
        if not people.may_send(connection, workspace):
            return None
    with services.database.writing() as connection:
        return exports.take(connection, workspace, services.clock.now())


def _send(services: Services, door: SlackDoor, asked: Asked) -> None:
    with services.database.reading() as connection:
        person = people.find(connection, asked.workspace, asked.user_id)
        if person is None:
            return  # erased since
        everything = portable.of_person(connection, asked.workspace, asked.user_id, services.clock.now())
        check_of = partial(contents.of_check, connection, services.catalog, asked.workspace)
        readable, data = as_markdown(everything, check_of), everything.written()
    if SCOPE in door.scopes:
        try:
            files = door.share(person.channel, [File(READABLE, readable), File(DATA, data)])
        except SlackRefused as error:
            log.warning("mydata.no_files", code=error.code)
        else:
            _note_files(services, asked, files)
            return
    _cut(services, asked, f"{readable}\n{data}\n")


def _note_files(services: Services, asked: Asked, files: list[str]) -> None:
    now = services.clock.now()
    with services.database.writing() as connection:
        if exports.became_files(connection, asked, files, now):
            _Mail(services, connection, asked).put("mydata.exported", {})
        else:
            for file in files:  # erased meanwhile: they vanish too
                deletions.add(connection, Deletion(asked.workspace, file, deletions.FILE), now)
    services.outbox.wake()


def _cut(services: Services, asked: Asked, body: str) -> None:
    """Keep the text and queue its messages: all of them, or none."""
    with services.database.writing() as connection:
        if exports.becomes_messages(connection, asked, body):
            mail = _Mail(services, connection, asked)
            for part in range(len(messages_of(body))):
                mail.put("mydata.part", {"export": asked.id, "part": part}, part=part)
    services.outbox.wake()


@dataclass(frozen=True)
class _Mail:
    """What is said to whoever asked, in the order of its parts."""

    services: Services
    connection: Connection
    asked: Asked

    def put(self, view: str, ids: Mapping[str, object], *, part: int = 0) -> None:
        """Queue one message; Slack takes one a second."""
        asked, now = self.asked, self.services.clock.now()
        outbox.put(
            self.connection,
            workspace=asked.workspace,
            id=self.services.ids.new(now),
            user_id=asked.user_id,
            verb="post",
            promise="reply",
            view=view,
            ids=ids,
            dedupe=f"export:{asked.id}:{part}",
            coalesce=None,
            now=now,
            due_at=now + part * APART,
        )
