"""What a path makes of the milestones: the past is recorded and never owed, the future has its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest

from advice.career import Path, add
from advice.milestones import Known
from advice.moment import Moment
from advice.stint import Role, Stint
from bot.store import crossings, wishes
from bot.store.crossings import Settled
from bot.store.engine import Database
from bot.store.wishes import Chosen
from tests.kit_content import builtin_content
from tests.kit_known import found, meet
from tests.kit_storage import NOON
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

TODAY = NOON.date()  # 23 November 2026
MILESTONES = builtin_content().milestones


@pytest.fixture
def known(database: Database) -> Iterator[Database]:
    """One person."""
    with database.writing() as connection:
        found(connection, "T1")
        meet(connection, "T1", "U1")
    with every_statement_names_its_workspace():
        yield database


def manager_since(year: int, month: int) -> Path:
    path = add(Path(), Stint(Role.ENGINEER, Moment(2010, 3), Moment(year, month, 1)), TODAY)
    return add(path, Stint(Role.MANAGER, Moment(year, month, 1)), TODAY)


def settled(database: Database, path: Path, before: Path | None = None, today: date = TODAY) -> Settled:
    numbers = count(len(on_record(database)))
    with database.writing() as connection:
        return crossings.settle(
            connection,
            "T1",
            "U1",
            MILESTONES,
            path=path,
            before=before,
            today=today,
            now=NOON,
            new_id=lambda: f"o{next(numbers)}",
        )


def on_record(database: Database) -> list[Known]:
    with database.reading() as connection:
        return list(crossings.known(connection, "T1", "U1"))


def test_what_had_passed_is_recorded_as_known_late_and_the_next_one_has_its_day(known: Database) -> None:
    came = settled(known, manager_since(2023, 5))
    assert [(late.milestone, late.on) for late in came.late] == [("two-years", date(2025, 5, 1))]
    assert came.due_on == date(2028, 5, 1)
    assert on_record(known) == [Known("two-years", date(2023, 5, 1))]
    assert settled(known, manager_since(2023, 5), manager_since(2023, 5)) == Settled([], date(2028, 5, 1))


def test_a_milestone_of_this_very_day_is_still_owed(known: Database) -> None:
    path = manager_since(2024, 11)
    on_the_day = date(2026, 11, 1)
    assert settled(known, path, today=on_the_day) == Settled([], on_the_day)
    assert settled(known, path, path, today=TODAY) == Settled([], on_the_day)  # told before it was due: owed still
    assert on_record(known) == []


def test_a_slip_in_a_date_does_not_cost_a_milestone(known: Database) -> None:
    slip = settled(known, manager_since(2015, 3))
    assert {late.milestone for late in slip.late} == {"two-years", "five-years"}
    assert slip.due_on is None
    right = settled(known, manager_since(2025, 3), manager_since(2015, 3))
    assert right == Settled([], date(2027, 3, 1))
    assert on_record(known) == []


def test_what_is_switched_on_is_looked_for_too(known: Database) -> None:
    with known.writing() as connection:
        wishes.save(connection, "T1", "U1", Chosen(milestones={"three-years": True, "five-years": False}), NOON)
    came = settled(known, manager_since(2024, 5))
    assert [late.milestone for late in came.late] == ["two-years"]
    assert came.due_on == date(2027, 5, 1)


def test_an_engineer_has_nothing_ahead(known: Database) -> None:
    path = add(Path(), Stint(Role.ENGINEER, Moment(2020, 3)), TODAY)
    assert settled(known, path) == Settled([], None)
