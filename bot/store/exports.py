"""Exports on their way to the people who asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from bot.store.outbox import busy
from bot.store.tables import exports, outbox

LEASE = timedelta(minutes=5)  # longer than an upload takes


@dataclass(frozen=True)
class Asked:
    """An export that somebody asked for and does not have yet."""

    workspace: str
    id: str
    user_id: str


def ask(connection: Connection, asked: Asked, now: datetime) -> bool:
    """Note that somebody wants an export; False where one is on its way to them."""
    under_way = select(exports.c.id, exports.c.body).where(
        *_theirs(asked.workspace, asked.user_id), exports.c.done_at.is_(None)
    )
    for before in connection.execute(under_way).all():
        if before.body is None or _parts(connection, asked.workspace, before.id, asked.user_id):
            return False
        _over(connection, *_one(asked.workspace, before.id))  # what Slack refused of it will not come any more
    row = {"workspace": asked.workspace, "id": asked.id, "user_id": asked.user_id, "asked_at": now, "files": []}
    connection.execute(exports.insert().values(**row))
    return True


def take(connection: Connection, workspace: str, now: datetime) -> Asked | None:
    """Take the first that nobody is at, or whoever was died over it; None: there is none."""
    free = or_(exports.c.taken_until.is_(None), exports.c.taken_until < now)
    waiting = (exports.c.workspace == workspace, exports.c.done_at.is_(None), exports.c.body.is_(None), free)
    found = select(exports.c.id).where(*waiting).order_by(exports.c.id).limit(1).scalar_subquery()
    row = connection.execute(
        update(exports)
        .where(*waiting, exports.c.id == found)
        .values(taken_until=now + LEASE)
        .returning(exports.c.workspace, exports.c.id, exports.c.user_id)
    ).one_or_none()
    return None if row is None else Asked(*row)


def about_to_share(connection: Connection, asked: Asked, files: Sequence[str]) -> bool:
    """Note which files it becomes, beside those of tries before; False where its person was erased meanwhile."""
    mine = _one(asked.workspace, asked.id)
    before = connection.execute(select(exports.c.files).where(*mine).with_for_update()).scalar_one_or_none()
    if before is None:
        return False
    connection.execute(update(exports).where(*mine).values(files=[*before, *files]))
    return True


def is_done(connection: Connection, asked: Asked, now: datetime) -> bool:
    """Note that its files are shared; False where its person was erased meanwhile."""
    done = update(exports).where(*_one(asked.workspace, asked.id))
    return connection.execute(done.values(done_at=now)).rowcount == 1


def becomes_messages(connection: Connection, asked: Asked, body: str) -> bool:
    """Keep what its messages are cut from; False where its person was erased meanwhile."""
    cut = update(exports).where(*_one(asked.workspace, asked.id))
    return connection.execute(cut.values(body=body)).rowcount == 1


def body(connection: Connection, workspace: str, export: str) -> str | None:
    """Return what the messages of an export are cut from; None: they are all sent, or it is erased."""
    query = select(exports.c.body).where(*_one(workspace, export))
    return connection.execute(query).scalar_one_or_none()


def sent(connection: Connection, workspace: str, export: str, user_id: str, message: str) -> None:
    """Forget an export with its last message: that is `message`, where no other one of it waits or is on its way."""
    if not _parts(connection, workspace, export, user_id, but=message):
        _over(connection, *_one(workspace, export))


def _parts(connection: Connection, workspace: str, export: str, user_id: str, *, but: str = "") -> bool:
    """Tell whether messages of an export wait or are on their way."""
    theirs = (outbox.c.workspace == workspace, outbox.c.user_id == user_id, outbox.c.id != but)
    left = select(outbox.c.id).where(*theirs, busy(outbox), outbox.c.dedupe.startswith(f"export:{export}:")).limit(1)
    return connection.execute(left).first() is not None


def forget(connection: Connection, workspace: str, before: datetime) -> int:
    """Forget what was asked for before an instant and never came to its end. Returns how many."""
    stale = (exports.c.workspace == workspace, exports.c.done_at.is_(None), exports.c.asked_at < before)
    return _over(connection, *stale)


def _over(connection: Connection, *which: ColumnElement[bool]) -> int:
    """End exports. Of one that Slack may have files of, also after no answer, their ids stay: an erasure takes them."""
    ended = connection.execute(select(exports.c.workspace, exports.c.id, exports.c.files).where(*which)).all()
    for workspace, export, files in ended:
        one = _one(workspace, export)
        if files:
            connection.execute(update(exports).where(*one).values(body=None, done_at=exports.c.asked_at))
        else:
            connection.execute(delete(exports).where(*one))
    return len(ended)


def _theirs(workspace: str, user_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return exports.c.workspace == workspace, exports.c.user_id == user_id


def _one(workspace: str, export: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return exports.c.workspace == workspace, exports.c.id == export
