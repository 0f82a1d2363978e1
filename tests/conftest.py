"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit import Somebody, World, a_world
from tests.kit_storage import every_statement_names_its_workspace

pytest_plugins = ["tests.browser_required"]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A workspace with a running bot; every statement it runs is watched to name its workspace."""
    with every_statement_names_its_workspace(), a_world(tmp_path) as made:
        yield made


@pytest.fixture
def ana(world: World) -> Somebody:
    """Ana, an engineer."""
    return world.who("ana")
