"""The asker's role tips the scale between cards; it never takes an answer away, or makes one."""

import pytest

from advice.stint import Role
from tests.kit_content import builtin_content

SEARCH = builtin_content().search
ASKED = ("should I write code", "am I too rusty", "how do I become a director", "the lottery numbers of next saturday")


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("role", Role)
def test_whoever_asks_hears_something_or_nobody_does(asked: str, role: Role) -> None:
    alone, told = SEARCH.ask(asked), SEARCH.ask(asked, role.value)

    assert told.kind is alone.kind
    assert {one.card.id for one in told.ranked} == {one.card.id for one in alone.ranked}
