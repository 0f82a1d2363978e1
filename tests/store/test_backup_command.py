"""How the commands find the database, and what they say of one that is not SQLite's."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.store.kept import a_database, zones

URL = "postgresql+psycopg://careercheck:hunter2hunter2@127.0.0.1:1/careercheck"
NO_SETTINGS = {"CAREERCHECK_DATABASE": "", "CAREERCHECK_DATABASE_FILE": ""}


def says(*command: str, ends: int = 0, **environ: str) -> str:
    """Run a command, which has to end so, and return what it said."""
    ran = CliRunner().invoke(app, [*command], env=NO_SETTINGS | environ)
    assert (ran.exit_code, ran.exception if ends == 0 else None) == (ends, None), ran.output
    return ran.output


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A file that names the database."""
    a_database(tmp_path / "bot.db").close()
    (tmp_path / "url").write_text(f"sqlite:///{tmp_path / 'bot.db'}\n")
    return tmp_path / "url"


def test_the_setting_may_be_in_a_file(named: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.db"

    said = says("backup", str(saved), CAREERCHECK_DATABASE_FILE=str(named))

    assert said == f"{saved}: {saved.stat().st_size / 1e6:.1f} MB, schema 0001, checked.\n"
    assert zones(saved) == {"Europe/Vienna"}
    assert "Europe/Vienna" in says("person", "export", "T1", "U1", CAREERCHECK_DATABASE_FILE=str(named))


def test_an_option_goes_before_the_settings(named: Path, tmp_path: Path) -> None:
    settings = {"CAREERCHECK_DATABASE": "sqlite:////nowhere/bot.db"}
    says("migrate", "--database", named.read_text().strip(), **settings)


def test_what_is_set_twice_or_cannot_be_read_is_said(named: Path) -> None:
    twice = {"CAREERCHECK_DATABASE": "sqlite:///bot.db", "CAREERCHECK_DATABASE_FILE": str(named)}
    assert "are both set; keep one" in says("migrate", ends=1, **twice)
    assert "cannot be read" in says("migrate", ends=1, CAREERCHECK_DATABASE_FILE=f"{named}.txt")


@pytest.mark.parametrize(("command", "tool"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_postgresql_has_tools_of_its_own(tmp_path: Path, command: str, tool: str) -> None:
    said = says(command, str(tmp_path / "saved.db"), ends=1, CAREERCHECK_DATABASE=URL)
    assert said == f"A PostgreSQL database has tools of its own for this: use {tool}.\n"


def test_a_password_in_the_url_is_never_printed(tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text(URL)
    for said in (
        says("migrate", ends=1, CAREERCHECK_DATABASE=URL),
        says("migrate", ends=1, CAREERCHECK_DATABASE_FILE=str(file)),
        says("migrate", "--help", CAREERCHECK_DATABASE=URL),
    ):
        assert said.strip()
        assert "hunter2" not in said


def test_a_first_migration_makes_a_private_file(tmp_path: Path) -> None:
    says("migrate", "--database", f"sqlite:///{tmp_path / 'new.db'}")
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
