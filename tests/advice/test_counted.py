"""Who counts at a close, and with which answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.counted import Member, finished_whole, group
from advice.quarters import Close, period_of
from tests.advice.groups import CHOICES

CLOSE = Close(date(2026, 9, 30), period_of(date(2026, 9, 30), 3))
SINCE, ON, AFTER = date(2025, 10, 1), CLOSE.on, date(2026, 10, 1)
BEFORE = SINCE - timedelta(days=1)
ANA = Member(
    joined_on=date(2026, 8, 1),
    primary=True,
    viewer=False,
    active=True,
    finished_on=[date(2026, 8, 3)],
    answers={"S1": "yes", "S2": None},
)


def test_somebody_who_joined_and_finished_a_check_counts_with_what_they_said() -> None:
    assert group([ANA], CLOSE) == ({"S1": "yes", "S2": None},)


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        ({"joined_on": ON}, True),
        ({"joined_on": AFTER}, False),
        ({"primary": False}, False),
        ({"viewer": True}, False),
        ({"active": False}, False),
        ({"finished_on": []}, False),
        ({"finished_on": [SINCE]}, True),
        ({"finished_on": [BEFORE]}, False),
        ({"finished_on": [AFTER]}, False),
        ({"finished_on": [BEFORE, AFTER]}, False),
        ({"finished_on": [BEFORE, ON]}, True),
        ({"answers": {}}, True),
    ],
    ids=str,
)
def test_who_counts(changed: dict[str, object], counts: bool) -> None:
    assert len(group([replace(ANA, **changed)], CLOSE)) == counts


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], None),
        ([(ON, ["soft"])], None),
        ([(ON, ["soft", "technical"])], ON),
        ([(ON, ["technical"]), (SINCE, ["soft"])], ON),
        ([(SINCE, ["soft", "technical"]), (ON, ["soft"])], SINCE),
        ([(SINCE, ["soft"]), (ON, ["soft"])], None),
        ([(ON, ["soft", "technical", "of a company's own"])], ON),
    ],
    ids=str,
)
def test_a_check_is_finished_once_every_part_of_it_is(parts: list[tuple[date, list[str]]], whole: date | None) -> None:
    assert finished_whole(parts, ["soft", "technical"]) == whole


@given(st.dictionaries(st.sampled_from(["S1", "T5"]), st.sampled_from(CHOICES)))
def test_what_was_answered_has_no_part_in_who_counts(answers: dict[str, str | None]) -> None:
    assert group([replace(ANA, answers=answers)], CLOSE) == (answers,)
