"""An export finds its way to who asked for it: as two files, or as messages where Slack lets us share no files.

May be run at any time and by several processes at once: each export is taken by one of them, and taken up again where
that one died. So it may come twice, and is never lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import structlog
from sqlalchemy import Connection

from bot.features.mydata.readable import as_markdown
from bot.runtime.copied import APART, in_messages, promise_of
from bot.runtime.errors import SlackError, SlackRefused, SlackShut
from bot.runtime.room import PARAGRAPH, in_parts
from bot.runtime.services import Services
from bot.runtime.shut_out import shut_out
from bot.runtime.slack import File, SlackDoor
from bot.store import contents, deletions, exports, imports, outbox, people, portable
from bot.store.deletions import Deletion
from bot.store.exports import Asked
from bot.store.own_clock import by_own_clock

EVERY = timedelta(seconds=20)
KEPT = timedelta(days=1)  # of what did not come to its end by then, nothing is kept on
OFFERED = timedelta(days=14)
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


@dataclass(frozen=True)
class Part:
    """What of an export is in one message; `for_programs`: of the JSON."""

    blocks: Sequence[str]
    for_programs: bool


def body_of(readable: str, data: str) -> str:
    """Return what messages are cut from. `data` is JSON in one line."""
    return f"{readable}\n{data}"


def messages_of(body: str) -> list[Part]:
    """Cut an export into messages: first what is to be read, then what is for programs."""
    readable, _, data = body.rpartition("\n")
    told = [(in_parts(readable), False), (_pieces(data), True)]
    return [Part(some, last) for blocks, last in told for some in in_messages(blocks)]


def _pieces(data: str) -> list[str]:
    """Cut JSON so that no piece begins or ends with a blank: whoever copies and pastes it may lose that."""
    pieces = []
    while data:
        end = min(PARAGRAPH, len(data))
        while end > 1 and "".join(data[end - 1 : end + 1].split()) != data[end - 1 : end + 1]:
            end -= 1
        pieces.append(data[:end])
        data = data[end:]
    return pieces


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
        readable = as_markdown(by_own_clock(everything, services.telling.zone), check_of, services.catalog)
    if SCOPE in door.scopes:
        try:
            both = [File(READABLE, readable), File(DATA, everything.written())]
            if files := door.share(person.channel, both, partial(_are_wanted, services, asked)):
                _note_files(services, asked, files)
        except SlackRefused as error:
            log.warning("mydata.no_files", code=error.code)
        else:
            return
    _cut(services, asked, body_of(readable, everything.written(for_messages=True)))


def _are_wanted(services: Services, asked: Asked, files: list[str]) -> bool:
    """Write down which files are about to be shared, so that an erasure finds them whatever becomes of us.

    False where their person was erased meanwhile.
    """
    with services.database.writing() as connection:
        return exports.about_to_share(connection, asked, files)


def _note_files(services: Services, asked: Asked, files: list[str]) -> None:
    now = services.clock.now()
    with services.database.writing() as connection:
        if exports.is_done(connection, asked, now):
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
        """Queue one message."""
        asked, now = self.asked, self.services.clock.now()
        outbox.put(
            self.connection,
            workspace=asked.workspace,
            id=self.services.ids.new(now),
            user_id=asked.user_id,
            verb="post",
            promise=promise_of(part),
            view=view,
            ids=ids,
            dedupe=f"export:{asked.id}:{part}",
            coalesce=None,
            now=now,
            due_at=now + part * APART,
        )
