"""What a tick of the planner asks of the database of a company of thousands: each statement goes by an index."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from bot import jobs
from bot.store.engine import Database
from tests.bench import company, crowd
from tests.kit import World, a_world

pytestmark = pytest.mark.storage

PEOPLE, DUE = 3000, 10
# Every table that grows with the company.
READ_WHOLE = re.compile(r"(?:SCAN|Seq Scan on) (people|wishes|paths|occasions|outbox|checks|answers|results)\b")


@contextmanager
def asked() -> Iterator[dict[str, Any]]:
    """Note every statement of this thread, with parameters of it."""
    seen: dict[str, Any] = {}
    here = threading.current_thread()

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if threading.current_thread() is here and not many:
            seen[statement] = parameters

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def plan(connection: Connection, statement: str, parameters: Any) -> str:
    """Return how the database finds the rows, in its own words."""
    on_sqlite = connection.dialect.name == "sqlite"
    steps = connection.exec_driver_sql(f"EXPLAIN {'QUERY PLAN' if on_sqlite else ''} {statement}", parameters)
    return "\n".join(step[-1] for step in steps)


@pytest.fixture
def world(backend: str, tmp_path: Any, request: pytest.FixtureRequest) -> Iterator[World]:
    """A bot beside which a company is written that is none of its own."""
    database = "" if backend == "sqlite" else request.getfixturevalue("database_url")
    with a_world(tmp_path, database=database) as made:
        yield made


@pytest.mark.parametrize("due", [0, DUE])
def test_every_statement_of_a_tick_finds_its_rows_by_an_index(world: World, due: int) -> None:
    services = world.bot.services
    database: Database = services.database
    company.settle(database, PEOPLE)
    company.fall_due(database, company.some(0, PEOPLE // DUE, due))
    world.clock.advance(company.NOW - world.clock.now())

    with asked() as seen:
        jobs.plan(services, crowd.WORKSPACE)

    assert company.planned(database)[0] == due
    with database.writing() as connection:
        plans = {statement: plan(connection, statement, seen[statement]) for statement in seen}
    found = "\n".join(plans.values())
    assert "ix_paths_due" in found
    assert "ix_occasions_look" in found
    assert "ix_outbox_due" in found or "ix_outbox_busy" in found  # of what is due; both leave out the past
    assert not {statement: how for statement, how in plans.items() if READ_WHOLE.search(how)}
