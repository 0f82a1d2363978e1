"""Where tests of storage keep their files."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The database."""
    return tmp_path / "bot.db"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A backup of it."""
    return tmp_path / "saved.db"
