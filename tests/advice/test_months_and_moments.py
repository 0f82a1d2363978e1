"""Calendar arithmetic, and dates as people told them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.moment import Moment
from advice.months import Span, add_months, calendar_months, in_words, span
from advice.recheck import Recheck, next_recheck

days = st.dates(date(1970, 1, 1), date(2100, 12, 31))
months = st.integers(0, 600)


@pytest.mark.parametrize(
    ("start", "count", "then"),
    [
        ("2024-03-15", 24, "2026-03-15"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-02-29", 60, "2029-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-01-31", 13, "2025-02-28"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2024-03-15", -3, "2023-12-15"),
        ("2024-03-31", -1, "2024-02-29"),
    ],
)
def test_months_are_added_as_the_calendar_has_them(start: str, count: int, then: str) -> None:
    assert add_months(date.fromisoformat(start), count) == date.fromisoformat(then)


@given(days, months)
def test_the_day_of_the_month_stays_or_is_the_last_one(start: date, count: int) -> None:
    then = add_months(start, count)

    assert calendar_months(start, then) == count
    assert then.day == start.day or (then.day < start.day and (then.replace(day=28).month != _tomorrow(then).month))


def _tomorrow(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


@given(days, days)
def test_a_span_is_the_most_whole_months_that_fit(one: date, other: date) -> None:
    first, last = sorted((one, other))

    found = span(first, last)

    assert add_months(first, found.whole_months) <= last < add_months(first, found.whole_months + 1)
    assert 0 <= found.months < 12
    assert add_months(first, found.whole_months).toordinal() + found.days == last.toordinal()


def test_nothing_has_passed_before_the_start() -> None:
    assert span(date(2024, 3, 31), date(2024, 3, 10)) == Span(0, 0, 0)


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "less than a month"), (1, "one month"), (6, "six months"), (12, "one year"), (24, "two years"),
     (27, "two years and three months"), (61, "five years and one month"), (180, "15 years")],
)  # fmt: skip
def test_months_in_words(count: int, said: str) -> None:
    assert in_words(count) == said


@pytest.mark.parametrize(
    ("stored", "shown", "first", "last"),
    [
        ("2024", "2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", "February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-29", "29 February 2024", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_moment_shows_what_was_told_and_knows_which_days_it_may_mean(
    stored: str, shown: str, first: date, last: date
) -> None:
    moment = Moment.from_json(stored)

    assert str(moment) == shown
    assert (moment.first, moment.last) == (first, last)
    assert moment.to_json() == stored


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "2024-00", "24", "2024-3", "", "2024-03-15T00:00", "0"])
def test_what_was_never_stored_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Moment.from_json(text)


def test_a_day_without_its_month_is_no_date() -> None:
    with pytest.raises(ValueError, match="month"):
        Moment(2024, None, 3)


@pytest.mark.parametrize(
    ("chosen", "then"),
    [
        (Recheck.QUARTERLY, date(2025, 2, 28)),
        (Recheck.HALF_YEARLY, date(2025, 5, 30)),
        (Recheck.YEARLY, date(2025, 11, 30)),
        (Recheck.OFF, None),
        (None, None),
    ],
)
def test_the_next_check_is_so_many_months_after_the_last_result(chosen: Recheck | None, then: date | None) -> None:
    assert next_recheck(date(2024, 11, 30), chosen) == then
