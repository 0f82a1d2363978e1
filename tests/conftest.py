"""What every test may ask for."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
import structlog
from hypothesis import settings

from bot.store.engine import Database
from tests.kit import Somebody, World, a_world
from tests.kit_content import content_loaded_once
from tests.kit_postgres import PostgreSQL, a_server, plain
from tests.kit_storage import BACKENDS, fresh_database
from tests.kit_ticks import ticks_by_hand
from tests.kit_watched import every_statement_names_its_workspace

pytest_plugins = ["tests.browser_required"]

settings.register_profile("any machine", deadline=None)  # how long one example takes says what else a machine does
settings.load_profile("any machine")


def pytest_xdist_auto_num_workers() -> int | None:
    """Use half as many workers again as there are cores: most tests wait, for a disk, a process or a page."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + (cores + 1) // 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker is still at it when the others are through."""
    items.sort(key=lambda item: not any(folder in item.path.parts for folder in ("process", "browser", "fuzz")))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked `storage` on every database, unless the test chooses (see `on_sqlite` and its like)."""
    marks = list(metafunc.definition.iter_markers())
    chosen = any(mark.name == "parametrize" and "backend" in str(mark.args[0]) for mark in marks)
    if "backend" in metafunc.fixturenames and not chosen and any(mark.name == "storage" for mark in marks):
        metafunc.parametrize("backend", BACKENDS, indirect=True)


@pytest.fixture(scope="session", autouse=True)
def certificates_are_read_once() -> Iterator[None]:
    """Reading the machine's certificates takes a third of the start of a bot, and hardly a test is about them."""
    with patch("ssl.create_default_context", cache(ssl.create_default_context)):
        yield


@pytest.fixture(scope="session", autouse=True)
def content_is_loaded_once() -> Iterator[None]:
    """Reading it takes a good part of the start of a bot, and building its search as long as a whole story."""
    with content_loaded_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def ticks_come_by_hand() -> Iterator[None]:
    """A test that takes a minute sees what one that takes a second does."""
    with ticks_by_hand():
        yield


@pytest.fixture(autouse=True)
def what_is_logged_is_each_tests_own() -> Iterator[None]:
    """A measurement, say, logs errors alone, and the next test in its process may be about a warning."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
def postgresql(testrun_uid: str, worker_id: str) -> Iterator[PostgreSQL]:
    """A PostgreSQL server, started when the first test asks for it."""
    with a_server(testrun_uid[:8], worker_id) as server:
        yield server


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    return str(getattr(request, "param", BACKENDS[0]))


@pytest.fixture
def empty_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database with nothing in it, not even tables."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'careercheck.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.database(empty=True) as url:
        yield plain(url)


@pytest.fixture
def database_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database of the newest schema."""
    if backend == "sqlite":
        fresh_database(tmp_path).close()
        yield f"sqlite:///{tmp_path / 'careercheck.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.database() as url:
        yield plain(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database of the newest schema."""
    fresh = Database(database_url)
    yield fresh
    fresh.close()


@pytest.fixture
def world(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    """A workspace with a running bot; every statement it runs is watched to name its workspace."""
    database = "" if backend == "sqlite" else request.getfixturevalue("database_url")
    with every_statement_names_its_workspace(), a_world(tmp_path, database=database) as made:
        yield made


@pytest.fixture
def ana(world: World) -> Somebody:
    """Ana, an engineer."""
    return world.who("ana")
