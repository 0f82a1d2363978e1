from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine import Database
from tests.kit_storage import fresh_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database of the newest schema."""
    fresh = fresh_database(tmp_path)
    yield fresh
    fresh.close()
