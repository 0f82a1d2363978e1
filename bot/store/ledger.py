"""Who was counted in which quarter: nobody twice, in whatever team."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, bindparam, insert, select

from bot.store.tables import ledger

# Made once: making a statement takes longer than running it.
_COUNTED = (
    select(ledger.c.user_id)
    .where(ledger.c.workspace == bindparam("of_workspace"))
    .where(ledger.c.user_id.in_(bindparam("people", expanding=True)))
    .where(ledger.c.quarter.in_(bindparam("quarters", expanding=True)))
)
_WRITE = insert(ledger)


def counted(
    connection: Connection, workspace: str, people: Collection[str], quarters: Collection[str]
) -> frozenset[str]:
    """Return which of these people were counted in any of these quarters ("2026-Q3")."""
    named = {"of_workspace": workspace, "people": list(people), "quarters": list(quarters)}
    return frozenset(connection.execute(_COUNTED, named).scalars())


def write(
    connection: Connection, workspace: str, team_id: str, people: Iterable[str], quarters: Collection[str]
) -> None:
    """Write down that these people were counted in a team, in each of these quarters.

    Raises:
        IntegrityError: one of them was counted in one of them before.
    """
    whose = {"workspace": workspace, "team_id": team_id}
    rows = [{**whose, "user_id": person, "quarter": quarter} for person in people for quarter in quarters]
    if rows:
        connection.execute(_WRITE, rows)
