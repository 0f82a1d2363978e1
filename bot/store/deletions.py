"""What is to be taken back from Slack of people who were erased: messages, files and their Home tab, one after another.

Nothing here says what it was. Whose it was says the row of the Home tab, by their id, and for who knows conversations
by their ids, that of a message. A row goes as soon as Slack has done it, or will never do it, and after thirty days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, literal, select

from bot.store.insert import add_once, insert
from bot.store.tables import deletions, exports, outbox

FILE, HOME = "file", "home"
_BEHIND = 10_000  # rows that are looked at, of however many


@dataclass(frozen=True)
class Deletion:
    """One of them: a message by its conversation and `ts`; else a file, or a Home tab by whose it is."""

    workspace: str
    place: str
    ts: str


def plan(connection: Connection, workspace: str, user_id: str, now: datetime) -> None:
    """Note what of a person is in Slack, as far as we know; to be called before their rows go."""
    sent = (
        select(outbox.c.workspace, outbox.c.channel, outbox.c.ts, literal(now, deletions.c.since.type))
        .where(outbox.c.workspace == workspace, outbox.c.user_id == user_id)
        .where(outbox.c.channel.is_not(None), outbox.c.ts.is_not(None))
        .distinct()
    )
    connection.execute(
        insert(connection, deletions)
        .from_select(["workspace", "place", "ts", "since"], sent)
        .on_conflict_do_nothing(index_elements=["workspace", "place", "ts"])
    )
    files = select(exports.c.files).where(exports.c.workspace == workspace, exports.c.user_id == user_id)
    for ids in connection.execute(files).scalars():
        for file in ids:
            add(connection, Deletion(workspace, str(file), FILE), now)
    add(connection, Deletion(workspace, user_id, HOME), now)


def add(connection: Connection, deletion: Deletion, now: datetime) -> None:
    """Note one more."""
    row = {"workspace": deletion.workspace, "place": deletion.place, "ts": deletion.ts}
    add_once(connection, deletions, key=("workspace", "place", "ts"), since=now, **row)


def first(connection: Connection, workspace: str, most: int) -> Sequence[Deletion]:
    """Return those to be done next: Home tabs and files before messages, and of these the newest first.

    A third of them is any of the rest: where Slack will not do the first, they keep nobody behind them waiting.
    """
    query = (
        select(deletions.c.workspace, deletions.c.place, deletions.c.ts)
        .where(deletions.c.workspace == workspace)
        .order_by(deletions.c.ts.in_((HOME, FILE)).desc(), deletions.c.ts.desc())
    )
    found = [Deletion(*row) for row in connection.execute(query.limit(most))]
    if len(found) < most:
        return found
    kept = most - most // 3
    behind = query.limit(_BEHIND).offset(kept).subquery()
    any_of_it = select(behind.c.workspace, behind.c.place, behind.c.ts).order_by(func.random()).limit(most - kept)
    return found[:kept] + [Deletion(*row) for row in connection.execute(any_of_it)]


def done(connection: Connection, every: Sequence[Deletion]) -> None:
    """Forget those that Slack has done, or will never do."""
    named = delete(deletions).where(
        deletions.c.workspace == bindparam("of_workspace"),
        deletions.c.place == bindparam("of_place"),
        deletions.c.ts == bindparam("of_ts"),
    )
    if every:
        connection.execute(named, [{"of_workspace": d.workspace, "of_place": d.place, "of_ts": d.ts} for d in every])


def forget(connection: Connection, workspace: str, before: datetime) -> int:
    """Forget what Slack has not let us do since an instant. Returns how much."""
    old = delete(deletions).where(deletions.c.workspace == workspace, deletions.c.since < before)
    return connection.execute(old).rowcount
