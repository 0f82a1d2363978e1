"""Databases for tests, of the newest schema."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.store import migrate
from bot.store.engine import Database

BACKENDS = ("sqlite", "postgresql")
on_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
on_both = pytest.mark.parametrize("backend", BACKENDS, indirect=True)

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def fresh_database(folder: Path) -> Database:
    """Return an empty database of the newest schema in `folder`."""
    file = folder / "careercheck.db"
    if not file.exists():
        lay_down(file)
    database = Database(f"sqlite:///{file}")
    migrate.upgrade(database)
    return database


def lay_down(file: Path) -> None:
    """Write an empty database of the newest schema to `file`, as a start of ours would leave it."""
    file.touch(mode=0o600, exist_ok=False)
    file.write_bytes(_newest())


@cache
def _newest() -> bytes:
    """Make it once for all tests of this process: to run the migrations takes as long as most tests do."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "newest.db"
        database = Database(f"sqlite:///{file}")
        migrate.upgrade(database)
        database.close()
        assert [kept.name for kept in Path(folder).iterdir()] == [file.name], "the file alone is not all of it"
        return file.read_bytes()
