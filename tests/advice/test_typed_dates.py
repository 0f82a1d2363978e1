"""What people type for a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.moment import Moment
from advice.months import NAMES
from advice.typed_dates import UnclearDate, read_end, read_start


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2024", "2024"),
        (" 2024 ", "2024"),
        ("March 2024", "2024-03"),
        ("march, 2024", "2024-03"),
        ("Mar 2024", "2024-03"),
        ("mar. 2024", "2024-03"),
        ("Sept 2024", "2024-09"),
        ("2024 March", "2024-03"),
        ("Febuary 2024", "2024-02"),
        ("2024-03", "2024-03"),
        ("2024/3", "2024-03"),
        ("03/2024", "2024-03"),
        ("3.2024", "2024-03"),
        ("2024-03-15", "2024-03-15"),
        ("2024-03-04", "2024-03-04"),
        ("15 March 2024", "2024-03-15"),
        ("15th of March 2024", "2024-03-15"),
        ("March 15, 2024", "2024-03-15"),
        ("15/03/2024", "2024-03-15"),
        ("03/15/2024", "2024-03-15"),
        ("04/04/2024", "2024-04-04"),
        ("15.3.2024", "2024-03-15"),
        ("29 February 2024", "2024-02-29"),
        ("２０２４", "2024"),
        ("2024\u200b-03", "2024-03"),
    ],
)
def test_is_read_with_the_precision_it_was_given(typed: str, read: str) -> None:
    assert read_start(typed) == Moment.from_json(read)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Write it like March 2024"),
        ("soon", "I need one year, with four digits."),
        ("03/24", "I need one year, with four digits."),
        ("2024 2025", "I need one year, with four digits."),
        ("12024", "I need one year, with four digits."),
        ("juneteenth 2024", "I can't read that as a date."),
        ("ju 2024", "I can't read that as a date."),
        ("1 2 3 2024", "I can't read that as one date."),
        ("late March 2024", "I can't read that as one date."),
        ("03/04/2024", "That may be 3 April 2024 or 4 March 2024. Please write the month as a word."),
        ("13/2024", "There is no month 13."),
        ("2024-00", "There is no month 0."),
        ("29 February 2023", "There is no day 29 in February 2023, which has 28 days."),
        ("31/04/2024", "There is no day 31 in April 2024, which has 30 days."),
        ("0 March 2024", "There is no day 0 in March 2024"),
        ("0000", "There is no year 0."),
    ],
)
def test_what_is_unclear_is_told_with_what_to_write(typed: str, told: str) -> None:
    with pytest.raises(UnclearDate) as unclear:
        read_start(typed)

    assert str(unclear.value).startswith(told)


@pytest.mark.parametrize("typed", ["", "  ", "now", "Current", "present", "-"])
def test_an_end_may_be_left_open(typed: str) -> None:
    assert read_end(typed) is None


def test_an_end_is_read_as_a_start_is() -> None:
    assert read_end("March 2024") == Moment(2024, 3)


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d %Y", "%Y %b %d"]))
def test_every_day_is_read_in_every_clear_form(day: date, form: str) -> None:
    assert read_start(day.strftime(form)) == Moment.of(day)


@given(st.integers(1, 9999), st.sampled_from(NAMES))
def test_what_is_shown_can_be_typed(year: int, name: str) -> None:
    shown = f"{name} {year:04}"

    assert read_start(shown) == Moment(year, NAMES.index(name) + 1)


@given(st.text(max_size=40) | st.text("0123456789/-. marchtuneOf", max_size=20))
def test_whatever_is_typed_is_a_date_or_a_sentence(typed: str) -> None:
    try:
        assert isinstance(read_start(typed), Moment)
    except UnclearDate as unclear:
        assert str(unclear).endswith((".", "?"))
