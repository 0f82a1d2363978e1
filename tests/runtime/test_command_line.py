"""What the command line says when it cannot get at the database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

COMMANDS = [["migrate"], ["person", "export", "T1", "U1"], ["person", "erase", "T1", "U1", "--yes"]]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_no_database_url_is_said_in_a_sentence(command: list[str]) -> None:
    ran = CliRunner().invoke(app, [*command, "--database", "nonsense"])

    assert ran.exit_code == 1
    assert ran.output == "This is no database URL. Write it as sqlite:///FILE.\n"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_is_no_database_is_said_in_a_sentence(tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("this is not a database" * 100)

    ran = CliRunner().invoke(app, [*command, "--database", f"sqlite:///{file}"])

    assert ran.exit_code == 1
    assert ran.output.startswith("The database could not be opened, read or written (SQLITE_NOTADB")


def test_a_database_is_brought_to_this_version(tmp_path: Path) -> None:
    file = tmp_path / "new.db"

    ran = CliRunner().invoke(app, ["migrate", "--database", f"sqlite:///{file}"])

    assert ran.exit_code == 0
    with sqlite3.connect(file) as connection:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    connection.close()
    assert ran.output == f"The database is at {version}.\n"
