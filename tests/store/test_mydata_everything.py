"""Every table with a person in it is reached by all that is about everything: found in the tables, not in a list."""

from __future__ import annotations

import pytest

from bot.features.mydata.words import KINDS
from bot.preview.stage import NOW
from bot.store import portable
from bot.store.engine import Database
from bot.store.erased import forget
from bot.store.held import count
from bot.store.tables import metadata
from tests.kit_rows import plant

pytestmark = pytest.mark.storage

PERSONAL = {table.name for table in metadata.sorted_tables if "user_id" in table.c}


def test_everything_is_counted_exported_named_and_erased(database: Database) -> None:
    with database.writing() as connection:
        for user in ("U1", "U2"):
            plant(connection, "T1", user, f"said by {user}")

    with database.reading() as connection:
        assert {name: kept.rows for name, kept in count(connection, "T1", "U1").items()} == dict.fromkeys(PERSONAL, 1)
        export = portable.of_person(connection, "T1", "U1", NOW)
        assert {name for rows in (export.kept, export.besides) for name in rows if rows[name]} >= PERSONAL
    assert set(KINDS) == PERSONAL

    forget(database, "T1", "U1", NOW)
    with database.reading() as connection:
        assert count(connection, "T1", "U1") == {}
        assert {kept.rows for kept in count(connection, "T1", "U2").values()} == {1}, "nobody else's"
        for table in metadata.sorted_tables:
            # Where only the id goes, nothing of it is what somebody wrote (a pull, a line of the audit).
            rows = [row for row in connection.execute(table.select()) if "user_id" in table.c and row.user_id == "U1"]
            assert rows == [], table.name
