"""What a tick of the planner asks of the database of a company of thousands: each statement goes by an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot import jobs
from bot.store.engine import Database
from tests.bench import company, crowd
from tests.kit import World, a_world
from tests.kit_plans import explained
from tests.kit_statements import statements

pytestmark = pytest.mark.storage

PEOPLE, DUE = 3000, 10
# Every table that grows with the company.
READ_WHOLE = re.compile(r"(?:SCAN|Seq Scan on) (people|wishes|paths|occasions|outbox|checks|answers|results)\b")


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

    with statements() as seen:
        jobs.plan(services, crowd.WORKSPACE)

    assert company.planned(database)[0] == due
    with database.writing() as connection:
        plans = {one.text: explained(connection, one) for one in seen if not one.many}
    found = "\n".join(plans.values())
    assert "ix_paths_due" in found
    assert "ix_occasions_look" in found
    assert "ix_outbox_due" in found or "ix_outbox_busy" in found  # of what is due; both leave out the past
    assert not {statement: how for statement, how in plans.items() if READ_WHOLE.search(how)}
