"""Migrations and tables agree, and an upgrade happens whole or not at all, from the tree and from the wheel."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, make_url

from bot.store import migrate
from bot.store.engine import Database
from bot.store.tables import metadata
from tests.kit_postgres import plain
from tests.kit_rows import plant
from tests.kit_storage import on_postgresql, on_sqlite
from tests.kit_update import an_update

pytestmark = pytest.mark.storage

ROOT = Path(__file__).parents[2]
SOON = 15.0


@pytest.fixture
def database(empty_url: str) -> Iterator[Database]:
    """A database with nothing in it, not even tables."""
    empty = Database(empty_url)
    yield empty
    empty.close()


@pytest.fixture
def another(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """One more of the same kind."""
    with ExitStack() as stack:
        if backend == "sqlite":
            url = make_url(f"sqlite:///{tmp_path / 'another.db'}")
        else:
            url = stack.enter_context(request.getfixturevalue("postgresql").database(empty=True))
        made = Database(url)
        yield made
        made.close()


def schema(database: Database) -> set[str]:
    """Return each thing in the schema as the database tells it, whatever the order of what a table is made of."""
    engine = create_engine(database.url, poolclass=NullPool)
    with engine.connect() as connection:
        return (_sqlite_schema if database.is_sqlite else _postgresql_schema)(connection)


def _sqlite_schema(connection: Connection) -> set[str]:
    made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    plain = {name: re.sub(r"[\"()\s]+", " ", sql) for name, sql in made if name != "alembic_version"}
    return {f"{name}: {sorted(part.strip() for part in sql.split(','))}" for name, sql in plain.items()}


def _postgresql_schema(connection: Connection) -> set[str]:
    columns = """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
    """
    rules = """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
    """
    indexes = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    found = (connection.exec_driver_sql(query) for query in (columns, rules, indexes))
    return {str(tuple(row)) for rows in found for row in rows if row[0] != "alembic_version"}


def count(database: Database, table: str) -> int:
    with database.reading() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def running(database: Database, program: str) -> list[str]:
    """Return the command of a process that does something to `database`."""
    start = f"from bot.store.engine import Database; database = Database({plain(database.url)!r});"
    return [sys.executable, "-c", start + program]


def by_hand(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrate.migrations_folder()))
    config.set_main_option("path_separator", "os")
    config.cmd_opts = type("Options", (), {"x": [f"database={plain(database.url)}"]})()
    return config


def test_an_empty_database_comes_to_the_head(database: Database) -> None:
    assert migrate.current(database) is None
    migrate.upgrade(database)
    assert migrate.current(database) == migrate.head()
    with database.writing() as connection:
        assert plant(connection, "T1", "U1", "words").keys() == metadata.tables.keys()


def test_a_second_upgrade_does_nothing(database: Database) -> None:
    migrate.upgrade(database)
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    before = schema(database)
    migrate.upgrade(database)
    assert schema(database) == before
    assert count(database, "people") == 1


def test_the_head_is_what_the_tables_say(database: Database) -> None:
    migrate.upgrade(database)
    with database.reading() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        drift = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    assert drift == [], "tables and migrations differ: `make migration`"


def test_the_head_is_what_the_tables_say_in_every_detail(database: Database, another: Database) -> None:
    """Alembic does not compare checks and partial indexes; the database's own text of the schema does."""
    migrate.upgrade(database)
    with another.writing() as connection:
        metadata.create_all(connection)
    assert schema(database) == schema(another)
    assert len(schema(database)) > len(metadata.tables)


def test_down_and_up_again_gives_the_same_schema(database: Database) -> None:
    migrate.upgrade(database)
    before = schema(database)
    command.downgrade(by_hand(database), "base")
    assert schema(database) == set()
    migrate.upgrade(database)
    assert schema(database) == before


def test_revisions_are_one_line_and_files_are_named_by_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.migrations_folder()))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [migrate.head()]
    assert {script.revision for script in scripts.walk_revisions()} == {
        path.name.partition("_")[0] for path in migrate.migrations_folder().glob("versions/*.py")
    }


def test_an_update_keeps_every_row(database: Database, tmp_path: Path) -> None:
    """Making a parent table anew must not take its children along."""
    migrate.upgrade(database)
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    migrate.upgrade(database, an_update(tmp_path / "update"))
    assert {name: count(database, name) for name in metadata.tables} == dict.fromkeys(metadata.tables, 1)


@on_sqlite  # which does not look at references meanwhile
def test_an_update_that_breaks_references_is_taken_back(database: Database, tmp_path: Path) -> None:
    migrate.upgrade(database)
    with database.writing() as connection:
        plant(connection, "T1", "U1", "words")
    before = schema(database)
    with pytest.raises(migrate.BrokenReferences, match="answers"):
        migrate.upgrade(database, an_update(tmp_path / "update", "op.execute('DELETE FROM people')"))
    assert schema(database) == before
    assert count(database, "people") == 1


@pytest.mark.parametrize("begun", [False, True], ids=["from empty", "from the head"])
def test_an_update_that_fails_in_the_middle_leaves_what_was_there(
    database: Database, tmp_path: Path, begun: bool
) -> None:
    if begun:
        migrate.upgrade(database)
    before = migrate.current(database), schema(database)
    with pytest.raises(ZeroDivisionError):
        migrate.upgrade(database, an_update(tmp_path / "update", "1 / 0"))
    assert (migrate.current(database), schema(database)) == before
    migrate.upgrade(database)
    assert migrate.current(database) == migrate.head()


@pytest.mark.process
def test_an_update_killed_in_the_middle_leaves_what_was_there(database: Database, tmp_path: Path) -> None:
    migrate.upgrade(database)
    before = schema(database)
    update = an_update(tmp_path / "update", "os.kill(os.getpid(), signal.SIGKILL)")
    program = f"from pathlib import Path; from bot.store.migrate import upgrade; upgrade(database, Path('{update}'))"
    killed = subprocess.run(running(database, program), cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (migrate.current(database), schema(database)) == (migrate.head(), before)
    migrate.upgrade(database, an_update(tmp_path / "mended"))
    assert schema(database) != before


def test_a_database_of_a_later_version_is_refused_in_words(database: Database, tmp_path: Path) -> None:
    update = an_update(tmp_path / "update")
    migrate.upgrade(database, update)
    before = schema(database)
    with pytest.raises(migrate.SchemaTooNew, match=f"schema {migrate.head(update)}.*later version.*{migrate.head()}"):
        migrate.upgrade(database)
    assert schema(database) == before


@pytest.mark.process
@pytest.mark.parametrize("processes", [2, 4])
def test_those_that_upgrade_at_once_do_it_once(database: Database, processes: int) -> None:
    assert migrate.current(database) is None  # and the file is there: SQLite lets only one process make it
    program = "from bot.store.migrate import upgrade; upgrade(database)"
    started = [subprocess.Popen(running(database, program), cwd=ROOT) for _ in range(processes)]
    assert [process.wait() for process in started] == [0] * processes
    assert migrate.current(database) == migrate.head()


@on_postgresql
def test_whoever_waited_for_another_that_brought_a_later_version_is_refused(database: Database, tmp_path: Path) -> None:
    update = an_update(tmp_path / "update")
    engine = create_engine(database.url, poolclass=NullPool)
    with ThreadPoolExecutor() as pool:
        with engine.begin() as first:
            first.exec_driver_sql(f"SELECT pg_advisory_xact_lock({migrate._LOCK})")
            waiting = pool.submit(migrate.upgrade, database)
            while not _waits(database):
                assert not waiting.done()
            _upgrade_on(first, update)
        with pytest.raises(migrate.SchemaTooNew):
            waiting.result(SOON)
    assert migrate.current(database) == migrate.head(update)


def _waits(database: Database) -> bool:
    with database.reading() as connection:
        return bool(connection.exec_driver_sql("SELECT 1 FROM pg_locks WHERE NOT granted").all())


def _upgrade_on(connection: Connection, folder: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def test_tables_of_somebody_else_are_left_alone(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('4f2e')")
        connection.exec_driver_sql("CREATE TABLE songs (id INTEGER)")
    before = schema(database)
    with pytest.raises(migrate.NotOurs, match="name another"):
        migrate.upgrade(database)
    assert schema(database) == before


@pytest.mark.process
def test_a_start_that_has_nothing_to_do_imports_no_alembic(database: Database) -> None:
    migrate.upgrade(database)
    program = "import sys; from bot.store.migrate import upgrade; upgrade(database); sys.exit('alembic' in sys.modules)"
    assert subprocess.run(running(database, program), cwd=ROOT, check=False).returncode == 0


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
