from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.process.served import Served, Watcher, served


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Served]:
    """A workspace whose bot runs as a process of its own."""
    with served(tmp_path) as made:
        yield made


@pytest.fixture
def ana(house: Served) -> Watcher:
    """Ana, an engineer."""
    return house.who("ana")
