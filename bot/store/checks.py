"""Queries on checks, their answers, notes and results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select, update

from advice.catalog import Catalog, Check
from advice.check import Given, Progress
from bot.store.insert import insert
from bot.store.tables import answers, checks, contents, notes, results

UNFINISHED = ("offered", "open", "paused")


@dataclass(frozen=True)
class CheckRow:
    """One walk through a check."""

    workspace: str
    id: str
    user_id: str
    kind: str
    content: str
    state: str
    revision: int
    progress: Progress
    channel: str | None
    thread_ts: str | None
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True)
class Note:
    """Something a person wrote under a question."""

    id: str
    user_id: str
    check_id: str
    question: str
    text: str


@dataclass(frozen=True)
class ResultRow:
    """A finished result: `number` 1 is the first; more are corrections. The answers in it never change."""

    check_id: str
    user_id: str
    content: str
    number: int
    progress: Progress
    finished_at: datetime


_COLUMNS = (
    checks.c.workspace,
    checks.c.id,
    checks.c.user_id,
    checks.c.kind,
    checks.c.content,
    checks.c.state,
    checks.c.revision,
    checks.c.progress,
    checks.c.channel,
    checks.c.thread_ts,
    checks.c.started_at,
    checks.c.finished_at,
)


def load(connection: Connection, workspace: str, check_id: str) -> CheckRow | None:
    """Return a check, held against other writers until the end of the transaction."""
    where = (checks.c.workspace == workspace, checks.c.id == check_id)
    return _one(connection.execute(select(*_COLUMNS).where(*where).with_for_update()).one_or_none())


def unfinished(connection: Connection, workspace: str, user_id: str, kind: str | None = None) -> Sequence[CheckRow]:
    """Return a person's checks that are offered, open or paused, newest first."""
    query = (
        select(*_COLUMNS)
        .where(checks.c.workspace == workspace, checks.c.user_id == user_id, checks.c.state.in_(UNFINISHED))
        .order_by(checks.c.started_at.desc())
    )
    if kind is not None:
        query = query.where(checks.c.kind == kind)
    return [_row(row) for row in connection.execute(query)]


def in_thread(connection: Connection, workspace: str, channel: str, thread_ts: str) -> CheckRow | None:
    """Return the check that is walked through in this thread."""
    where = (checks.c.workspace == workspace, checks.c.channel == channel, checks.c.thread_ts == thread_ts)
    return _one(connection.execute(select(*_COLUMNS).where(*where)).one_or_none())


def is_latest(connection: Connection, row: CheckRow) -> bool:
    """Tell whether the person began no other check of this kind after this one."""
    newer = connection.execute(
        select(func.count())
        .select_from(checks)
        .where(checks.c.workspace == row.workspace, checks.c.user_id == row.user_id, checks.c.kind == row.kind)
        .where(checks.c.state != "offered", checks.c.id > row.id)
    ).scalar_one()
    return newer == 0


def add(connection: Connection, row: CheckRow) -> None:
    """Keep a new check."""
    connection.execute(
        checks.insert().values(
            workspace=row.workspace,
            id=row.id,
            user_id=row.user_id,
            kind=row.kind,
            content=row.content,
            state=row.state,
            revision=row.revision,
            progress=row.progress.to_json(),
            started_at=row.started_at,
            touched_at=row.started_at,
        )
    )


def save(connection: Connection, row: CheckRow, now: datetime) -> CheckRow:
    """Write a changed check; its revision grows by one."""
    new = replace(row, revision=row.revision + 1)
    connection.execute(
        update(checks)
        .where(checks.c.workspace == row.workspace, checks.c.id == row.id, checks.c.revision == row.revision)
        .values(
            state=new.state,
            revision=new.revision,
            progress=new.progress.to_json(),
            finished_at=new.finished_at,
            touched_at=now,
        )
    )
    return new


def place(connection: Connection, workspace: str, check_id: str, channel: str, thread_ts: str) -> None:
    """Write down the thread in which a check is walked through."""
    connection.execute(
        update(checks)
        .where(checks.c.workspace == workspace, checks.c.id == check_id)
        .values(channel=channel, thread_ts=thread_ts)
    )


def keep_content(connection: Connection, workspace: str, check: Check) -> None:
    """Keep the content that a check begins with, so that it can go on with it after the files changed."""
    connection.execute(
        insert(connection, contents)
        .values(workspace=workspace, digest=check.digest, body=check.model_dump_json())
        .on_conflict_do_nothing(index_elements=["workspace", "digest"])
    )


def content(connection: Connection, catalog: Catalog, workspace: str, digest: str, kind: str) -> Check:
    """Return the content of a check: today's where it has not changed since, else what was kept."""
    today = catalog.checks.get(kind)
    if today is not None and today.digest == digest:
        return today
    body = connection.execute(
        select(contents.c.body).where(contents.c.workspace == workspace, contents.c.digest == digest)
    ).scalar_one()
    return _parsed(body)


def log_answer(connection: Connection, row: CheckRow, *, id: str, question: str, given: Given, now: datetime) -> None:  # noqa: A002
    """Add an answer to the history: one row for each real change."""
    connection.execute(
        answers.insert().values(
            workspace=row.workspace,
            id=id,
            user_id=row.user_id,
            check_id=row.id,
            question=question,
            choice=given.choice,
            action_ts=given.at,
            at=now,
        )
    )


def add_result(connection: Connection, row: CheckRow, *, id: str, now: datetime) -> int:  # noqa: A002
    """Keep what a check came to, as it is now; returns its number (1: first, more: corrected)."""
    where = (results.c.workspace == row.workspace, results.c.check_id == row.id)
    number = 1 + int(connection.execute(select(func.count()).select_from(results).where(*where)).scalar_one())
    connection.execute(
        results.insert().values(
            workspace=row.workspace,
            id=id,
            user_id=row.user_id,
            check_id=row.id,
            number=number,
            snapshot=row.progress.to_json(),
            finished_at=now,
        )
    )
    return number


def result(connection: Connection, workspace: str, check_id: str, number: int) -> ResultRow | None:
    """Return one result of a check."""
    where = (results.c.check_id == check_id, results.c.number == number)
    return _result(connection, workspace, and_(*where))


def last_result(connection: Connection, workspace: str, user_id: str, kind: str) -> ResultRow | None:
    """Return a person's newest result of a kind of check."""
    return _result(connection, workspace, and_(results.c.user_id == user_id, checks.c.kind == kind))


def result_before(connection: Connection, row: ResultRow, workspace: str, kind: str) -> ResultRow | None:
    """Return the newest result of the same kind from an earlier check."""
    earlier = and_(results.c.user_id == row.user_id, checks.c.kind == kind, results.c.check_id < row.check_id)
    return _result(connection, workspace, earlier)


def keep_note(
    connection: Connection, note: Note, *, workspace: str, channel: str, message_ts: str, now: datetime
) -> bool:
    """Keep a note; False when this message is kept already."""
    added = connection.execute(
        insert(connection, notes)
        .values(
            workspace=workspace,
            id=note.id,
            user_id=note.user_id,
            check_id=note.check_id,
            question=note.question,
            text=note.text,
            channel=channel,
            message_ts=message_ts,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["workspace", "channel", "message_ts"])
    )
    return bool(added.rowcount == 1)


def note(connection: Connection, workspace: str, note_id: str) -> Note | None:
    """Return a note."""
    return _note(connection, and_(notes.c.workspace == workspace, notes.c.id == note_id))


def note_of_message(connection: Connection, workspace: str, channel: str, message_ts: str) -> Note | None:
    """Return the note that a message was kept as."""
    here = (notes.c.channel == channel, notes.c.message_ts == message_ts)
    return _note(connection, and_(notes.c.workspace == workspace, *here))


def notes_of(connection: Connection, workspace: str, check_id: str) -> Sequence[Note]:
    """Return the notes of a check, oldest first."""
    rows = connection.execute(
        select(notes.c.id, notes.c.user_id, notes.c.check_id, notes.c.question, notes.c.text)
        .where(notes.c.workspace == workspace, notes.c.check_id == check_id)
        .order_by(notes.c.id)
    )
    return [Note(*row) for row in rows]


def change_note(connection: Connection, workspace: str, note_id: str, text: str, now: datetime) -> None:
    """Replace a note's words."""
    connection.execute(
        update(notes).where(notes.c.workspace == workspace, notes.c.id == note_id).values(text=text, edited_at=now)
    )


def drop_note(connection: Connection, workspace: str, note_id: str) -> None:
    """Remove a note for good."""
    connection.execute(delete(notes).where(notes.c.workspace == workspace, notes.c.id == note_id))


def answered_of(connection: Connection, workspace: str, user_id: str) -> Mapping[str, int]:
    """Count what is kept of a person, by kind (an answer that was changed counts once)."""
    counts = {}
    for name, key in (("answer", answers.c.question), ("note", notes.c.id), ("result", results.c.id)):
        table = key.table
        mine = and_(table.c.workspace == workspace, table.c.user_id == user_id)
        each = select(table.c.check_id, key).where(mine).distinct().subquery()
        counts[name] = int(connection.execute(select(func.count()).select_from(each)).scalar_one())
    return counts


def _result(connection: Connection, workspace: str, condition: Any) -> ResultRow | None:
    row = connection.execute(
        select(
            results.c.check_id,
            results.c.user_id,
            checks.c.content,
            results.c.number,
            results.c.snapshot,
            results.c.finished_at,
        )
        .join(checks, and_(checks.c.workspace == results.c.workspace, checks.c.id == results.c.check_id))
        .where(results.c.workspace == workspace, condition)
        .order_by(results.c.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return ResultRow(
        row.check_id, row.user_id, row.content, row.number, Progress.from_json(row.snapshot), row.finished_at
    )


def _note(connection: Connection, condition: Any) -> Note | None:
    row = connection.execute(
        select(notes.c.id, notes.c.user_id, notes.c.check_id, notes.c.question, notes.c.text).where(condition)
    ).one_or_none()
    return None if row is None else Note(*row)


def _one(row: Any) -> CheckRow | None:
    return None if row is None else _row(row)


def _row(row: Any) -> CheckRow:
    return CheckRow(**{**row._asdict(), "progress": Progress.from_json(row.progress)})


@lru_cache(maxsize=64)
def _parsed(body: str) -> Check:
    return Check.model_validate_json(body)
