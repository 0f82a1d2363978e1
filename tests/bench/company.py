"""A company of any size in a real database, either of them: everybody has a path, wishes and a past with the bot.

What falls due for them does so some day, and for as many as are asked for today. It is written by a few statements, for
a million people in a minute or two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    cast,
    create_engine,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from advice.career import Path
from advice.moment import Moment
from advice.stint import Role, Stint
from bot.store.engine import Database
from bot.store.people import know_workspace
from bot.store.tables import occasions, outbox, paths, people, wishes
from bot.store.types import Utc
from tests.bench import crowd

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # a Monday, in everybody's hours
TODAY = NOW.date()
MANAGER_SINCE = TODAY.replace(year=TODAY.year - 2)  # so two years away are reached today
DAYS = 700  # what does not fall due today does on one of so many days
SOON = 20  # days; no zone makes it earlier
_FIRST = 100_000_000  # so all names are equally long

_spread = Table(
    "spread",
    MetaData(),
    Column("k", Integer, primary_key=True),
    Column("ahead", Date),
    Column("look_at", Utc),
    Column("past", Utc),
    prefixes=["TEMPORARY"],
)


def settle(database: Database, size: int) -> None:
    """Bring `size` people into a database of our schema that has none. Nothing is due for them yet."""
    with database.writing() as connection:
        know_workspace(
            connection,
            workspace=crowd.WORKSPACE,
            bot_user_id=crowd.BOT_USER,
            bot_id=crowd.BOT_ID,
            domain="bench",
            now=NOW,
        )
    engine = create_engine(database.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        _fill(connection, size)
        # As a server does by itself from time to time.
        connection.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")
    engine.dispose()


def fall_due(database: Database, them: Sequence[str]) -> None:
    """Let the day of a milestone be today for some people."""
    with database.writing() as connection:
        these = (paths.c.workspace == crowd.WORKSPACE, paths.c.user_id.in_(them))
        connection.execute(update(paths).where(*these).values(due_on=TODAY, body=_path().to_json()))


def planned(database: Database) -> tuple[int, int]:
    """Return how many milestones were found today, and how many of them are queued."""
    with database.reading() as connection:
        found = select(func.count()).where(occasions.c.workspace == crowd.WORKSPACE, occasions.c.created_at == NOW)
        queued = found.where(occasions.c.state == "queued")
        return connection.execute(found).scalar_one(), connection.execute(queued).scalar_one()


def forget(database: Database, them: Sequence[str]) -> None:
    """Take back what the planner made of their day."""
    with database.writing() as connection:
        queued = (outbox.c.workspace == crowd.WORKSPACE, outbox.c.user_id.in_(them), outbox.c.state == "due")
        connection.execute(delete(outbox).where(*queued))
        made = (occasions.c.workspace == crowd.WORKSPACE, occasions.c.user_id.in_(them), occasions.c.created_at == NOW)
        connection.execute(delete(occasions).where(*made))


def some(first: int, step: int, count: int) -> list[str]:
    """Return `count` of the people: the one of that number, and each so many further on."""
    return [f"U{_FIRST + first + step * number}" for number in range(count)]


@cache
def _path() -> Path:
    moved = Moment.of(MANAGER_SINCE)
    before = Stint(Role.ENGINEER, Moment.of(date(MANAGER_SINCE.year - 8, 1, 1)), moved, id=1)
    return Path((before, Stint(Role.MANAGER, moved, None, id=2)), issued=2)


def _fill(connection: Connection, size: int) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    # What we write refers to nobody who is not there, and if the machine dies the bench is over anyway.
    quick = ("PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-200000")
    for setting in quick if on_sqlite else ("SET session_replication_role = replica",):
        connection.exec_driver_sql(setting)
    _spread.create(connection)
    connection.execute(insert(_spread), [_a_day(k) for k in range(DAYS)])
    indexes = [index for table in (paths, occasions, outbox) for index in table.indexes]
    for index in indexes:  # made anew afterwards, which is quicker
        index.drop(connection)
    for table, row in _rows():
        _write(connection, table, row, size)
    for index in indexes:
        index.create(connection)


def _a_day(k: int) -> dict[str, Any]:
    ahead = timedelta(days=SOON + k)
    return {"k": k, "ahead": TODAY + ahead, "look_at": NOW + ahead, "past": NOW - timedelta(days=8 + k)}


def _write(connection: Connection, table: Table, row: Mapping[str, Any], size: int) -> None:
    whole = {"workspace": crowd.WORKSPACE, **row}
    values = [
        value if isinstance(value, ColumnElement) else literal(value, table.c[name].type)
        for name, value in whole.items()
    ]
    everybody = select(*values).select_from(_numbers()).join(_spread, _spread.c.k == _numbers().c.n % DAYS)
    connection.execute(insert(table).from_select(list(whole), everybody), {"size": size})


def _rows() -> list[tuple[Table, Mapping[str, Any]]]:
    """Return what everybody has."""
    him = {"user_id": _named("U")}
    past, ahead = _spread.c.past, _spread.c.ahead
    occasion = {**him, "kind": "recheck", "created_at": past}
    nothing: dict[str, Any] = {"vacations": [], "kinds": {}, "milestones": {}}
    return [
        (people, {**him, "channel": _named("D"), "consented_at": past, "created_at": past, "last_contact_at": past}),
        (wishes, {**him, "recheck": "quarterly", "changed_at": past, **nothing}),
        (paths, {**him, "body": {"stints": []}, "due_on": ahead, "changed_at": past}),
        (
            occasions,
            {**occasion, "id": _named("a"), "about": "past", "due_on": TODAY, "look_at": past, "state": "told"},
        ),
        (
            occasions,
            {
                **occasion,
                "id": _named("b"),
                "about": "next",
                "due_on": ahead,
                "look_at": _spread.c.look_at,
                "state": "waiting",
            },
        ),
        (
            outbox,
            {
                **him,
                "id": _named("0"),
                "verb": "post",
                "promise": "unasked",
                "urgency": 1,
                "view": "nudge.told",
                "ids": {"occasions": [], "asked": True},
                "dedupe": _named("0"),
                "state": "sent",
                "due_at": past,
                "created_at": past,
                "sent_at": past,
                "channel": _named("D"),
                "ts": _named("1795"),
            },
        ),
    ]


@cache
def _numbers() -> CTE:
    """Return the numbers from 0 up."""
    numbers = select(literal(0).label("n")).cte("counted", recursive=True)
    return numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n + 1 < bindparam("size", type_=Integer)))


def _named(prefix: str) -> ColumnElement[str]:
    return literal(prefix) + cast(_numbers().c.n + _FIRST, String)
