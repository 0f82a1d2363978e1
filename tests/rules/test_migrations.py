"""Migrations and tables agree, and an upgrade happens whole or not at all, from the tree and from the wheel."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.store import migrate
from bot.store.engine import Database
from bot.store.tables import metadata
from tests.kit_storage import plant
from tests.kit_update import an_update

pytestmark = pytest.mark.storage

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "careercheck.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """A database with nothing in it, not even tables."""
    empty = Database(f"sqlite:///{file}")
    yield empty
    empty.close()


def schema(file: Path) -> set[str]:
    """Return each thing in the schema, as SQL, whatever the order of what a table is made of."""
    with closing(sqlite3.connect(file)) as connection:
        made = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    plain = {name: re.sub(r"[\"()\s]+", " ", sql) for name, sql in made if name != "alembic_version"}
    return {f"{name}: {sorted(part.strip() for part in sql.split(','))}" for name, sql in plain.items()}


def count(file: Path, table: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def by_hand(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrate.migrations_folder()))
    config.set_main_option("path_separator", "os")
    config.cmd_opts = type("Options", (), {"x": [f"database={database.url}"]})()
    return config


def test_an_empty_database_comes_to_the_head(database: Database) -> None:
    assert migrate.current(database) is None
    migrate.upgrade(database)
    assert migrate.current(database) == migrate.head()
    with database.writing() as connection:
        assert plant(connection, "T1", "U1", "words").keys() == metadata.tables.keys()


def test_a_second_upgrade_does_nothing(database: Database, file: Path) -> None:
    migrate.upgrade(database)
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    before = file.read_bytes(), schema(file)
    migrate.upgrade(database)
    assert (file.read_bytes(), schema(file)) == before


def test_the_head_is_what_the_tables_say(database: Database) -> None:
    migrate.upgrade(database)
    with database.reading() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        drift = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    assert drift == [], "tables and migrations differ: `make migration`"


def test_the_head_is_what_the_tables_say_in_every_detail(database: Database, file: Path, tmp_path: Path) -> None:
    """Alembic does not compare checks and partial indexes; SQLite's own text of the schema does."""
    migrate.upgrade(database)
    made = create_engine(f"sqlite:///{tmp_path / 'made.db'}")
    metadata.create_all(made)
    made.dispose()
    assert schema(file) == schema(tmp_path / "made.db")


def test_down_and_up_again_gives_the_same_schema(database: Database, file: Path) -> None:
    migrate.upgrade(database)
    before = schema(file)
    command.downgrade(by_hand(database), "base")
    assert schema(file) == set()
    migrate.upgrade(database)
    assert schema(file) == before


def test_revisions_are_one_line_and_files_are_named_by_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.migrations_folder()))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [migrate.head()]
    assert {script.revision for script in scripts.walk_revisions()} == {
        path.name.partition("_")[0] for path in migrate.migrations_folder().glob("versions/*.py")
    }


def test_an_update_keeps_every_row(database: Database, file: Path, tmp_path: Path) -> None:
    """Making a parent table anew must not take its children along."""
    migrate.upgrade(database)
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    migrate.upgrade(database, an_update(tmp_path / "update"))
    assert {name: count(file, name) for name in metadata.tables} == dict.fromkeys(metadata.tables, 1)


def test_an_update_that_breaks_references_is_taken_back(database: Database, file: Path, tmp_path: Path) -> None:
    migrate.upgrade(database)
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    before = schema(file)
    with pytest.raises(migrate.BrokenReferences, match="answers"):
        migrate.upgrade(database, an_update(tmp_path / "update", "op.execute('DELETE FROM people')"))
    assert schema(file) == before
    assert count(file, "people") == 1


@pytest.mark.parametrize("begun", [False, True], ids=["from empty", "from the head"])
def test_an_update_that_fails_in_the_middle_leaves_what_was_there(
    database: Database, file: Path, tmp_path: Path, begun: bool
) -> None:
    if begun:
        migrate.upgrade(database)
    before = migrate.current(database), schema(file)
    with pytest.raises(ZeroDivisionError):
        migrate.upgrade(database, an_update(tmp_path / "update", "1 / 0"))
    assert (migrate.current(database), schema(file)) == before
    migrate.upgrade(database)
    assert migrate.current(database) == migrate.head()


@pytest.mark.process
def test_an_update_killed_in_the_middle_leaves_what_was_there(database: Database, file: Path, tmp_path: Path) -> None:
    migrate.upgrade(database)
    before = schema(file)
    update = an_update(tmp_path / "update", "os.kill(os.getpid(), signal.SIGKILL)")
    program = (
        "from pathlib import Path; from bot.store.engine import Database; from bot.store.migrate import upgrade;"
        f"upgrade(Database('sqlite:///{file}'), Path('{update}'))"
    )
    killed = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (migrate.current(database), schema(file)) == (migrate.head(), before)
    migrate.upgrade(database, an_update(tmp_path / "mended"))
    assert schema(file) != before


def test_a_database_of_a_later_version_is_refused_in_words(database: Database, file: Path, tmp_path: Path) -> None:
    update = an_update(tmp_path / "update")
    migrate.upgrade(database, update)
    before = schema(file)
    with pytest.raises(migrate.SchemaTooNew, match=f"schema {migrate.head(update)}.*later version.*{migrate.head()}"):
        migrate.upgrade(database)
    assert schema(file) == before


@pytest.mark.process
def test_two_that_upgrade_at_once_do_it_once(database: Database, file: Path) -> None:
    assert migrate.current(database) is None  # and the file is there: SQLite lets only one process make it
    program = (
        "from bot.store.engine import Database; from bot.store.migrate import upgrade;"
        f"upgrade(Database('sqlite:///{file}'))"
    )
    both = [subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert migrate.current(database) == migrate.head()


@pytest.mark.process
def test_a_start_that_has_nothing_to_do_imports_no_alembic(database: Database, file: Path) -> None:
    migrate.upgrade(database)
    program = (
        "import sys; from bot.store.engine import Database; from bot.store.migrate import upgrade;"
        f"upgrade(Database('sqlite:///{file}')); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


@pytest.mark.process
def test_the_wheel_brings_its_migrations_along(tmp_path: Path) -> None:
    for part in ("bot", "advice", "migrations", "pyproject.toml", "README.md", "LICENSE"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / "tree" / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, tmp_path / "tree")
    (tmp_path / "tree" / "README.md").touch()
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=tmp_path / "tree", check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    assert (tmp_path / "installed" / "bot" / "migrations" / "env.py").is_file()
    assert not (tmp_path / "installed" / "migrations").exists()
    program = (
        "from bot.store import migrate; from bot.store.engine import Database;"
        f"database = Database('sqlite:///{tmp_path / 'careercheck.db'}'); migrate.upgrade(database);"
        "print(migrate.migrations_folder(), migrate.current(database))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    assert ran.stdout.split() == [str(tmp_path / "installed" / "bot" / "migrations"), migrate.head()]
