"""Set-ups for doctor to examine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doctor.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A set-up whose bot is yet to be started."""
    made = House(tmp_path)
    yield made
    made.world.close()


@pytest.fixture
def running(house: House) -> House:
    """A set-up whose bot runs."""
    house.world.starts()
    return house
