"""The watch over statements sees what it is there for."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, exists, insert, literal, or_, select, text, update
from sqlalchemy.dialects import sqlite

from bot.store.engine import Database
from bot.store.outbox import next_due
from bot.store.tables import answers, checks, people
from tests.kit_rows import plant
from tests.kit_storage import NOON
from tests.kit_watched import every_statement_names_its_workspace, unnamed

here = people.c.workspace == "T1"
other = people.alias("other")

NAMED = [
    select(people).where(here),
    select(people).where(literal("T1") == people.c.workspace, people.c.user_id == "U1"),
    select(people.c.tz).where(people.c.workspace.in_(["T1", "T2"])),
    select(checks).join(answers, answers.c.workspace == checks.c.workspace).where(checks.c.workspace == "T1"),
    select(people).where(here, exists().where(other.c.workspace == people.c.workspace)),
    update(people).where(here).values(tz="UTC"),
    delete(people).where(here),
    insert(people).values(workspace="T1", user_id="U1"),
    insert(people).values([{"workspace": "T1", "user_id": "U1"}, {"workspace": "T1", "user_id": "U2"}]),
    sqlite.insert(people).values(workspace="T1", user_id="U1").on_conflict_do_update(set_={"tz": "UTC"}),
    text("SELECT tz FROM people WHERE workspace = :workspace"),
    text("SELECT version_num FROM alembic_version"),
    select(1),
]

UNNAMED = [
    select(people),
    select(people.c.tz).where(people.c.user_id == "U1"),
    select(people).where(or_(here, people.c.user_id == "U1")),
    select(people).where(~here),
    select(people).where(people.c.workspace != "T1"),
    select(checks).join(answers, answers.c.check_id == checks.c.id).where(checks.c.workspace == "T1"),
    select(checks).join(answers, answers.c.workspace == checks.c.workspace),
    select(people).where(here, exists().where(other.c.user_id == people.c.user_id)),
    select(other).where(here),
    update(people).where(people.c.user_id == "U1").values(tz="UTC"),
    update(people).values(workspace="T1"),
    delete(people),
    delete(people).where(people.c.user_id == "U1"),
    insert(answers).from_select(["workspace", "user_id"], select(people.c.workspace, people.c.user_id)),
    text("DELETE FROM people"),
]


@pytest.mark.parametrize("statement", NAMED)
def test_a_statement_that_names_its_workspace_passes(statement: object) -> None:
    assert unnamed(statement) == set()


@pytest.mark.parametrize("statement", UNNAMED)
def test_a_statement_that_forgets_its_workspace_is_seen(statement: object) -> None:
    assert unnamed(statement) != set()


@pytest.mark.storage
def test_the_watch_fails_a_story_in_which_a_statement_forgot(database: Database) -> None:
    with (
        pytest.raises(AssertionError, match="people"),
        every_statement_names_its_workspace(),
        database.reading() as connection,
    ):
        connection.execute(select(people))


@pytest.mark.storage
def test_the_watch_lets_a_story_pass_and_what_is_about_the_whole_process(database: Database) -> None:
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    with every_statement_names_its_workspace(), database.writing() as connection:
        assert next_due(connection) == NOON
        connection.execute(update(people).where(here).values(tz="UTC"))
