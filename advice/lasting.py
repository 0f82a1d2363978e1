"""How many months lie between two days, no more precisely than the days were told: the one sum for words and charts."""

from datetime import date

from advice.moment import Precision
from advice.months import MONTHS, calendar_months, in_words, last_of_month, span

NEARLY_A_YEAR = 9


def lasted(first: date, last: date, told: Precision) -> int:
    """The months from `first` to `last`, as they are said; `told` is the vaguer one of the two.

    Days count whole months, and a year is full on the first of its last month: "two years this month". Months alone
    count the pages of the calendar. Years alone are rounded to years, but for the first.
    """
    whole = span(first, last).whole_months
    if told is Precision.YEAR:
        return round(whole / MONTHS) * MONTHS if whole >= NEARLY_A_YEAR else whole
    pages = max(0, calendar_months(first, last))
    return pages if told is Precision.MONTH or pages % MONTHS == 0 else whole


def lasted_in_words(first: date, last: date, told: Precision) -> str:
    """The same in words: "two years this month", "two years and three months", "about two years"."""
    months = lasted(first, last, told)
    if told is Precision.YEAR:
        return f"about {in_words(months)}" if months >= NEARLY_A_YEAR else "some months"
    full = months and months == calendar_months(first, last) and months % MONTHS == 0
    return f"{in_words(months)} this month" if full else in_words(months)


def over(day: date, told: Precision) -> date:
    """The last day of what was told of a day: the day itself, or the end of its month or year."""
    if told is Precision.YEAR:
        return date(day.year, MONTHS, 31)
    return last_of_month(day.year, day.month) if told is Precision.MONTH else day
