"""What stories may ask for."""

from __future__ import annotations

import pytest

from tests.kit import Somebody
from tests.stories.steps import begins


@pytest.fixture
def agreed(ana: Somebody) -> Somebody:
    """Ana, who began a check and so agreed that what she tells is kept."""
    begins(ana, "/careercheck technical")
    return ana
