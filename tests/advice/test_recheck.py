"""The days of a cadence, counted from a result."""

from datetime import date, timedelta

import pytest

from advice.recheck import MONTHS, Recheck, next_recheck, next_recheck_after

RESULT = date(2026, 11, 30)


@pytest.mark.parametrize("chosen", MONTHS)
def test_right_after_a_result_it_is_the_first_day(chosen: Recheck) -> None:
    assert next_recheck_after(RESULT, chosen, RESULT) == next_recheck(RESULT, chosen)


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2027, 2, 27), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2027, 5, 30)),
        (date(2027, 5, 29), date(2027, 5, 30)),
        (date(2030, 1, 1), date(2030, 2, 28)),
        (date(2026, 1, 1), date(2027, 2, 28)),  # a clock set back
    ],
)
def test_later_it_is_the_first_day_ahead(today: date, day: date) -> None:
    assert next_recheck_after(RESULT, Recheck.QUARTERLY, today) == day


@pytest.mark.parametrize("chosen", MONTHS)
def test_each_day_of_a_cadence_follows_the_one_before(chosen: Recheck) -> None:
    day = RESULT
    for _ in range(30):
        after = next_recheck_after(RESULT, chosen, day)
        assert after is not None
        assert after > day
        assert next_recheck_after(RESULT, chosen, after - timedelta(days=1)) == after
        day = after


@pytest.mark.parametrize("chosen", [None, Recheck.OFF])
def test_without_a_cadence_there_is_no_day(chosen: Recheck | None) -> None:
    assert next_recheck_after(RESULT, chosen, RESULT) is None
