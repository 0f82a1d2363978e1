"""Queries on next steps: what somebody means to do, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from bot.store.tables import steps


@dataclass(frozen=True)
class Step:
    """One intention; `due` is the person's local date."""

    id: str
    user_id: str
    check_id: str | None
    text: str
    due: date
    state: str

    @property
    def holds(self) -> bool:
        """Whether it is still meant, or done; not where it was dropped."""
        return self.state != "dropped"


_COLUMNS = (steps.c.id, steps.c.user_id, steps.c.check_id, steps.c.text, steps.c.due, steps.c.state)


def add(connection: Connection, workspace: str, step: Step, now: datetime) -> None:
    """Keep a step."""
    connection.execute(
        steps.insert().values(
            workspace=workspace,
            id=step.id,
            user_id=step.user_id,
            check_id=step.check_id,
            text=step.text,
            due=step.due,
            state=step.state,
            created_at=now,
        )
    )


def load(connection: Connection, workspace: str, step_id: str) -> Step | None:
    """Return a step."""
    row = connection.execute(
        select(*_COLUMNS).where(steps.c.workspace == workspace, steps.c.id == step_id)
    ).one_or_none()
    return None if row is None else Step(*row)


def still_open(connection: Connection, workspace: str, user_id: str) -> Sequence[Step]:
    """Return a person's open steps, the nearest date first."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(steps.c.workspace == workspace, steps.c.user_id == user_id, steps.c.state == "open")
        .order_by(steps.c.due, steps.c.id)
    )
    return [Step(*row) for row in rows]


def of_check(connection: Connection, workspace: str, check_id: str) -> Sequence[Step]:
    """Return the steps that came from a check's results, in whatever state they are, in the order of their days."""
    of = (steps.c.workspace == workspace, steps.c.check_id == check_id)
    return [Step(*row) for row in connection.execute(select(*_COLUMNS).where(*of).order_by(steps.c.due, steps.c.id))]


def close(connection: Connection, workspace: str, step_id: str, state: str, now: datetime) -> bool:
    """End an open step as done or dropped; False when it was ended before."""
    done = connection.execute(
        update(steps)
        .where(steps.c.workspace == workspace, steps.c.id == step_id, steps.c.state == "open")
        .values(state=state, closed_at=now)
    )
    return done.rowcount == 1
