"""When summaries close: periods, a team's first close, and jobs that come late."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.quarters import SETTLING, Close, Period, counted_since, next_close, period_of

DAYS = st.dates(date(2019, 1, 1), date(2033, 12, 31))
LENGTHS = st.sampled_from([3, 6])


def first(created: date, months: int = 3) -> Close:
    return next_close(created, None, released=False, months=months)


def later(last: Close, *, released: bool, months: int = 3) -> Close:
    return next_close(date(2019, 1, 1), last, released=released, months=months)


def closed(on: date, months: int = 3) -> Close:
    return Close(on, period_of(on, months))


@pytest.mark.parametrize(
    ("day", "months", "period", "quarters"),
    [
        (date(2026, 1, 1), 3, Period(date(2026, 1, 1), date(2026, 3, 31)), ("2026-Q1",)),
        (date(2024, 2, 29), 3, Period(date(2024, 1, 1), date(2024, 3, 31)), ("2024-Q1",)),
        (date(2026, 6, 30), 3, Period(date(2026, 4, 1), date(2026, 6, 30)), ("2026-Q2",)),
        (date(2026, 7, 1), 3, Period(date(2026, 7, 1), date(2026, 9, 30)), ("2026-Q3",)),
        (date(2026, 12, 31), 3, Period(date(2026, 10, 1), date(2026, 12, 31)), ("2026-Q4",)),
        (date(2026, 6, 30), 6, Period(date(2026, 1, 1), date(2026, 6, 30)), ("2026-Q1", "2026-Q2")),
        (date(2026, 7, 1), 6, Period(date(2026, 7, 1), date(2026, 12, 31)), ("2026-Q3", "2026-Q4")),
    ],
)
def test_periods_are_those_of_the_calendar(day: date, months: int, period: Period, quarters: tuple[str, ...]) -> None:
    assert period_of(day, months) == period
    assert (period.quarters, period.months) == (quarters, months)


@pytest.mark.parametrize(
    ("created", "on"),
    [
        (date(2026, 4, 1), date(2026, 4, 30)),
        (date(2026, 4, 16), date(2026, 4, 30)),  # 14 days before
        (date(2026, 4, 17), date(2026, 5, 31)),  # 13 days before
        (date(2026, 6, 17), date(2026, 7, 31)),  # too new for the end of its quarter
        (date(2024, 2, 15), date(2024, 2, 29)),
        (date(2025, 2, 15), date(2025, 3, 31)),
        (date(2025, 2, 14), date(2025, 2, 28)),
        (date(2025, 12, 18), date(2026, 1, 31)),
        (date(2025, 12, 17), date(2025, 12, 31)),
    ],
)
def test_a_first_release_comes_at_the_end_of_a_month_two_weeks_on(created: date, on: date) -> None:
    assert first(created) == closed(on)


@pytest.mark.parametrize(
    ("last", "months", "on"),
    [
        (closed(date(2026, 4, 30)), 3, date(2026, 9, 30)),  # it was that quarter's only one
        (closed(date(2026, 6, 30)), 3, date(2026, 9, 30)),
        (closed(date(2026, 11, 30)), 3, date(2027, 3, 31)),
        (closed(date(2026, 2, 28), 6), 6, date(2026, 12, 31)),
        (closed(date(2026, 2, 28), 6), 3, date(2026, 9, 30)),  # quarters again: the first after the half-year
        (closed(date(2026, 3, 31)), 6, date(2026, 12, 31)),  # half-years now: the first that is free of that quarter
        (closed(date(2026, 6, 30)), 6, date(2026, 12, 31)),
    ],
)
def test_after_a_release_the_next_is_at_the_end_of_the_next_period(last: Close, months: int, on: date) -> None:
    assert later(last, released=True, months=months) == closed(on, months)


@pytest.mark.parametrize(
    ("last", "on"),
    [
        (date(2026, 4, 30), date(2026, 5, 31)),
        (date(2026, 6, 30), date(2026, 7, 31)),
        (date(2023, 12, 31), date(2024, 1, 31)),
        (date(2024, 1, 31), date(2024, 2, 29)),
    ],
)
def test_a_team_that_never_had_one_may_have_it_at_the_next_end_of_a_month(last: date, on: date) -> None:
    assert later(closed(last), released=False) == closed(on)


@given(created=DAYS, settings=st.lists(st.tuples(st.booleans(), LENGTHS), min_size=2, max_size=12))
def test_no_quarter_ever_has_two_releases(created: date, settings: list[tuple[bool, int]]) -> None:
    """However long people wait for a first release, and whatever an operator does to the length of periods."""
    last, released, all_released = None, False, list[Close]()
    for enough, months in settings:
        close = next_close(created, last, released=released, months=months)
        assert close.period.first <= close.on <= close.period.last
        assert last is None or close.on > last.on
        released = released or enough
        all_released += [close] if enough else []
        last = close
    quarters = [quarter for close in all_released for quarter in close.period.quarters]
    assert len(quarters) == len(set(quarters))
    assert all(one.period.last < next_.period.first for one, next_ in pairwise(all_released))


@given(created=DAYS, months=LENGTHS)
def test_a_first_close_is_the_first_end_of_a_month_that_leaves_time(created: date, months: int) -> None:
    close = first(created, months)

    assert (close.on + timedelta(days=1)).day == 1
    assert SETTLING <= close.on - created < SETTLING + timedelta(days=31)


def test_a_job_that_comes_late_closes_every_quarter_there_was() -> None:
    """What it closes follows from the close before, and today only says how far it may go."""
    last, today = closed(date(2025, 12, 31)), date(2026, 10, 4)
    caught_up = []
    while (close := later(last, released=True)).on < today:
        caught_up.append(close.on)
        last = close

    assert caught_up == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]


@pytest.mark.parametrize(
    ("on", "since"),
    [
        (date(2026, 9, 30), date(2025, 10, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
        (date(2025, 2, 28), date(2024, 3, 1)),
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2026, 4, 30), date(2025, 5, 1)),
    ],
)
def test_twelve_months_count(on: date, since: date) -> None:
    assert counted_since(closed(on)) == since
