"""From told dates to the days that are counted with."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.readings import A_DAY, gaps, read
from advice.stint import Role
from tests.advice.told import day, path


def days(*texts: str) -> list[tuple[str, str | None]]:
    return [(row.start.isoformat(), row.end and row.end.isoformat()) for row in read(path(*texts))]


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        ("manager 2024-03-15 2025-02-28", "2024-03-15", "2025-02-28"),
        ("manager 2024-03 2025-02", "2024-03-01", "2025-02-28"),
        ("manager 2024 2025", "2024-07-01", "2025-06-30"),
        ("manager 2024 2024", "2024-06-30", "2024-06-30"),
        ("manager 2024 2024-03", "2024-03-31", "2024-03-31"),
        ("manager 2024-03 2024", "2024-03-01", "2024-06-30"),
        ("manager 2024-11 2024", "2024-11-01", "2024-11-01"),
        ("manager 2024", "2024-07-01", None),
    ],
)
def test_a_month_is_its_first_or_last_day_and_a_year_its_middle(told: str, start: str, end: str | None) -> None:
    assert days(told) == [(start, end)]


@pytest.mark.parametrize(
    ("ended", "began", "read_as"),
    [
        ("2024-03", "2024-03", ("2024-03-01", "2024-03-01")),
        ("2024-03", "2024-04", ("2024-03-31", "2024-04-01")),
        ("2024-03", "2024-05", ("2024-03-31", "2024-05-01")),
        ("2023", "2024", ("2023-12-31", "2024-01-01")),
        ("2024", "2024", ("2024-07-01", "2024-07-01")),
        ("2022", "2024", ("2022-06-30", "2024-07-01")),
        ("2024-03", "2024", ("2024-03-31", "2024-04-01")),
        ("2024-12", "2024", ("2024-12-01", "2024-12-01")),
        ("2024", "2024-03", ("2024-03-01", "2024-03-01")),
        ("2023", "2024-01", ("2023-12-31", "2024-01-01")),
        ("2023", "2024-03", ("2023-06-30", "2024-03-01")),
        ("2024-03-15", "2024-03", ("2024-03-15", "2024-03-15")),
        ("2024-03", "2024-03-20", ("2024-03-20", "2024-03-20")),
        ("2024-03-15", "2024-03-16", ("2024-03-15", "2024-03-16")),
        ("2024-03-15", "2024-03-17", ("2024-03-15", "2024-03-17")),
    ],
)
def test_what_may_have_followed_at_once_is_read_so(ended: str, began: str, read_as: tuple[str, str]) -> None:
    (_, end), (start, _) = days(f"engineer 2018-03 {ended}", f"manager {began}")

    assert (end, start) == read_as


def test_three_roles_in_one_month_stand_in_their_order() -> None:
    found = days("engineer 2018 2024-03", "tech_lead 2024-03 2024-03", "manager 2024-03")

    assert found[1:] == [("2024-03-01", "2024-03-01"), ("2024-03-01", None)]


def test_still_building_begins_on_the_day_of_the_role_beside_it() -> None:
    rows = read(path("engineer 2018 2023", "manager 2024", "+engineer 2024"))

    assert [(row.stint.role.value, row.start) for row in rows][1:] == [
        ("manager", day("2024-01-01")),
        ("engineer", day("2024-01-01")),
    ]


def test_a_gap_is_what_nothing_was_told_of() -> None:
    (gap,) = gaps(path("engineer 2018-03 2022-03", "away 2022-04 2022-05", "manager 2022-06-02", "+engineer 2022"))

    assert (gap.first, gap.last) == (day("2022-06-01"), day("2022-06-01"))
    assert (gap.after.role, gap.before.role) == (Role.AWAY, Role.MANAGER)


LENGTHS = {"year": 4, "month": 7, "day": 10}
lived = st.lists(st.dates(day("2018-01-01"), day("2021-12-31")), min_size=2, max_size=10).map(sorted)
told_as = st.lists(st.sampled_from(list(LENGTHS.values())), min_size=10, max_size=10)


@given(lived, told_as, st.booleans())
def test_a_life_that_was_lived_can_be_told_as_vaguely_as_one_likes(
    dates: list[date], lengths: list[int], goes_on: bool
) -> None:
    """Days in their order, cut to months or years: never refused, and read as days that were told, in order."""
    texts = [moment.isoformat()[:length] for moment, length in zip(dates, lengths, strict=False)]
    texts = texts[: len(texts) // 2 * 2]
    pairs = list(zip(texts[::2], texts[1::2], strict=True))
    stints = [f"engineer {start} {end}" for start, end in pairs[:-1]]
    stints.append(f"engineer {pairs[-1][0]}" if goes_on else f"engineer {pairs[-1][0]} {pairs[-1][1]}")

    rows = read(path(*stints))

    for row in rows:
        assert row.stint.start.first <= row.start <= row.stint.start.last
        assert row.stint.end is None or (row.end and row.stint.end.first <= row.end <= row.stint.end.last)
        assert row.end is None or row.start <= row.end
    for one, other in pairwise(rows):
        assert one.end and one.stint.end
        assert one.end <= other.start
        may_touch = one.stint.end.last + A_DAY >= other.stint.start.first
        unbound = one.start < one.end and (other.end is None or other.start < other.end)
        assert not (may_touch and unbound) or other.start - one.end <= A_DAY
