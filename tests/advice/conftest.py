from pathlib import Path

import pytest

from advice.catalog import Catalog, Check
from tests.kit_content import builtin_content


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return builtin_content()


@pytest.fixture(scope="session")
def check(catalog: Catalog) -> Check:
    return catalog.checks["set"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An empty folder for a company's own content."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder
