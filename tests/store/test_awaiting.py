"""Since when work waits for the bot, as each database says it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, update

from bot.store import awaiting
from bot.store.engine import Database
from bot.store.tables import deletions, exports, occasions, ticks, workspaces
from tests.kit_rows import plant
from tests.kit_storage import NOON

pytestmark = pytest.mark.storage


def all_of(connection: Connection) -> list[datetime | None]:
    """Ask everything: the planner, what it is to look at, the purge, exports, what is to vanish."""
    asked = (awaiting.last_plan, awaiting.look, awaiting.purge, awaiting.export, awaiting.deletion)
    return [ask(connection) for ask in asked]


def test_the_longest_of_all_workspaces_is_told(database: Database) -> None:
    with database.writing() as connection:
        assert all_of(connection) == [None] * 5
        plant(connection, "T1", "U1", "a")
        connection.execute(update(ticks).values(paused_at=None))
        connection.execute(update(exports).values(done_at=None, body=None))
        plant(connection, "T2", "U2", "a")
        for table, column in ((ticks, "at"), (occasions, "look_at"), (deletions, "since")):
            connection.execute(
                update(table).where(table.c.workspace == "T2").values({column: NOON + timedelta(days=1)})
            )

        assert all_of(connection) == [NOON] * 5


def test_nothing_waits_for_the_bot_where_a_word_is_awaited_or_slack_shuts_it_out(database: Database) -> None:
    with database.writing() as connection:
        plant(connection, "T1", "U1", "a")  # its planner is paused, its export done
        connection.execute(update(workspaces).values(sending=False))
        connection.execute(update(exports).values(done_at=None, body=None))

        assert all_of(connection) == [None, None, NOON, None, None]


def test_what_was_reached_long_ago_waits_since_it_was_written_down(database: Database) -> None:
    with database.writing() as connection:
        plant(connection, "T1", "U1", "a")
        connection.execute(update(ticks).values(paused_at=None))
        connection.execute(update(occasions).values(look_at=NOON - timedelta(days=900)))
        assert awaiting.look(connection) == NOON

        connection.execute(update(occasions).values(look_at=NOON + timedelta(days=3)))
        assert awaiting.look(connection) == NOON + timedelta(days=3)
