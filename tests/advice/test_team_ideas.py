"""What a lead could do: there for every row a summary can have, easy to read, and never a way to ask who said what."""

from __future__ import annotations

import re

import pytest

from advice.catalog import Pillar, RatedQuestion
from tests.advice.groups import set_check
from tests.advice.readable import ease

EASY = 60
ROWS = [*set_check().sections, *set_check().questions]
EACH = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


@EACH
def test_every_row_has_one_that_rests_on_what_the_row_is_about(row: Pillar | RatedQuestion) -> None:
    assert row.team
    own = {"soft": "SET-S", "experience": "SET-E", "technical": "SET-T"}.get(row.id, f"SET-{row.id}")
    assert any(fact.startswith(own) for fact in row.team.facts)


@EACH
def test_it_is_easy_to_read_and_brief(row: Pillar | RatedQuestion) -> None:
    assert row.team
    assert ease(row.team.text) >= EASY
    assert 20 <= len(row.team.text.split()) <= 45


@EACH
def test_it_leaves_answers_alone(row: Pillar | RatedQuestion) -> None:
    assert row.team
    assert not re.search(r"\b(answers?|answered|check|summary|who said|admit|low|weak\w*)\b", row.team.text)


def test_none_is_said_twice() -> None:
    told = [row.team.text for row in ROWS if row.team]

    assert len(told) == len(set(told)) == 24
