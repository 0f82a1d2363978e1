"""A path is one document a person; who has a milestone to be looked for is found by its date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from advice.career import Path, add
from advice.moment import Moment
from advice.stint import Role, Stint
from bot.store import paths
from bot.store.driver_errors import DatabaseBusy
from bot.store.engine import Database
from tests.kit_known import found, meet
from tests.kit_storage import NOON
from tests.kit_watched import every_statement_names_its_workspace

pytestmark = pytest.mark.storage

TODAY = NOON.date()
ENGINEER = add(Path(), Stint(Role.ENGINEER, Moment(2020, 3)), TODAY)


@pytest.fixture
def known(database: Database) -> Iterator[Database]:
    """Two workspaces with two people each, of the same ids."""
    with database.writing() as connection:
        found(connection, "T1", "T2")
        for workspace in ("T1", "T2"):
            meet(connection, workspace, "U1", "U2")
    with every_statement_names_its_workspace():
        yield database


def test_a_path_comes_back_as_it_was_told_with_a_revision_for_each_change(known: Database) -> None:
    with known.writing() as connection:
        assert paths.load(connection, "T1", "U1") == paths.NOTHING_KEPT
        first = paths.save(connection, "T1", "U1", ENGINEER, as_read=0, due_on=TODAY, now=NOON)
        assert paths.load(connection, "T1", "U1") == paths.Kept(ENGINEER, first, TODAY)
        second = paths.save(connection, "T1", "U1", Path(), as_read=first, due_on=None, now=NOON)
        assert (first, second) == (1, 2)
        assert paths.load(connection, "T1", "U1") == paths.Kept(Path(), 2)
        assert paths.load(connection, "T2", "U1") == paths.NOTHING_KEPT
        assert paths.load(connection, "T1", "U2") == paths.NOTHING_KEPT


def test_of_two_changes_to_the_same_path_the_later_is_refused(known: Database) -> None:
    with known.writing() as connection:
        paths.save(connection, "T1", "U1", ENGINEER, as_read=0, due_on=None, now=NOON)
    with pytest.raises(DatabaseBusy), known.writing() as connection:
        paths.save(connection, "T1", "U1", Path(), as_read=0, due_on=None, now=NOON)
    with known.reading() as connection:
        assert paths.load(connection, "T1", "U1").path == ENGINEER


def test_that_the_card_asked_is_kept_beside_the_path_and_changes_no_revision(known: Database) -> None:
    with known.writing() as connection:
        paths.asked(connection, "T1", "U1", NOON)
        assert paths.load(connection, "T1", "U1") == paths.Kept(Path(), 0, asked_at=NOON)
        paths.save(connection, "T1", "U1", ENGINEER, as_read=0, due_on=None, now=NOON)
        paths.asked(connection, "T1", "U1", NOON + timedelta(days=90))
        assert paths.load(connection, "T1", "U1") == paths.Kept(ENGINEER, 1, asked_at=NOON + timedelta(days=90))


def test_who_is_due_is_found_by_the_date_longest_first_and_only_in_the_workspace(known: Database) -> None:
    with known.writing() as connection:
        for user_id, day in (("U1", date(2026, 12, 1)), ("U2", date(2026, 11, 30))):
            paths.save(connection, "T1", user_id, ENGINEER, as_read=0, due_on=day, now=NOON)
        paths.save(connection, "T2", "U1", ENGINEER, as_read=0, due_on=date(2020, 1, 1), now=NOON)
        assert paths.due(connection, "T1", date(2026, 11, 29), 10) == []
        assert paths.due(connection, "T1", date(2026, 12, 1), 10) == ["U2", "U1"]
        assert paths.due(connection, "T1", date(2026, 12, 1), 1) == ["U2"]
        paths.look_on(connection, "T1", "U2", None)
        assert paths.due(connection, "T1", date(2026, 12, 1), 10) == ["U1"]
