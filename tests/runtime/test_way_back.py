"""What a form carries along comes back as it went."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.runtime.errors import Denied
from bot.runtime.way_back import WayBack


@dataclass(frozen=True)
class Ticket(WayBack):
    owner: str
    number: int = 0
    card: str = ""


def test_every_field_comes_back_in_its_place() -> None:
    assert Ticket.parts(Ticket("U0ANA0001", 7).write()) == ["U0ANA0001", "7", ""]


@pytest.mark.parametrize("text", ["", "U0ANA0001", "U0ANA0001|7", "U0ANA0001|7||"])
def test_fewer_or_more_than_went_are_none_of_ours(text: str) -> None:
    with pytest.raises(Denied):
        Ticket.parts(text)
