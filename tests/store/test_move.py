"""A company outgrows its file: all that is kept goes to PostgreSQL, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Text, select, update
from typer.testing import CliRunner

from bot.cli import app
from bot.store.engine import Database
from bot.store.lock import only_one
from bot.store.migrate import current, head
from bot.store.move import STAYS, move
from bot.store.refused import Refused
from bot.store.tables import metadata, people
from tests.kit_rows import plant
from tests.kit_storage import fresh_database, on_postgresql

pytestmark = [pytest.mark.storage, on_postgresql]
SAID = "’s “words”: 100 %, naïve 🙂\n\tand $1"


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Database]:
    """A file with something of everybody in two workspaces."""
    database = fresh_database(tmp_path)
    with database.writing() as connection:
        for workspace, user_id in [("T1", "U1"), ("T1", "U2"), ("T2", "U1")]:
            plant(connection, workspace, user_id, f"{user_id}{SAID}")
    yield database
    database.close()


def everything(database: Database) -> dict[str, list[Any]]:
    with database.reading() as connection:
        tables = [table for table in metadata.sorted_tables if table.name not in STAYS]
        return {table.name: connection.execute(select(table).order_by(*table.primary_key)).all() for table in tables}


def test_every_row_arrives_as_it_was(source: Database, empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.move.AT_ONCE", 2)
    target, before = Database(empty_url), everything(source)

    counted = move(source, target)

    assert current(target) == head()
    assert everything(target) == everything(source) == before
    assert counted == {name: len(rows) for name, rows in before.items()}
    assert counted["people"] == 3
    target.close()


def test_nothing_is_mixed_with_what_is_there(source: Database, database: Database) -> None:
    with database.writing() as connection:
        plant(connection, "T9", "U9", SAID)
    before = everything(database)

    with pytest.raises(Refused, match="already"):
        move(source, database)

    assert everything(database) == before


def test_it_arrives_whole_or_not_at_all(source: Database, empty_url: str) -> None:
    *_, text = (column for table in metadata.sorted_tables for column in table.c if isinstance(column.type, Text))
    with source.writing() as connection:  # a row that PostgreSQL cannot keep, in the last table that has texts
        connection.execute(update(text.table).values({text: "\0"}))

    ran = CliRunner().invoke(app, ["move", str(source.url.database), "--database", empty_url])

    assert ran.exit_code == 1
    assert "(DataError)" in ran.output
    target = Database(empty_url)
    assert set(map(len, everything(target).values())) == {0}
    target.close()


def test_the_command_takes_the_new_database_from_the_settings(source: Database, empty_url: str, tmp_path: Path) -> None:
    file = str(source.url.database)
    setting = tmp_path / "url"
    setting.write_text(empty_url)

    ran = CliRunner().invoke(app, ["move", file], env={"CAREERCHECK_DATABASE_FILE": str(setting)})

    assert ran.exit_code == 0, ran.output
    assert "of 3 people" in ran.output
    target = Database(empty_url)
    with target.reading() as connection:
        assert len(connection.execute(select(people)).all()) == 3
    target.close()


def test_a_file_in_use_is_left_alone(source: Database, empty_url: str) -> None:
    with only_one(source):
        ran = CliRunner().invoke(app, ["move", str(source.url.database), "--database", empty_url])

    assert ran.exit_code == 1
    assert "Stop it first" in ran.output


def test_a_file_of_another_schema_and_a_second_file_are_refused(
    source: Database, empty_url: str, tmp_path: Path
) -> None:
    file = str(source.url.database)
    with source.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    old = CliRunner().invoke(app, ["move", file, "--database", empty_url])
    second = CliRunner().invoke(app, ["move", file, "--database", f"sqlite:///{tmp_path / 'other.db'}"])

    assert (old.exit_code, second.exit_code) == (1, 1)
    assert f"careercheck migrate --database sqlite:///{file}" in old.output
    assert "PostgreSQL" in second.output
