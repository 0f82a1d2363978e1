"""Whose turn it is: the first row of the outbox that may go now. `claims.py` takes it.

What people wait for goes first, then what nobody asked for, then tidying; what one person is told keeps its order, and
a workspace its pace.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, exists, func, or_, select, tuple_

from bot.store.outbox import busy, due
from bot.store.tables import outbox, workspaces

TIDY_UPDATES_A_MINUTE = 40  # chat.update allows 50 a minute and workspace; the rest is for what cannot wait
UNASKED_APART = timedelta(seconds=2)  # what nobody asked for is sent at half a message a second and workspace


def question(promises: Collection[str], now: datetime, held: Collection[tuple[str, str]]) -> dict[str, Any]:
    """Return what `first_to_go` asks for: of these promises, at an instant (UTC), but for `held` (workspace, verb)."""
    ago = {"a_minute_ago": now - timedelta(minutes=1), "a_pace_ago": now - UNASKED_APART}
    return {"promises": list(promises), "at": now, "held": list(held), **ago}


def first_to_go(row: FromClause) -> Select[Any]:
    """Return the statement that finds the first row that may go; `row` is the outbox by a name for that row."""
    return (
        select(row.c.workspace, row.c.id)
        .join(workspaces, workspaces.c.workspace == row.c.workspace)
        .where(due(row), row.c.due_at <= bindparam("at"), workspaces.c.sending)
        .where(row.c.promise.in_(bindparam("promises", expanding=True)))
        .where(tuple_(row.c.workspace, row.c.verb).not_in(bindparam("held", expanding=True)))
        .where(_in_order(row), _under_cap(row), _in_pace(row))
        .order_by(row.c.urgency, row.c.due_at, row.c.id)
        .limit(1)
    )


def lately(table: FromClause) -> ColumnElement[bool]:
    """Return the condition that a row is, or may be, a message of these seconds that nobody asked for."""
    return and_(
        table.c.promise == "unasked",
        table.c.sent_at > bindparam("a_pace_ago"),
        table.c.sent_at <= bindparam("at"),  # a clock that was ahead for a while holds nothing up
    )


def _in_order(row: FromClause) -> ColumnElement[bool]:
    """Return the condition that nothing earlier to the same person has to go before."""
    earlier = outbox.alias("earlier")
    before = (
        select(1)
        .where(
            earlier.c.workspace == row.c.workspace,
            earlier.c.user_id == row.c.user_id,
            earlier.c.id < row.c.id,
            busy(earlier),
            or_(
                and_(earlier.c.state == "sending", or_(earlier.c.promise != "tidy", _same(earlier, row))),
                and_(earlier.c.state == "due", or_(earlier.c.promise == "reply", _same_now(earlier, row))),
                and_(_goes_on(earlier), _goes_on(row)),
            ),
        )
        # Looked up for each row: made a join of, PostgreSQL reads all rows as long as it has not counted them.
        .offset(0)
    )
    return ~exists(before)


def _goes_on(row: FromClause) -> ColumnElement[bool]:
    """Return the condition that a row is a further message of a long text: of those each waits for the one before."""
    return and_(row.c.promise == "tidy", row.c.verb == "post")


def _same(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Return the condition that two rows put up the same thing: the one that arrives last stays, so it goes last."""
    return one.c.coalesce == other.c.coalesce


def _same_now(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Return the condition that one of them is to go now: another process may just be taking it."""
    return and_(_same(one, other), one.c.due_at <= bindparam("at"))


def _under_cap(row: FromClause) -> ColumnElement[bool]:
    """Return the condition that the workspace has had few enough changes by tidying in this minute."""
    tidied = outbox.alias("tidied")
    recent = (
        select(func.count())
        .where(
            tidied.c.workspace == row.c.workspace,
            tidied.c.promise == "tidy",
            tidied.c.verb == "update",
            tidied.c.sent_at > bindparam("a_minute_ago"),
        )
        .scalar_subquery()
    )
    return or_(row.c.promise != "tidy", row.c.verb != "update", recent < TIDY_UPDATES_A_MINUTE)


def _in_pace(row: FromClause) -> ColumnElement[bool]:
    """Return the condition that the workspace has had nothing unasked in these seconds."""
    told = outbox.alias("told")
    return or_(row.c.promise != "unasked", ~exists(select(1).where(told.c.workspace == row.c.workspace, lately(told))))
