"""Made-up people in a real database: some in the middle of a check, some who have not asked for one yet.

A click counts only where it is a fresh answer, and a command where it begins something. So there are as many people as
it takes, and each question of each of them is answered once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert, update

from advice.catalog import Check, builtin, load
from advice.check import Progress
from bot.features.check.ids import SET, Card
from bot.store import contents, people
from bot.store.engine import Database
from bot.store.migrate import upgrade
from bot.store.outbox import put
from bot.store.tables import checks, outbox
from bot.store.tables import people as persons

WORKSPACE, BOT_USER, BOT_ID = "T0BENCH01", "U0BENCH00", "B0BENCH00"
PARENT = "1795165200.000100"  # the message in whose thread everybody walks
BEGAN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def the_check() -> Check:
    """Return the check that everybody walks through."""
    return load(builtin()).checks[SET]


def user_id(number: int) -> str:
    """Return who the `number`-th person is."""
    return f"U0{number:08d}"


def channel(number: int) -> str:
    """Return the direct message of the `number`-th person with the bot."""
    return f"D0{number:08d}"


def check_id(number: int) -> str:
    """Return the check of the `number`-th person. Ids of ours have 20 characters."""
    return f"{number:020d}"


def settle(database: Database, walking: Iterable[int], idle: Iterable[int]) -> None:
    """Bring an empty database to our schema and people into it.

    Args:
        database: an empty one.
        walking: the numbers of those whose first question waits.
        idle: the numbers of those whom we have met, and nothing more.
    """
    upgrade(database)
    catalog, walking, idle = load(builtin()), list(walking), list(idle)
    with database.writing() as connection:
        people.know_workspace(
            connection, workspace=WORKSPACE, bot_user_id=BOT_USER, bot_id=BOT_ID, domain="bench", now=BEGAN
        )
        digest = contents.keep(connection, catalog, WORKSPACE, SET)
        _meet(connection, [*walking, *idle])
        _begin(connection, catalog.checks[SET], digest, walking)


def count_answers(file: Path) -> int:
    """Return how many answers the database holds."""
    return _count(file, "SELECT count(*) FROM answers")


def count_checks(file: Path) -> int:
    """Return how many checks people have been offered or have begun."""
    return _count(file, "SELECT count(*) FROM checks")


def count_waiting(file: Path) -> int:
    """Return how many messages wait, or are on their way."""
    return _count(file, "SELECT count(*) FROM outbox WHERE state IN ('due', 'sending')")


def _count(file: Path, query: str) -> int:
    database = Database(f"sqlite:///{file}")
    try:
        with database.reading() as connection:
            return int(connection.exec_driver_sql(query).scalar_one())
    finally:
        database.close()


def _meet(connection: Connection, numbers: list[int]) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - a visit of long ago would be written down anew by the first click
    rows = [
        {
            "workspace": WORKSPACE,
            "user_id": user_id(number),
            "channel": channel(number),
            "consented_at": BEGAN,
            "created_at": BEGAN,
            "last_contact_at": now,
        }
        for number in numbers
    ]
    if rows:
        connection.execute(insert(persons), rows)


def _begin(connection: Connection, check: Check, digest: str, numbers: list[int]) -> None:
    first = check.questions_of(check.sections[0].id)[0].id
    progress = Progress(tuple(part.id for part in check.sections), cards={first: 1}, current=first).to_json()
    begun = [
        {
            "workspace": WORKSPACE,
            "id": check_id(number),
            "user_id": user_id(number),
            "kind": check.id,
            "content": digest,
            "state": "open",
            "revision": 1,
            "progress": progress,
            "channel": channel(number),
            "thread_ts": PARENT,
            "started_at": BEGAN,
            "touched_at": BEGAN,
        }
        for number in numbers
    ]
    if begun:
        connection.execute(insert(checks), begun)
        for number in numbers:
            _sent(connection, number, Card(check_id(number), first, 1))
        connection.execute(update(outbox).values(state="sent", sent_at=BEGAN, channel="D0", ts=message_ts(0)))


def _sent(connection: Connection, number: int, card: Card) -> None:
    """Put the card that stands in somebody's thread into the outbox, as sent."""
    put(
        connection,
        workspace=WORKSPACE,
        id=f"0card{number:015d}",
        user_id=user_id(number),
        verb="post",
        promise="reply",
        view="check.question",
        ids={"card": card.value},
        dedupe=card.key,
        coalesce=None,
        now=BEGAN,
        due_at=BEGAN,
    )


def message_ts(question: int) -> str:
    """Return where the card of the `question`-th question stands in everybody's thread."""
    return f"1795165201.{question:06d}"
