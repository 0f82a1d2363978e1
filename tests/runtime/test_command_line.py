"""What the command line says when it cannot get at the database or the content."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.store.url import FORMS

PERSON = [["person", "export", "T1", "U1"], ["person", "erase", "T1", "U1", "--yes"]]
COMMANDS = [["migrate"], *PERSON]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_no_database_url_is_said_in_a_sentence(command: list[str]) -> None:
    ran = CliRunner().invoke(app, [*command, "--database", "nonsense"])

    assert ran.exit_code == 1
    assert ran.output == f"This is no database URL. Write it as {FORMS}.\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_no_database_is_said_in_a_sentence(tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("this is not a database" * 100)

    ran = CliRunner().invoke(app, [*command, "--database", f"sqlite:///{file}"])

    assert ran.exit_code == 1
    assert "(SQLITE_NOTADB" in ran.output
    assert ran.output.count("\n") == 1


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("url", ["sqlite:///", "sqlite://", "sqlite:///:memory:"])
def test_a_database_without_a_file_is_none(command: list[str], url: str) -> None:
    ran = CliRunner().invoke(app, [*command, "--database", url])

    assert ran.exit_code == 1
    assert ran.stderr == "The database URL names no file. Write it as sqlite:///FILE.\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path: Path, command: list[str]) -> None:
    ran = CliRunner().invoke(app, [*command, "--database", f"sqlite:///{tmp_path}/nowhere/bot.db"])

    assert ran.exit_code == 1
    assert ran.stderr.count("\n") == 1
    assert "There is no " in ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", PERSON, ids=" ".join)
def test_whoever_asks_about_a_person_makes_no_database(tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "mistyped.db"

    ran = CliRunner().invoke(app, [*command, "--database", f"sqlite:///{file}"])

    assert ran.exit_code == 1
    assert ran.stderr == f"There is no database file {file}.\n"
    assert not file.exists()


@pytest.mark.parametrize("command", PERSON, ids=" ".join)
def test_a_database_without_our_tables_is_named_as_such(tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "other.db"
    file.touch()

    ran = CliRunner().invoke(app, [*command, "--database", f"sqlite:///{file}"])

    assert ran.exit_code == 1
    assert ran.stderr == "The database is not at the schema of this version. Run `careercheck migrate` first.\n"


@pytest.mark.parametrize("command", PERSON, ids=" ".join)
def test_a_damaged_table_is_said_in_a_sentence(tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "bot.db"
    assert CliRunner().invoke(app, ["migrate", "--database", f"sqlite:///{file}"]).exit_code == 0
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("DROP TABLE notes")

    ran = CliRunner().invoke(app, [*command, "--database", f"sqlite:///{file}"])

    assert ran.exit_code == 1
    assert ran.stderr == "The database could not be opened, read or written (SQLITE_ERROR).\n"


@pytest.mark.parametrize("command", ["check", "list"])
def test_a_content_folder_that_is_not_there_is_named(tmp_path: Path, command: str) -> None:
    ran = CliRunner().invoke(app, ["content", command, "--dir", str(tmp_path / "nowhere")])

    assert ran.exit_code == 1
    assert f"{tmp_path}/nowhere: folder: does not exist" in ran.output


def test_a_database_is_brought_to_this_version(tmp_path: Path) -> None:
    file = tmp_path / "new.db"

    ran = CliRunner().invoke(app, ["migrate", "--database", f"sqlite:///{file}"])

    assert ran.exit_code == 0
    with sqlite3.connect(file) as connection:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    connection.close()
    assert ran.output == f"The database is at {version}.\n"


@pytest.mark.parametrize("command", [["health"], *PERSON], ids=" ".join)
def test_what_migrate_cannot_mend_is_not_sent_there(tmp_path: Path, command: list[str]) -> None:
    later, foreign = tmp_path / "later.db", tmp_path / "foreign.db"
    assert CliRunner().invoke(app, ["migrate", "--database", f"sqlite:///{later}"]).exit_code == 0
    for file, statement in (
        (later, "UPDATE alembic_version SET version_num = '9999'"),
        (foreign, "CREATE TABLE bookmarks (address)"),
    ):
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute(statement)
    said = {file: CliRunner().invoke(app, [*command, "--database", f"sqlite:///{file}"]) for file in (later, foreign)}

    assert [ran.exit_code for ran in said.values()] == [1, 1]
    assert "at schema 9999, written by a later version of careercheck" in said[later].stderr
    assert "is no database of careercheck" in said[foreign].stderr
    assert "careercheck migrate" not in said[later].stderr + said[foreign].stderr


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o755)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o644)
    before = {place: place.stat().st_mode for place in (folder, pipe)}
    for place in (folder, pipe):
        ran = CliRunner().invoke(app, ["migrate", "--database", f"sqlite:///{place}"])
        assert (ran.exit_code, "is no file" in ran.stderr) == (1, True)
    assert {place: place.stat().st_mode for place in (folder, pipe)} == before, "least of all a device of the machine"
    assert sorted(tmp_path.iterdir()) == [folder, pipe]
