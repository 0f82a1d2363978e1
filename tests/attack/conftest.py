"""What every attack begins with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.attack.company import Company, Founds, a_company


@pytest.fixture
def founds(tmp_path: Path) -> Iterator[Founds]:
    """Founds companies, as many as a test compares."""
    with ExitStack() as open_ones:
        numbers = iter(range(100))

        def found() -> Company:
            folder = tmp_path / str(next(numbers))
            folder.mkdir()
            return open_ones.enter_context(a_company(folder))

        yield found


@pytest.fixture
def company(founds: Founds) -> Company:
    """A company of a lead and nobody else yet."""
    return founds()
