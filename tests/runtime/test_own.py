"""Whose a form or a button is: of who acts where they act, and of nobody else."""

from __future__ import annotations

import pytest

from bot.runtime.errors import Denied
from bot.runtime.own import must_be_own, owner, read_own
from bot.runtime.request import Request

CLICK = Request("click", "brag.page", "T0DEMO001", "U0ANA0001")
MINE = owner(CLICK.user_id, CLICK.workspace)
OTHERS = [
    owner("U0BEN0001", "T0DEMO001"),
    owner("U0ANA0001", "T0DEMO002"),
    f"{MINE}7",
    f"{MINE}7|3",
    f"x{MINE}",
    "U0ANA0001",
    "",
]


@pytest.mark.parametrize("rest", ["3", "", "a|b", "|"])
def test_what_follows_the_owner_is_read_to_its_end(rest: str) -> None:
    assert read_own(CLICK, f"{MINE}|{rest}") == rest


def test_nothing_need_follow() -> None:
    must_be_own(CLICK, MINE)

    assert read_own(CLICK, MINE) == ""


@pytest.mark.parametrize("value", OTHERS)
def test_of_anybody_else_and_of_any_other_workspace_nothing_is_read(value: str) -> None:
    with pytest.raises(Denied):
        read_own(CLICK, value)
    with pytest.raises(Denied):
        must_be_own(CLICK, value)


def test_nothing_may_follow_where_nothing_belongs() -> None:
    with pytest.raises(Denied):
        must_be_own(CLICK, f"{MINE}|3")
