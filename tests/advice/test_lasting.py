"""How long something lasted: one sum for the sentence, the chart and the choice of words."""

import pytest

from advice.lasting import lasted
from advice.moment import Precision
from advice.pendulum import away
from advice.stretches import stretches
from tests.advice.told import day, path


@pytest.mark.parametrize(
    ("first", "last", "told", "months"),
    [
        ("2020-03-01", "2026-11-24", Precision.MONTH, 80),
        ("2020-03-15", "2026-11-24", Precision.DAY, 80),
        ("2020-03-15", "2026-11-14", Precision.DAY, 79),
        ("2020-03-15", "2026-03-02", Precision.DAY, 72),  # "six years this month"
        ("2020-07-01", "2026-02-24", Precision.YEAR, 72),
        ("2026-01-01", "2026-02-24", Precision.YEAR, 1),
        ("2026-03-02", "2026-03-01", Precision.DAY, 0),
    ],
)
def test_no_more_is_counted_than_was_told(first: str, last: str, told: Precision, months: int) -> None:
    assert lasted(day(first), day(last), told) == months


@pytest.mark.parametrize("today", ["2026-11-02", "2026-11-14", "2026-11-24", "2027-03-01", "2027-03-31"])
@pytest.mark.parametrize(
    "told",
    [
        ("engineer 2012 2020-03", "manager 2020-03"),
        ("engineer 2012 2020-03", "manager 2020-04"),
        ("engineer 2012 2020-03-15", "manager 2020-03-16"),
        ("engineer 2012 2020-03-15", "manager 2020-03-15"),
        ("engineer 2012 2019", "manager 2020"),
        ("manager 2020-03",),
    ],
)
def test_the_chart_and_the_clock_show_one_sum(told: tuple[str, ...], today: str) -> None:
    clock = away(path(*told))

    assert clock
    assert sum(stretches(path(*told), day(today))[-1].months.values()) == clock.months(day(today))
